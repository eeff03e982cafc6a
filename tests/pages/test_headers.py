"""Every answer carries the headers that keep readers safe: pages, errors, files, redirects."""

import pytest
from django.http import HttpResponseBase
from django.test import Client

from langnghe.testing.cast import Cast
from tests.pages import walking

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer, see the settings; to other hosts nothing is said either way.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FORBIDDEN_SOURCES = ("unsafe-inline", "unsafe-eval", "http:", "https:", "*")
STRICT = ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")


def _wrongs(where: str, response: HttpResponseBase) -> list[str]:
    headers = response.headers
    wrongs = [
        f"{where}: {name} is {headers.get(name)!r}" for name, value in ALWAYS.items() if headers.get(name) != value
    ]
    policy = headers.get("Content-Security-Policy", "")
    wrongs += [
        f"{where}: the content policy allows {source}" for source in FORBIDDEN_SOURCES if source in policy.split()
    ]
    wrongs += [f"{where}: the content policy lacks {part}" for part in STRICT if part not in policy]
    if "unsafe" in policy:
        wrongs.append(f"{where}: {policy}")
    if "server" in {name.lower() for name in headers}:
        wrongs.append(f"{where}: names its server")
    return wrongs


# Pages that caches may keep for a moment: published words only, the same for everybody without a cookie.
FOR_EVERYBODY = {
    "matters:board", "matters:matter", "promises:index", "promises:paper", "promises:declined",
    "opendata:index", "desk:find", "api:index", "api:document",
    "proof:about", "proof:check", "proof:check_of", "proof:paper",
}  # fmt: skip


def _is_private(response: HttpResponseBase) -> bool:
    return "no-store" in response.headers.get("Cache-Control", "")


@pytest.mark.once
def test_every_route_answers_with_all_headers(dien_hong: Cast) -> None:
    wrongs = []
    for route, where, response in walking.answers(dien_hong, "vi", ("get", "post", "put")):
        wrongs += _wrongs(where, response)
        if walking.is_page(response) and not _is_private(response) and route.name not in FOR_EVERYBODY:
            wrongs.append(f"{where} may be kept by caches")
    assert not wrongs, "\n".join(wrongs)


@pytest.mark.parametrize(
    "where", ["/khong-co/", "/static/shell/css/base.css", "/static/khong-co.css", "/static/../../etc/passwd", "/%00"]
)
def test_errors_and_files_carry_them_too(db: None, where: str) -> None:
    assert not _wrongs(where, Client().get(where))


def test_a_stranger_host_and_a_broken_form_get_them_too(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert not _wrongs("another host", strict.get("/", headers={"host": "ke-la.example"}))
    assert not _wrongs("no token", strict.post("/khong-co/", {"words": "Chào phường"}))


def test_reading_a_public_page_leaves_no_cookie(db: None) -> None:
    assert not Client().get("/ai-cung-dung-duoc/").cookies
