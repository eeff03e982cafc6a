"""What everybody may take away: the page that explains the files, the files, and what describes them for programs."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from langnghe.files.slots import taken
from langnghe.kernel.clock import local_today
from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.opendata import writing
from langnghe.opendata.columns import VERSION, Dataset
from langnghe.opendata.fresh import FRESH, Mark, mark_of
from langnghe.opendata.sets import DATASETS
from langnghe.places.models import Ward
from langnghe.places.reads import known_ward_by_slug
from langnghe.shell.caching import public_for
from langnghe.shell.errors import refused

PAGE_SECONDS = 300
LICENSE, LICENSE_PAGE = "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.vi"
# So many files go out at a time, all web processes together; who comes then waits a moment, and is told to come again.
AT_A_TIME, PATIENCE_SECONDS, AGAIN_SECONDS = 2, 2.0, 60
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


class Held:
    """The parts of a file with the place it holds: given back after the last one, or when nobody wants more."""

    def __init__(self, parts: Iterator[bytes], place: ExitStack) -> None:
        self._parts, self._place = parts, place

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        part = next(self._parts, None)
        if part is None:
            self.close()
            raise StopIteration
        return part

    def close(self) -> None:
        """Give the place back."""
        self._place.close()


@public
@require_safe
@public_for(PAGE_SECONDS)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is, what every column means, what one may do with it."""
    ward = _ward_or_404(slug)
    context = {
        "ward": ward, "place": ward, "sets": DATASETS.values(), "version": VERSION, "today": local_today(),
        "license": LICENSE, "license_page": LICENSE_PAGE,
    }  # fmt: skip
    return render(request, "opendata/index.html", context)


@public
@require_safe
def as_csv(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """A data set as a table."""
    return _file(request, _ward_or_404(slug), _dataset_or_404(code), "csv")


@public
@require_safe
def as_json(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """A data set as one JSON object whose last word is how many rows it has."""
    return _file(request, _ward_or_404(slug), _dataset_or_404(code), "json")


@public
@require_safe
def schema(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The JSON Schema of a data set's JSON file."""
    ward, dataset = _ward_or_404(slug), _dataset_or_404(code)
    return _described(writing.schema(dataset, _address("schema", ward, dataset)), "application/schema+json")


@public
@require_safe
def package(request: HttpRequest, slug: str) -> HttpResponse:
    """All files of a ward with their columns, as a Frictionless Data Package."""
    ward = _ward_or_404(slug)
    content = {
        "profile": "tabular-data-package", "name": f"{ward.slug}-du-lieu-mo", "title": ward.name,
        "version": str(VERSION), "homepage": settings.PUBLIC_ADDRESS + reverse("opendata:index", args=[ward.slug]),
        "licenses": [{"name": LICENSE, "path": LICENSE_PAGE}],
        "resources": [_resource(ward, dataset) for dataset in DATASETS.values()],
    }  # fmt: skip
    return _described(content, "application/json")


def _file(request: HttpRequest, ward: Ward, dataset: Dataset, form: str) -> HttpResponseBase:
    mark = mark_of(ward)
    headers = _headers(ward, dataset, form, mark)
    known = _still_known(request, headers, mark)
    if known is not None:
        return known
    if request.method == "HEAD":
        # Nobody knows the length of what is streamed, and an answer without parts would be given one.
        return StreamingHttpResponse(iter(()), headers=headers)
    place = ExitStack()
    try:
        place.enter_context(taken("opendata", count=AT_A_TIME, patience=PATIENCE_SECONDS))
    except Refused as error:
        answer = refused(request, error.message, status=503)
        answer.headers["Retry-After"] = str(AGAIN_SECONDS)
        return answer
    return StreamingHttpResponse(Held(_parts(ward, dataset, form), place), headers=headers)


def _parts(ward: Ward, dataset: Dataset, form: str) -> Iterator[bytes]:
    return writing.as_csv(dataset, ward) if form == "csv" else writing.as_json(dataset, ward, _head(ward, dataset))


def _head(ward: Ward, dataset: Dataset) -> dict[str, object]:
    return {
        "schema": _address("schema", ward, dataset), "version": VERSION, "date": local_today(),
        "ward": {"code": ward.code, "slug": ward.slug, "name": ward.name}, "license": LICENSE,
    }  # fmt: skip


def _headers(ward: Ward, dataset: Dataset, form: str, mark: Mark | None) -> dict[str, str]:
    found = {
        "Content-Type": TYPES[form], "Access-Control-Allow-Origin": "*",
        "Content-Disposition": f'attachment; filename="{dataset.code}-{ward.slug}-v{VERSION}.{form}"',
        "Link": f'<{_address("schema", ward, dataset)}>; rel="describedby", <{LICENSE_PAGE}>; rel="license"',
        "Cache-Control": f"public, max-age={int(FRESH.total_seconds())}" if mark else "no-cache",
    }  # fmt: skip
    if mark is not None:
        found["ETag"] = f'"{dataset.code}-{form}-v{VERSION}-{len(dataset.columns)}-{mark.code}"'
        found["Last-Modified"] = http_date(mark.since.timestamp())
    return found


def _still_known(request: HttpRequest, headers: dict[str, str], mark: Mark | None) -> HttpResponseBase | None:
    """304 (or 412) when who asks has the file as it is; nothing is read for that."""
    if mark is None:
        return None
    answer: HttpResponseBase | None = get_conditional_response(request, headers["ETag"], int(mark.since.timestamp()))
    if answer is not None:
        for name in ("ETag", "Last-Modified", "Cache-Control"):
            answer.headers[name] = headers[name]
    return answer


def _resource(ward: Ward, dataset: Dataset) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource", "name": dataset.code, "title": writing.in_language(dataset.name, "vi"),
        "description": writing.in_language(dataset.about, "vi"), "path": _address("csv", ward, dataset),
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": {"fields": writing.fields(dataset), "missingValues": [""]},
    }  # fmt: skip


def _address(name: str, ward: Ward, dataset: Dataset) -> str:
    return settings.PUBLIC_ADDRESS + reverse(f"opendata:{name}", args=[ward.slug, dataset.code])


def _described(content: dict[str, Any], kind: str) -> HttpResponse:
    answer = JsonResponse(content, content_type=kind, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Cache-Control"] = f"public, max-age={PAGE_SECONDS}"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _ward_or_404(slug: str) -> Ward:
    ward = known_ward_by_slug(slug)
    if ward is None:
        raise Http404
    return ward


def _dataset_or_404(code: str) -> Dataset:
    if code not in DATASETS:
        raise Http404
    return DATASETS[code]
