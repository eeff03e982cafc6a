"""The OpenAPI 3.1 document, written from the operations and shapes that are served, in both languages."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

import msgspec
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from langnghe.api import shapes
from langnghe.api.catalogue import OPERATIONS
from langnghe.api.operations import ROOT, VERSION, Operation
from langnghe.api.serving import JSON, KEY_FORM
from langnghe.api.words import BY_WIRE, FIELDS, Meaning
from langnghe.kernel.problems import CONTENT_TYPE
from langnghe.opendata.columns import Column
from langnghe.opendata.sets import DATASETS
from langnghe.opendata.writing import in_language

Json = dict[str, Any]
REF = "#/components/schemas/{name}"
TITLE = _("Lắng Nghe: cho phần mềm của tỉnh và tổng đài")
ABOUT = _(
    "Mỗi mã làm thay một nhiệm vụ: thấy gì, làm gì đều như nhiệm vụ ấy trên các trang, trừ tin báo tội phạm và chuyện "
    "nói về cán bộ không bao giờ đi qua đây. Mã đặt ở đầu Authorization: Bearer. Danh sách hỏi tiếp bằng «sau»; hỏi "
    "lại bằng If-None-Match thì chưa đổi trả 304. Trong một phiên bản, trường chỉ thêm vào: phần mềm xin bỏ qua "
    "trường lạ."
)
# What each problem means; its code stands in the page's addresses.
PROBLEMS: dict[int, dict[str, Meaning]] = {
    400: {
        "question": _("câu hỏi sau «?» có tên lạ hoặc giá trị sai"),
        "cursor": _("«sau» không phải «tiep» của danh sách này"),
        "key": _("thiếu hoặc sai Idempotency-Key"),
        "json": _("lời gửi không phải JSON viết bằng UTF-8"),
    },
    401: {"token": _("thiếu mã, mã sai, hết hạn, đã thu hồi, nhiệm vụ đã hết")},
    403: {
        "capability": _("nhiệm vụ của mã không được làm việc này"),
        "read_only": _("mã chỉ được đọc"),
    },
    404: {"not_found": _("không có, hoặc mã này không được thấy: hai điều trả lời như nhau")},
    405: {"method": _("địa chỉ này không nhận cách hỏi này; Allow ghi cách nhận")},
    406: {"accept": _("Accept không nhận application/json")},
    409: {
        "refused": _("luật của phường không cho; câu «detail» nói phải làm gì tiếp"),
        "key_reused": _("khóa Idempotency-Key đã dùng cho nội dung khác"),
    },
    412: {"changed": _("If-Match không còn đúng: có người đã sửa")},
    413: {"too_large": _("gửi quá 200.000 byte một lần")},
    415: {"content_type": _("lời gửi không mang Content-Type: application/json")},
    422: {"content": _("lời gửi thiếu, thừa hoặc sai kiểu một chỗ; «at» ghi chỗ nào")},
    429: {"rate": _("hỏi quá nhiều trong một phút; Retry-After ghi chờ mấy giây")},
}
ALWAYS, OF_READING, OF_WRITING = (400, 401, 403, 405, 406, 429), (412,), (409, 412, 413, 415, 422)
_HEADERS: dict[int, Json] = {
    401: {"WWW-Authenticate": "string"}, 405: {"Allow": "string"}, 429: {"Retry-After": "integer"},
}  # fmt: skip
_IN_PATH: dict[str, tuple[str, Meaning]] = {
    "slug": ("phuong", _("phường, như trong địa chỉ trang của phường, ví dụ dien-hong")),
    "matter": ("viec", _("số của việc, ví dụ DH26-V68-K")),
    "opinion": ("phieu", _("số phiếu của ý kiến, ví dụ DH26-214-K")),
    "slip": ("phieu_chuyen", _("«id» của phiếu chuyển")),
    "arrival": ("viec_den", _("«id» của việc chuyển tới")),
}
# Where a row of a list leads: what its first row is called there.
_FIRST = "$response.body#/du_lieu/0/"
_LEADS: dict[str, tuple[dict[str, str], Sequence[str]]] = {
    "wards": ({"phuong": f"{_FIRST}phuong"}, ("groups", "board", "promises", "figures")),
    "board": ({"phuong": "$request.path.phuong", "viec": f"{_FIRST}viec"}, ("board_matter",)),
    "opinions": ({"phieu": f"{_FIRST}phieu"}, ("opinion",)),
    "matters": ({"viec": f"{_FIRST}viec"}, ("matter", "hand_on", "noted")),
    "slips": ({"phieu_chuyen": f"{_FIRST}id"}, ("slip", "slip_accepted", "slip_sent_back")),
    "arrivals": ({"viec_den": f"{_FIRST}id"}, ("arrival", "arrival_accepted", "arrival_refused")),
}
_NAMED = re.compile(r"<(\w+):(\w+)>")


def document() -> Json:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": in_language(TITLE, "vi"), "version": f"{VERSION}.0.0", **_told(ABOUT),
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": f"{settings.PUBLIC_ADDRESS}/{ROOT.rstrip('/')}"}],
        "security": [{"ma": []}],
        "paths": {address(one): {one.methods[0].lower(): operation(one)} for one in OPERATIONS},
        "components": {
            "schemas": schemas(),
            "securitySchemes": {"ma": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip


def address(one: Operation) -> str:
    """An operation's address as the document writes it."""
    return "/" + _NAMED.sub(lambda match: "{" + _IN_PATH[match[2]][0] + "}", one.path)


