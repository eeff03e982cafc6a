"""The one way through for every operation: method, row, headers, body, action, ETag; and each error said one way."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import MediaType
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from langnghe.api import cursors, sending
from langnghe.api.catalogue import BY_NAME
from langnghe.api.operations import Call, Done, Operation
from langnghe.kernel.doors import token
from langnghe.kernel.problems import problem
from langnghe.kernel.refused import Refused

JSON = "application/json"
MOST_BYTES = 200_000
# What a key must be: drawn by chance, so that two sendings never share one.
KEY_FORM = r"^[A-Za-z0-9_-]{16,64}$"
_KEY = re.compile(KEY_FORM)
View = Callable[..., HttpResponse]
_encode = msgspec.json.Encoder(enc_hook=str).encode


class Problem(Exception):
    """Something that ends a request: its status, its code, its sentence."""

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:
        super().__init__(code)
        self.answer = problem(status, code, detail, **more)


def view_of(operation: Operation) -> View:
    """The view behind an operation's address."""

    @token(operation.capability, writes=operation.writes)
    def view(request: HttpRequest, **named: Any) -> HttpResponse:
        try:
            return _answered(operation, request, named)
        except Problem as error:
            return error.answer
        except Refused as error:
            return problem(409, "refused", error.message)

    return view


def _answered(operation: Operation, request: HttpRequest, named: dict[str, Any]) -> HttpResponse:
    if request.method not in operation.methods:
        allowed = ", ".join(operation.methods)
        raise Problem(405, "method", _("Địa chỉ này không nhận cách hỏi này."), headers={"Allow": allowed})
    call = Call(request.token, request.mandate)  # type: ignore[attr-defined]
    call = replace(call, subject=_subject(operation, call, named))
    _demand_accepted(request)
    return _written(operation, request, call) if operation.writes else _read(operation, request, call)


def _subject(operation: Operation, call: Call, named: dict[str, Any]) -> object:
    if operation.find is None:
        return None
    found = operation.find(call.mandate, *named.values())
    if found is None:
        raise Problem(404, "not_found", _("Không có, hoặc mã này không được thấy. Xin xem lại địa chỉ."))
    return found


def _demand_accepted(request: HttpRequest) -> None:
    kinds = request.headers.get("Accept", "*/*") or "*/*"
    if not any(MediaType(kind).match(JSON) for kind in kinds.split(",") if kind.strip()):
        raise Problem(406, "accept", _("Chỗ này chỉ trả lời bằng application/json."))


def _read(operation: Operation, request: HttpRequest, call: Call) -> HttpResponse:
    body = _body_of(operation, replace(call, asked=_question(operation.asks, request)))
    etag = _etag(body)
    # Kept by whoever asked, and asked about again each time: what may be read can end at any moment.
    answer = HttpResponse(body, content_type=JSON, headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    found = get_conditional_response(request, etag=etag, response=answer) or answer
    if found.status_code == 412:
        raise Problem(412, "changed", _("Đã có người sửa từ lần đọc trước. Xin đọc lại rồi làm tiếp."))
    return found


def _body_of(operation: Operation, call: Call) -> bytes:
    try:
        return _encode(operation.run(call))
    except cursors.Garbage as error:
        raise Problem(400, "cursor", _("Chỗ hỏi tiếp («sau») không đúng. Xin chép nguyên «tiep» của lần trước, "
                                       "hoặc bỏ trống để hỏi từ đầu.")) from error  # fmt: skip


def _etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _question(asks: Any, request: HttpRequest) -> Any:
    """What stands after the question mark. Refused when a word is unknown, given twice, or of the wrong form."""
    given = dict(request.GET.lists())
    twice = next((name for name, values in given.items() if len(values) > 1), None)
    if twice is not None:
        raise Problem(400, "question", _("«%(name)s» được ghi hai lần.") % {"name": twice[:40]})
    try:
        return msgspec.convert({name: values[0] for name, values in given.items()}, type=asks, strict=False)
    except msgspec.ValidationError as error:
        sentence = _("Câu hỏi sau dấu «?» chưa đúng. Xin xem lại tên và giá trị.")
        raise Problem(400, "question", sentence, at=str(error)[:300]) from error


def _written(operation: Operation, request: HttpRequest, call: Call) -> HttpResponse:
    if request.GET:
        raise Problem(400, "question", _("Địa chỉ này không nhận gì sau dấu «?»."))
    content = _content(request)
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise Problem(400, "key", _("Thiếu Idempotency-Key: 16 đến 64 chữ cái, số, gạch; mỗi lần gửi mới một khóa mới, "
                                    "gửi lại thì giữ khóa cũ."))  # fmt: skip
    asked = _asked(operation.asks, content)
    _demand_unchanged(operation, request, call)
    try:
        done: Any = operation.run(replace(call, asked=asked, key=key, content=content))
    except sending.Reused as error:
        raise Problem(409, "key_reused", _("Khóa này đã dùng cho lần gửi khác. Xin gửi với khóa mới.")) from error
    return _sent(done)


def _sent(done: Done) -> HttpResponse:
    return HttpResponse(_encode(done.said), status=201 if done.fresh else 200, content_type=JSON)


def _content(request: HttpRequest) -> bytes:
    if request.content_type != JSON:
        raise Problem(415, "content_type", _("Xin gửi bằng Content-Type: application/json."))
    too_large = Problem(413, "too_large", _("Gửi nhiều quá một lần: tối đa 200.000 byte."))
    if _length(request) > MOST_BYTES:
        raise too_large
    try:
        return request.body
    except RequestDataTooBig as error:
        raise too_large from error


def _length(request: HttpRequest) -> int:
    given = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(given) if given.isdecimal() and len(given) < 20 else MOST_BYTES + 1


def _asked(asks: Any, content: bytes) -> Any:
    try:
        return msgspec.json.decode(content, type=asks)
    except msgspec.ValidationError as error:
        sentence = _("Lời gửi có chỗ chưa đúng kiểu, thừa hay thiếu. Xin xem bản mô tả.")
        raise Problem(422, "content", sentence, at=str(error)[:300]) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem(400, "json", _("Lời gửi không phải JSON viết bằng UTF-8, hoặc bị đứt.")) from error


def _demand_unchanged(operation: Operation, request: HttpRequest, call: Call) -> None:
    """If-Match: only when what is changed stands as it was read."""
    wanted = request.headers.get("If-Match", "")
    if not wanted or wanted.strip() == "*" or not operation.seen_by:
        return
    known = _etag(_body_of(BY_NAME[operation.seen_by], call))
    if known not in {one.strip() for one in wanted.split(",")}:
        raise Problem(412, "changed", _("Đã có người sửa từ lần đọc trước. Xin đọc lại rồi làm tiếp."))
