"""Over https every cookie is bound to this host by its name; over plain http, in a hall, names are plain."""

import json
import os
import subprocess
import sys
from http.cookies import Morsel
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.matters.tests.saying import released
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for
from tests.house.source import every_file

NAMES = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
SAY = f"import json; from langnghe.house import settings; print(json.dumps([getattr(settings, n) for n in {NAMES!r}]))"


@pytest.fixture
def over_https(settings):  # type: ignore[no-untyped-def]
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    for name in NAMES:
        setattr(settings, name, f"__Host-{getattr(settings, name)}")


def walked(cast: Cast) -> dict[str, "Morsel[str]"]:
    """Every cookie that a resident's and an officer's browser get."""
    received = say(cast)
    matter = released(cast, "Chó nhà cuối hẻm 40 chạy rông cả ngày, xin phường nhắc giùm.")
    resident, officer = Client(), client_for(cast["dung"])
    resident.get(reverse("opinions:send", args=[cast.ward.slug]))
    desk = {"serial": received.opinion.serial, "secret": format_secret(received.secret)}
    assert resident.post(reverse("desk:receipt"), desk, secure=True).status_code == 302
    assert resident.get(reverse("desk:mine", args=[received.opinion.serial]), secure=True).status_code == 200
    more = {"words": "Tối qua có người té xe ở chỗ đó."}
    resident.post(reverse("desk:add", args=[received.opinion.serial]), more, secure=True)
    resident.post(reverse("shell:language"), {"language": "vi"}, secure=True)
    resident.post(reverse("shell:scheme"), {"scheme": "dark"}, secure=True)
    came = {"Sec-Fetch-Site": "same-origin"}
    support = reverse("matters:support", args=[cast.ward.slug, matter.serial])
    resident.post(support, headers=came, secure=True)
    officer.get(reverse("inbox:index"), secure=True)
    return {**dict(officer.cookies), **dict(resident.cookies)}


def test_over_https_each_is_bound_to_this_host(dien_hong: Cast, over_https: None) -> None:
    found = walked(dien_hong)
    plain = {name.removeprefix("__Host-").removeprefix("__Secure-") for name in found}
    assert plain >= {"phien", "bieu-mau", "ngon-ngu", "nen", "phieu", "cung-gap", "loi-ve"}
    for name, cookie in found.items():
        if name == "__Host-phien":
            continue  # put there by the test itself
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert not cookie["domain"], name
        assert name.startswith("__Host-" if cookie["path"] == "/" else "__Secure-"), (name, cookie["path"])


def test_in_a_hall_names_are_plain(dien_hong: Cast) -> None:
    found = walked(dien_hong)
    assert not any(name.startswith("__") or cookie["secure"] for name, cookie in found.items())


@pytest.mark.once
@pytest.mark.parametrize(("https", "prefix"), [("1", "__Host-"), ("", "")])
def test_the_settings_name_djangos_own_so(tmp_path: Path, https: str, prefix: str) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LANGNGHE_", "DJANGO_"))}
    placed = {f"LANGNGHE_{name}": str(tmp_path / name) for name in ("DATA", "KEYS")} | {"LANGNGHE_HTTPS": https}
    done = subprocess.run([sys.executable, "-c", SAY], env=own | placed, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [f"{prefix}{name}" for name in ("phien", "bieu-mau", "ngon-ngu")]


@pytest.mark.once
def test_nobody_sets_a_cookie_by_another_way() -> None:
    others = [
        source.name for source in every_file()
        if ".set_cookie(" in source.path.read_text() and source.name != "langnghe/kernel/cookies.py"
    ]  # fmt: skip
    assert not others, f"use kernel.cookies.give: {others}"