def operation(one: Operation) -> Json:
    """One operation."""
    told: Json = {
        "operationId": one.name, "summary": in_language(one.about, "vi"), "x-summary-en": in_language(one.about, "en"),
        "x-capability": one.capability, "parameters": [*_parameters(one)], "responses": dict(_responses(one)),
    }  # fmt: skip
    if one.writes:
        told["requestBody"] = {"required": True, "content": {JSON: {"schema": _schema(one.asks)}}}
    return told


def schemas() -> Json:
    """Every shape, each field with its meaning in both languages."""
    kinds = [shapes.Problem, *(one.says for one in OPERATIONS), *(one.asks for one in OPERATIONS if one.writes)]
    found = msgspec.json.schema_components(kinds, ref_template=REF)[1]
    columns = {column.name: column for dataset in DATASETS.values() for column in dataset.columns}
    meanings = dict(_meanings(kinds))
    for name, shape in found.items():
        for field, told in shape.get("properties", {}).items():
            described = meanings.get((name, field)) or columns.get(field) or BY_WIRE.get(field)
            told.update(_of_column(described) if isinstance(described, Column) else _told(described or ""))
    return dict(found)


def _meanings(kinds: list[Any]) -> Iterator[tuple[tuple[str, str], Meaning]]:
    for kind in _inside(kinds, set()):
        for field in msgspec.structs.fields(kind):
            if field.name in FIELDS:
                yield (_name(kind), field.encode_name), FIELDS[field.name][1]


def _inside(kinds: Any, seen: set[Any]) -> Iterator[Any]:
    """Every structure that is named anywhere in these types."""
    for kind in kinds:
        if kind in seen:
            continue
        seen.add(kind)
        plain = getattr(kind, "__origin__", kind)
        yield from _inside(get_args(kind), seen)
        if isinstance(plain, type) and issubclass(plain, msgspec.Struct):
            yield kind
            yield from _inside([field.type for field in msgspec.structs.fields(kind)], seen)


def _name(kind: Any) -> str:
    return str(_schema(kind)["$ref"]).rpartition("/")[2]


def _schema(kind: Any) -> Json:
    return dict(msgspec.json.schema_components([kind], ref_template=REF)[0][0])


def _of_column(column: Column) -> Json:
    codes = {code: in_language(name, "vi") for code, name in column.codes.items() if code}
    return {**_told(column.meaning), **({"x-codes": codes} if codes else {})}


def _told(meaning: Meaning) -> Json:
    return {"description": in_language(meaning, "vi"), "x-description-en": in_language(meaning, "en")}


def _parameters(one: Operation) -> Iterator[Json]:
    for kind, name in _NAMED.findall(one.path):
        wire, meaning = _IN_PATH[name]
        schema: Json = {"type": "string", "format": "uuid"} if kind == "uuid" else _LINE
        yield {"name": wire, "in": "path", "required": True, "schema": schema, **_told(meaning)}
    if one.writes:
        yield _header("Idempotency-Key", _("khóa của lần gửi này; gửi lại thì giữ nguyên"), KEY_FORM)
        if one.seen_by:
            yield _header("If-Match", _("ETag đã đọc: chỉ làm khi chưa ai sửa"))
        return
    yield _header("If-None-Match", _("ETag đã có: chưa đổi thì trả 304, không nội dung"))
    for field in msgspec.structs.fields(one.asks):
        schema = msgspec.json.schema(field.type)
        schema |= {} if field.default is msgspec.UNSET else {"default": field.default}
        yield {"name": field.encode_name, "in": "query", "required": False, "schema": schema,
               **_told(FIELDS[field.name][1])}  # fmt: skip


_LINE = {"type": "string", "minLength": 1, "maxLength": 60}


def _header(name: str, meaning: Meaning, pattern: str = "") -> Json:
    schema = {"type": "string", "pattern": pattern} if pattern else {"type": "string"}
    return {"name": name, "in": "header", "required": bool(pattern), "schema": schema, **_told(meaning)}


def _responses(one: Operation) -> Iterator[tuple[str, Json]]:
    content = {JSON: {"schema": _schema(one.says)}}
    if one.writes:
        yield "201", {"description": in_language(_("Đã làm."), "vi"), "content": content}
        yield "200", {"description": "Đã làm từ lần gửi trước, không làm lại.", "content": content}
    else:
        etag = {"ETag": {"required": True, "schema": {"type": "string"}}}
        links = {"links": dict(_links(one))} if one.name in _LEADS else {}
        yield "200", {"description": "Có.", "headers": etag, "content": content, **links}
        yield "304", {"description": "Chưa đổi từ lần trước.", "headers": etag}
    for status in problems_of(one):
        yield str(status), _problem(status)


def _links(one: Operation) -> Iterator[tuple[str, Json]]:
    parameters, names = _LEADS[one.name]
    for name in names:
        yield name, {"operationId": name, "parameters": parameters}


def problems_of(one: Operation) -> list[int]:
    """The problems an operation may answer with."""
    found = {*ALWAYS, *(OF_WRITING if one.writes else OF_READING), *((404,) if one.find else ())}
    return sorted(found)


def _problem(status: int) -> Json:
    headers = {name: {"required": True, "schema": {"type": kind}} for name, kind in _HEADERS.get(status, {}).items()}
    codes = "; ".join(f"{code}: {in_language(meaning, 'vi')}" for code, meaning in PROBLEMS[status].items())
    told: Json = {"description": codes, "content": {CONTENT_TYPE: {"schema": _schema(shapes.Problem)}}}
    return told | ({"headers": headers} if headers else {})
