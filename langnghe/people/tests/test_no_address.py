"""Nothing about a visitor's machine stays: not in any table, not in the cache, not in what is logged."""

import logging
import pickle
import zlib
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from langnghe.people import demo
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import PASSWORD, TOTP_SECRET

ADDRESS, BROWSER = "203.0.113.77", "TrinhDuyetLa/7.0"


def everything_kept() -> str:
    """All rows of all tables, sessions decoded, and all of the cache."""
    rows: list[Any] = []
    for model in apps.get_models(include_auto_created=True):
        rows += [str(row) for row in model._base_manager.values()]
        if model.__name__ == "Session":
            rows += [str(session.get_decoded()) for session in model._base_manager.all()]  # type: ignore[attr-defined]
    return "\n".join([*rows, *map(cached, cache._list_cache_files())])  # type: ignore[attr-defined]


def cached(path: str) -> str:
    """What one file of the cache holds."""
    with open(path, "rb") as file:
        pickle.load(file)
        return str(pickle.loads(zlib.decompress(file.read())))


def test_signing_in_keeps_neither_address_nor_browser(dien_hong: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    demo.set_up_sign_in(dien_hong.officer("binh"), PASSWORD, TOTP_SECRET)
    headers = {"user-agent": BROWSER, "x-forwarded-for": ADDRESS, "x-real-ip": ADDRESS, "forwarded": f"for={ADDRESS}"}
    client = Client(REMOTE_ADDR=ADDRESS, headers=headers)
    client.post("/nhan-viec/", {"username": "binh", "code": "SAI"})
    client.get("/dang-nhap/khoa/", headers={"accept": "application/json"})
    client.post("/dang-nhap/khoa/", {"credential": "{}"})
    client.post("/dang-nhap/", {"login": "binh", "password": "sai"})
    client.post("/dang-nhap/", {"login": "binh", "password": PASSWORD, "next": "/can-bo/nguoi/"})
    client.post("/dang-nhap/xac-nhan/", {"code": "000000"})
    client.post("/dang-nhap/xac-nhan/", {"code": demo.current_code(TOTP_SECRET)})
    assert client.get("/can-bo/nguoi/").status_code == 200
    # A page that asks who is there, asked by POST: allauth would keep the whole request in the session.
    client.post("/tai-khoan/ma-du-phong/moi/", {"password": "không được nằm lại"})
    client.post("/tai-khoan/xac-nhan/", {"password": "sai"})
    client.get("/can-bo/nguoi/them/")
    kept = everything_kept()
    assert "officer.added" in kept
    assert cache._list_cache_files()  # type: ignore[attr-defined]
    for telling in (ADDRESS, BROWSER, "không được nằm lại", PASSWORD):
        assert telling not in kept
        assert telling not in caplog.text


def test_who_signs_in_by_passkey_may_try_as_often_as_a_hall_does(dien_hong: Cast) -> None:
    client = Client(REMOTE_ADDR=ADDRESS)
    asked = [client.get("/dang-nhap/khoa/", headers={"accept": "application/json"}) for _try in range(60)]
    assert {answer.status_code for answer in asked} == {200}
    sent = [client.post("/dang-nhap/khoa/", {"credential": "{}"}) for _try in range(60)]
    assert {answer.status_code for answer in sent} == {302}
