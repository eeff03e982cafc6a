"""The document is made of what is served, and holds when somebody asks who means no good."""

import json
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from langnghe.api import openapi, words
from langnghe.api.catalogue import BY_NAME, OPERATIONS
from langnghe.api.tests.asking import Program, told
from langnghe.testing import pages
from langnghe.testing.cast import Cast
from langnghe.testing.schemas import judge
from langnghe.testing.served import Served

SEED = 20261122


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads(json.dumps(openapi.document(), default=str))


@pytest.mark.once
def test_every_operation_that_is_served_stands_in_the_document_and_no_other(document: Any) -> None:
    told_of = {one["operationId"]: (path, method) for path, methods in document["paths"].items()
               for method, one in methods.items()}  # fmt: skip
    assert set(told_of) == set(BY_NAME)
    for name, (path, method) in told_of.items():
        assert path.count("{") == BY_NAME[name].path.count("<")
        assert method.upper() in BY_NAME[name].methods


@pytest.mark.once
def test_every_field_of_every_shape_says_what_it_means_in_both_languages(document: Any) -> None:
    for name, shape in document["components"]["schemas"].items():
        for field, says in shape.get("properties", {}).items():
            assert says.get("description"), f"{name}.{field}"
            assert says["x-description-en"] != says["description"], f"{name}.{field}"


@pytest.mark.once
def test_no_field_is_explained_that_nobody_sends(document: Any) -> None:
    sent = {field for shape in document["components"]["schemas"].values() for field in shape.get("properties", {})}
    sent |= {one["name"] for methods in document["paths"].values() for operation in methods.values()
             for one in operation["parameters"]}  # fmt: skip
    assert not {wire for wire, _meaning in words.FIELDS.values()} - sent


@pytest.mark.once
def test_a_body_is_read_by_the_very_type_the_document_shows(document: Any) -> None:
    for one in OPERATIONS:
        if one.writes:
            shown = document["components"]["schemas"][one.asks.__name__]
            fields = {field.encode_name: field.required for field in msgspec.structs.fields(one.asks)}
            assert set(shown["properties"]) == set(fields)
            assert set(shown.get("required", [])) == {name for name, needed in fields.items() if needed}
            assert shown["additionalProperties"] is False


def test_what_is_served_fits_what_the_document_says(dien_hong: Cast) -> None:
    program = Program(dien_hong["binh"])
    for one in OPERATIONS:
        if one.writes:
            continue
        builder = pages.builders()[f"api:{one.name}"]
        answer = program.client.get(builder(dien_hong))
        again = msgspec.json.decode(answer.content, type=one.says)
        assert told(answer) == json.loads(msgspec.json.encode(again)), one.name  # type: ignore[arg-type]


@pytest.mark.once
def test_the_document_and_the_page_lie_open_and_the_page_speaks_both_languages(db: None) -> None:
    assert Client().get(reverse("api:document")).json()["openapi"] == "3.1.0"
    for language, said in (("vi", "Ghi hộ một ý kiến"), ("en", "Write an opinion down")):
        page = Client().get(reverse("api:index"), headers={"accept-language": language}).content.decode()
        assert said in page
        assert "/api/v1/ghi-ho" in page
        assert all(f'id="loi-{code}"' in page for codes in openapi.PROBLEMS.values() for code in codes)


@pytest.mark.once
@pytest.mark.slow
def test_schemathesis_finds_no_fault_in_a_seeded_share(
    served: Served, dien_hong: Cast, settings: Any
) -> None:  # fmt: skip
    settings.API_RATE = 10_000_000
    for one in OPERATIONS:
        pages.builders()[f"api:{one.name}"](dien_hong)
    program = Program(dien_hong["binh"])
    judged = judge(served.local, program.text, examples=2, seed=SEED, phases="fuzzing,stateful")
    assert judged.well, judged.said
    assert judged.requests > len(OPERATIONS), judged.said
