"""What went wrong, told to a program: RFC 9457, with a code for it and a sentence for whoever reads its log."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"
ADDRESSES = "/api/"
EXPLAINED = "/api/v1/#loi-"


def problem(
    status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: object
) -> HttpResponse:  # fmt: skip
    """The answer. `code` never changes; `detail` says in the reader's language what to do next."""
    told = {
        "type": EXPLAINED + code, "title": HTTPStatus(status).phrase, "status": status, "code": code,
        "detail": str(detail), **more,
    }  # fmt: skip
    return HttpResponse(
        json.dumps(told, ensure_ascii=False), status=status, content_type=CONTENT_TYPE, headers=dict(headers or {})
    )
