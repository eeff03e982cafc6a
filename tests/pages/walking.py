"""Walking through all pages: what a reader meets at every address, and what goes wrong on the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from langnghe.testing import pages
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

HTML = "text/html"
FIRST_RUN = ["/thiet-lap/", "/thiet-lap/phuong/", "/thiet-lap/phuong/?province=52", "/thiet-lap/quan-tri/"]


@dataclass(frozen=True)
class Visit:
    """One answer: where, how it was asked for, and the page."""

    where: str
    html: str


def visits(cast: Cast, language: str) -> Iterator[Visit]:
    """Every page as its visitor reads it, every form sent empty, and the pages for what goes wrong."""
    for route, where, response in answers(cast, language, ("get", "post")):
        if is_page(response):
            yield Visit(f"{where} ({route.name})", text(response))
    yield from _of_errors(language)


def answers(cast: Cast, language: str, methods: tuple[str, ...]) -> Iterator[tuple[pages.Route, str, HttpResponseBase]]:
    """What each route answers to each method. All rows are made first; what an answer changed is taken back."""
    places = [(route, pages.address(route, cast)) for route in known_routes()]
    for method in methods:
        for route, place in places:
            with transaction.atomic():
                client = client_for(place.mandate, language=language) if place.mandate else visitor(language)
                response = getattr(client, method)(place.url)
                transaction.set_rollback(True)
            yield route, f"{method.upper()} {place.url}", response


def known_routes() -> list[pages.Route]:
    """The routes that can be opened once a ward is there."""
    known = pages.builders()
    return [route for route in pages.routes() if route.name in known and route.door and route.door.kind != "setup"]


def _of_errors(language: str) -> Iterator[Visit]:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": language})
    yield Visit("GET a page that is not there", text(strict.get("/khong-co-trang-nay/")))
    yield Visit("POST an expired form", text(strict.post("/khong-co/", {"words": "Đèn hẻm 42 tắt ba đêm."})))


def first_run_visits(language: str) -> Iterator[Visit]:
    """The pages of an installation that has no ward yet."""
    for url in FIRST_RUN:
        for method in ("get", "post"):
            response = getattr(installer(language), method)(url)
            if is_page(response):
                yield Visit(f"{method.upper()} {url}", text(response))


def installer(language: str) -> Client:
    """Who has given the code of the console and named the ward."""
    client = visitor(language)
    session = client.session
    session.update({"setup": True, "setup_ward": {"commune": "", "code": "DH", "slug": "dien-hong", "log_origin": ""}})
    session.save()
    return client


def visitor(language: str) -> Client:
    """Somebody who is not signed in."""
    return Client(headers={"accept-language": language})


def is_page(response: HttpResponseBase) -> bool:
    """Whether an answer is something people read."""
    return response.headers.get("Content-Type", "").startswith(HTML) and response.status_code not in {301, 302, 405}


def text(response: HttpResponseBase) -> str:
    """The page as text, streamed or not."""
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()  # type: ignore[attr-defined]
