"""What everybody may read about a ward's public log in plain words, and the page that checks a proof without us."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import public
from langnghe.places.models import Ward
from langnghe.places.reads import heir, known_ward_by_slug
from langnghe.proof import reads
from langnghe.proof.models import Log
from langnghe.proof.offline import building
from langnghe.proof.offline.building import TrustedKey
from langnghe.proof.offline.texts import LANGUAGES
from langnghe.proof.shelf import CHECKPOINT, HEADS, Shelf
from langnghe.shell.caching import public_for
from langnghe.tlog.notes import fingerprint
from langnghe.tlog.promises import read_second

KEPT_SECONDS = 60
HEADS_SHOWN = 8
LINE_BYTES = 120
WITNESS_NAME = "truong-hoc.example/chung-kien"
# The page of a machine for a province carries the keys of so many logs; others are told from the ward's own page.
MOST_KEYS = 400
SERVED = ("object-src 'none'", "frame-ancestors 'none'", "form-action 'self'")


@dataclass(frozen=True)
class Shown:
    """A log as the page shows it."""

    log: Log
    fingerprints: list[str]
    heads: list["ShownHead"]
    witnesses: list[tuple[str, str]]

    @property
    def newest_key(self) -> str:
        """The key a new witness trusts."""
        return self.log.keys[-1]

    @property
    def address(self) -> str:
        """Where the log's files are fetched."""
        path = reverse("proof:checkpoint", args=[self.slug, self.log.epoch])
        return f"{settings.PUBLIC_ADDRESS}{path.removesuffix(CHECKPOINT)}"

    @property
    def slug(self) -> str:
        """The ward's part of the address."""
        return self.log.origin.split("/")[-2]


@dataclass(frozen=True)
class ShownHead:
    """A head as it was published: when, how many leaves, and the hash at the top."""

    at: datetime
    size: int
    root: str


@public
@require_safe
@public_for(KEPT_SECONDS)
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """What is proved, by whom, since when, and what is not."""
    ward = _ward(slug)
    logs = [_shown(log) for log in reads.logs_of(ward)]
    context = {
        "place": ward, "ward": ward, "heir": heir(ward), "logs": logs, "now": logs[0] if logs else None,
        "apart": reads.is_apart(), "minutes": settings.LOG_MINUTES, "hours": settings.LOG_PROMISE_HOURS,
        "witness_name": WITNESS_NAME,
    }  # fmt: skip
    return render(request, "proof/about.html", context)


@public
@require_safe
@public_for(KEPT_SECONDS)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest head on a sheet, for the notice board and the minutes of a forum: what is printed can be compared."""
    ward = _ward(slug)
    logs = reads.logs_of(ward)
    now = _shown(logs[0]) if logs else None
    head = now.heads[0] if now and now.heads else None
    context = {
        "place": ward, "ward": ward, "now": now, "head": head, "root": _in_fours(head.root) if head else [],
        "address": f"{settings.PUBLIC_ADDRESS}{reverse('proof:about', args=[slug])}",
    }  # fmt: skip
    return render(request, "proof/paper.html", context)


def _in_fours(text: str) -> list[str]:
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def _shown(log: Log) -> Shown:
    head = reads.published(log)
    witnesses = [(key.name, fingerprint(key.vkey)) for key in head.witnesses] if head else []
    return Shown(log, [fingerprint(vkey) for vkey in log.keys], _last_heads(log), witnesses)


def _last_heads(log: Log) -> list[ShownHead]:
    """The newest heads of the public list, newest first."""
    path = Shelf(log.origin).folder / HEADS
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - HEADS_SHOWN * LINE_BYTES))
            lines = file.read().decode().splitlines()[-HEADS_SHOWN:]
    except FileNotFoundError:
        return []
    parts = [line.split() for line in reversed(lines)]
    return [ShownHead(read_second(at), int(size), root) for at, size, root in parts]


@public
@require_safe
@public_for(KEPT_SECONDS)
def check(request: HttpRequest) -> HttpResponse:
    """The page that checks, with the keys of all logs kept here."""
    logs = Log.objects.select_related("ward").order_by("ward_id", "epoch")[:MOST_KEYS]
    return _page(request, [(log.ward, log) for log in logs])


@public
@require_safe
@public_for(KEPT_SECONDS)
def check_of(request: HttpRequest, slug: str) -> HttpResponse:
    """The page that checks, with the keys of one ward."""
    ward = _ward(slug)
    return _page(request, [(ward, log) for log in reversed(reads.logs_of(ward))])


def _page(request: HttpRequest, logs: list[tuple[Ward, Log]]) -> HttpResponse:
    keys = tuple(TrustedKey(ward.name, log.origin, vkey) for ward, log in logs for vkey in log.keys)
    language = (get_language() or "vi")[:2]
    response = HttpResponse(building.page(language if language in LANGUAGES else "vi", keys))
    response.headers["Content-Security-Policy"] = building.policy(*SERVED)
    return response


def _ward(slug: str) -> Ward:
    """An open ward, or one that was merged: its log can still be checked."""
    ward = known_ward_by_slug(slug)
    if ward is None:
        raise Http404
    return ward
