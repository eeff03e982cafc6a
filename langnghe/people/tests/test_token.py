"""Tokens for programs: shown once, kept as a hash, over with the mandate, counted without addresses."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from langnghe.kernel.actors import system
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.people import actions, tokens
from langnghe.people.models import Token
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

ME = "/api/v1/toi"


def asked(text: str, **headers: str) -> int:
    return Client().get(ME, headers={"authorization": f"Bearer {text}", **headers}).status_code


def test_the_holder_makes_a_token_on_a_page_that_shows_it_once(dien_hong: Cast) -> None:
    client = client_for(dien_hong["binh"])
    page = client.post(reverse("people:make_token"), {"name": "Tổng đài 1022", "days": "90", "may_write": "on"})
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    token = Token.objects.get()
    text = page.content.decode().partition("langnghe_")[2].partition("<")[0]
    assert asked(f"langnghe_{text}") == 200
    assert text.startswith(f"{token.mark}_")
    kept = str(Token.objects.values().get())
    secret = text.partition("_")[2]
    assert secret not in kept
    assert secret not in client.get(reverse("people:tokens")).content.decode()
    assert Entry.objects.get(kind="token.made").facts["writes"] == 1
    assert token.may_write


def test_only_the_holder_makes_one_and_the_administrator_may_withdraw_it(dien_hong: Cast) -> None:
    binh, hanh, en = dien_hong["binh"], dien_hong["hanh"], dien_hong["en"]
    with pytest.raises(Refused, match="tự làm"):
        tokens.make_token(binh, name="Của người khác", days=30, by=hanh)
    token, text = tokens.make_token(binh, name="Sở Thông tin", days=30, by=binh)
    with pytest.raises(Refused, match="người quản trị"):
        tokens.withdraw_token(token, by=en)
    where = reverse("people:withdraw_token", args=[token.id])
    assert client_for(en).post(where).status_code == 404
    assert client_for(hanh).post(where, follow=True).status_code == 200
    assert asked(text) == 401
    tokens.withdraw_token(token, by=binh)
    assert Entry.objects.filter(kind="token.withdrawn").count() == 1
    assert "Đã thu hồi" in client_for(binh).get(reverse("people:tokens")).content.decode()


def test_a_token_needs_a_name_and_an_end_and_there_are_never_many(dien_hong: Cast) -> None:
    binh = dien_hong["binh"]
    for name, days in ((" ", 30), ("Sở", 3_650)):
        with pytest.raises(Refused):
            tokens.make_token(binh, name=name, days=days, by=binh)
    for number in range(tokens.MOST):
        tokens.make_token(binh, name=f"Máy {number}", days=30, by=binh)
    with pytest.raises(Refused, match="thu hồi"):
        tokens.make_token(binh, name="Thêm một máy", days=30, by=binh)


def test_a_token_ends_with_its_day_its_mandate_its_post_and_its_officer(dien_hong: Cast) -> None:
    by = system(dien_hong.ward.id)
    made = {name: tokens.make_token(dien_hong[name], name="Máy", days=30, by=dien_hong[name])[1]
            for name in ("binh", "chau", "minh", "nga")}  # fmt: skip
    assert {asked(text) for text in made.values()} == {200}
    actions.end_mandate(dien_hong["binh"], cover=dien_hong.officer("chau"), by=by)
    actions.disable_officer(dien_hong.officer("minh"), cover=dien_hong.officer("en"), by=by)
    actions.close_post(dien_hong["nga"].post, by=by)
    assert [asked(made[name]) for name in ("binh", "chau", "minh", "nga")] == [401, 200, 401, 401]
    with frozen(now() + timedelta(days=30)):
        assert asked(made["chau"]) == 200
    with frozen(now() + timedelta(days=31)):
        assert asked(made["chau"]) == 401


def test_whatever_is_not_a_token_opens_nothing(dien_hong: Cast) -> None:
    token, text = tokens.make_token(dien_hong["binh"], name="Máy", days=30, by=dien_hong["binh"])
    for wrong in ("", text[:-1], text[:-1] + ("a" if text[-1] != "a" else "b"), text.upper(), f"{text} x",
                  text.replace(token.mark, "a" * 10), "langnghe_", "é"):  # fmt: skip
        assert asked(wrong) == 401, wrong
    assert Client().get(ME, headers={"authorization": f"Basic {text}"}).status_code == 401
    assert Client().get(ME)["WWW-Authenticate"].startswith("Bearer")
    session = client_for(dien_hong["binh"])
    assert session.get(ME).status_code == 401, "a session opens no address of programs"
    page = Client().get(reverse("opinions:index"), headers={"authorization": f"Bearer {text}"})
    assert page.status_code == 302, "a token opens no page"


def test_no_site_can_make_a_browser_write(dien_hong: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_for(dien_hong["binh"]).cookies
    assert strict.post("/api/v1/ghi-ho", b"{}", content_type="application/json").status_code == 401
    _token, text = tokens.make_token(dien_hong["binh"], name="Máy", days=30, may_write=True, by=dien_hong["binh"])
    headers = {"authorization": f"Bearer {text}"}
    plain = Client(enforce_csrf_checks=True).post("/api/v1/ghi-ho", b"{}", content_type="text/plain", headers=headers)
    assert plain.status_code == 415


def test_what_a_program_may_not_do_is_refused_and_logged(dien_hong: Cast, caplog: pytest.LogCaptureFixture) -> None:
    _token, text = tokens.make_token(dien_hong["binh"], name="Máy", days=30, by=dien_hong["binh"])
    headers = {"authorization": f"Bearer {text}"}
    sent = Client().post("/api/v1/ghi-ho", b"{}", content_type="application/json", headers=headers)
    assert sent.status_code == 403
    said = [record.getMessage() for record in caplog.records if record.name == "langnghe.people.middleware"]
    assert said == [
        f"mandate {dien_hong['binh'].id} (duty_desk) was refused opinions.take to write, with a token that only reads"
    ]


def test_the_day_of_use_is_kept_and_nothing_else(dien_hong: Cast) -> None:
    token, text = tokens.make_token(dien_hong["binh"], name="Máy", days=30, by=dien_hong["binh"])
    assert token.last_used_on is None
    asked(text, **{"x-forwarded-for": "203.0.113.9", "user-agent": "May-Tinh-Bi-Mat"})
    token.refresh_from_db()
    assert token.last_used_on == local_today()
    place = settings.DATA / "rates" / token.id.hex
    assert place.stat().st_size == 8, "a moment, and nothing about who asked"


@override_settings(API_RATE=3)
def test_who_asks_too_much_is_told_how_long_to_wait(dien_hong: Cast) -> None:
    made = [tokens.make_token(dien_hong[name], name="Máy", days=30, by=dien_hong[name])[1] for name in ("binh", "en")]
    with frozen("2026-11-24T09:00:00"):
        assert [asked(made[0]) for _time in range(4)] == [200, 200, 200, 429]
        answer = Client().get(ME, headers={"authorization": f"Bearer {made[0]}"})
        assert (answer["Retry-After"], answer.json()["code"]) == ("20", "rate")
        assert asked(made[1]) == 200, "everybody is counted alone"
    with frozen("2026-11-24T09:00:21"):
        assert [asked(made[0]) for _time in range(2)] == [200, 429]
    with frozen("2026-11-24T08:00:00"):
        assert asked(made[0]) == 429
    with frozen("2026-11-24T08:01:01"):
        assert asked(made[0]) == 200, "a clock that was set back locks nobody out for long"


def test_who_was_given_leave_keeps_no_token_of_the_days_before(dien_hong: Cast) -> None:
    ended = actions.give_mandate(
        dien_hong["minh"].post, dien_hong.officer("binh"), starts_on=date(2026, 1, 1), ends_on=local_today(),
        by=system(dien_hong.ward.id),
    )  # fmt: skip
    _token, text = tokens.make_token(ended, name="Máy", days=30, by=ended)
    assert asked(text) == 200
    with frozen(now() + timedelta(days=1)):
        assert asked(text) == 401
