"""What benches serve: the product as it is, and beside it, in the same process, the least a durable insert can be."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from langnghe.house.wsgi import application as product
from langnghe.kernel.ids import uuid7
from langnghe.opinions import tokens

Start = Callable[..., Any]
COUNT = "HTTP_X_BENCH_COUNT"
TOKENS = 20_000
TABLE = "CREATE TABLE IF NOT EXISTS bench_bare (id VARCHAR(36) PRIMARY KEY, words TEXT NOT NULL)"


def insert(request: HttpRequest) -> HttpResponse:
    """One row in one transaction that lies on the disk when the answer leaves."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_bare VALUES (%s, %s)", [str(uuid7()), request.POST["words"]])
    return HttpResponse("1", headers={"Content-Length": "1"})


class Bare(WSGIHandler):
    """Django without any middleware and with one address."""

    _view_middleware: list[Any] = []
    _template_response_middleware: list[Any] = []
    _exception_middleware: list[Any] = []

    def load_middleware(self, is_async: bool = False) -> None:
        self._middleware_chain = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]

    def get_response(self, request: Any) -> Any:
        request.urlconf = "bench.wsgi"
        return self._middleware_chain(request)


def draw(request: HttpRequest) -> HttpResponse:
    """Tokens as that many drawn forms would bring, so that drawing forms is not what is measured."""
    drawn = "\n".join(tokens.issue() for _form in range(TOKENS))
    return HttpResponse(drawn, headers={"Content-Length": str(len(drawn))})


urlpatterns = [path("bench/bare/", insert), path("bench/tokens/", draw)]
bare = Bare()
with connection.cursor() as _cursor:
    _cursor.execute(TABLE)
connection.close()


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The product, or the bare insert; a request that asks for it learns how many statements it took."""
    if environ["PATH_INFO"].startswith("/bench/"):
        return bare(environ, start)
    return _counted(environ, start) if environ.get(COUNT) else product(environ, start)


def _counted(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    statements: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    def start_with_count(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start(status, [*headers, ("X-Bench-Statements", str(len(statements)))], *rest)

    with connection.execute_wrapper(note):
        answer = product(environ, start_with_count)
    if os.environ.get("LANGNGHE_BENCH_TELL"):
        print("\n".join(statements), flush=True)
    return answer
