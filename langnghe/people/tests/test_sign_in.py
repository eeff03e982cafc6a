"""Signing in: a passkey, or a password and a one-time code. Limits count accounts, never addresses."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.kernel.actors import system
from langnghe.kernel.clock import local_today, now
from langnghe.people import actions, demo, reads
from langnghe.people.models import Mandate, Officer
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import PASSWORD, TOTP_SECRET, client_for

STAFF_PAGE = "/can-bo/nguoi/"
ADD_OFFICER = "/can-bo/nguoi/them/"


@pytest.fixture
def binh(dien_hong: Cast) -> Mandate:
    """Bình with a password and codes on the phone."""
    demo.set_up_sign_in(dien_hong.officer("binh"), PASSWORD, TOTP_SECRET)
    return dien_hong["binh"]


def password_step(client: Client, username: str = "binh", password: str = PASSWORD) -> str:
    """Where the first step leads, or the page that says why not."""
    answer = client.post("/dang-nhap/", {"login": username, "password": password, "next": STAFF_PAGE})
    return answer.headers.get("Location") or answer.content.decode()


def code_step(client: Client, code: str) -> str:
    answer = client.post("/dang-nhap/xac-nhan/", {"code": code})
    return answer.headers.get("Location") or answer.content.decode()


def opens(client: Client) -> bool:
    return client.get(STAFF_PAGE).status_code == 200


def test_password_and_code_open_the_door(binh: Mandate) -> None:
    client = Client()
    assert password_step(client) == "/dang-nhap/xac-nhan/"
    assert code_step(client, demo.current_code(TOTP_SECRET)) == STAFF_PAGE
    assert opens(client)


def test_the_tests_own_session_is_like_the_one_of_the_real_door(binh: Mandate) -> None:
    real = Client()
    password_step(real)
    code_step(real, demo.current_code(TOTP_SECRET))
    opens(real)
    mine = client_for(binh)
    records = [client.session["account_authentication_methods"] for client in (real, mine)]
    assert [[r["method"] for r in record] for record in records] == [["password", "mfa"]] * 2
    assert [sorted(r) for r in records[0]] == [sorted(r) for r in records[1]]
    assert set(mine.session.keys()) == set(real.session.keys()) - {"_messages"}


def test_a_name_is_found_however_it_is_written(binh: Mandate) -> None:
    assert password_step(Client(), " BINH ") == "/dang-nhap/xac-nhan/"


def test_a_password_alone_opens_no_page_of_staff(binh: Mandate) -> None:
    client = Client()
    password_step(client)
    assert client.get(STAFF_PAGE).headers["Location"].startswith("/dang-nhap/")
    assert client_for(binh, second_factor=False).get(STAFF_PAGE).headers["Location"] == "/nhan-viec/xac-nhan/"


def test_an_account_without_a_second_factor_is_sent_to_its_slip(dien_hong: Cast) -> None:
    officer = dien_hong.officer("chau")
    officer.set_password(PASSWORD)
    officer.save()
    client = Client()
    assert password_step(client, "chau") == "/nhan-viec/"
    assert client.get("/tai-khoan/").headers["Location"].startswith("/dang-nhap/")


def test_a_code_opens_once_even_while_phones_still_show_it(binh: Mandate) -> None:
    code = demo.current_code(TOTP_SECRET)
    for client, leads in [(Client(), True), (Client(), False)]:
        password_step(client)
        assert (code_step(client, code) == STAFF_PAGE) is leads


def test_a_recovery_code_opens_once(binh: Mandate) -> None:
    code = demo.recovery_codes(binh.officer)[0]
    for client, leads in [(Client(), True), (Client(), False)]:
        password_step(client)
        assert (code_step(client, code) == STAFF_PAGE) is leads


def test_wrong_password_and_unknown_name_get_the_same_sentence(binh: Mandate) -> None:
    said = [
        re.search(r'class="wrong.*?</ul>', password_step(Client(), name, "sai-mat-khau"), re.DOTALL)
        for name in ("binh", "khong-co")
    ]
    assert said[0] is not None
    assert said[1] is not None
    assert said[0].group() == said[1].group()
    assert "chưa đúng" in said[0].group()


def test_eleven_wrong_passwords_slow_that_account_only(dien_hong: Cast, binh: Mandate) -> None:
    demo.set_up_sign_in(dien_hong.officer("chau"), PASSWORD, TOTP_SECRET)
    for _try in range(10):
        assert "chưa đúng" in password_step(Client(), "binh", "sai-mat-khau")
    assert "Xin chờ 10 phút" in password_step(Client(), "binh", "sai-mat-khau")
    assert "Xin chờ 10 phút" in password_step(Client(), "BINH", PASSWORD)
    assert password_step(Client(), "chau") == "/dang-nhap/xac-nhan/"


def test_wrong_codes_are_counted_too(binh: Mandate) -> None:
    client = Client()
    password_step(client)
    for _try in range(10):
        assert "Mã chưa đúng" in code_step(client, "000000")
    assert "Xin chờ 10 phút" in code_step(client, demo.current_code(TOTP_SECRET))


@pytest.mark.once
def test_two_hundred_people_behind_one_address_sign_in(dien_hong: Cast) -> None:
    by = system(dien_hong.ward.id)
    for number in range(200):
        officer = actions.add_officer(dien_hong.ward, username=f"can-bo-{number}", name=f"Cán bộ {number}", by=by)
        actions.give_mandate(dien_hong["nga"].post, officer, by=by)
        demo.set_up_sign_in(officer, PASSWORD, TOTP_SECRET)
    for number in range(200):
        client = Client(headers={"x-forwarded-for": "203.0.113.7"}, REMOTE_ADDR="203.0.113.7")
        assert password_step(client, f"can-bo-{number}") == "/dang-nhap/xac-nhan/"
        assert code_step(client, demo.current_code(TOTP_SECRET)) == STAFF_PAGE


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site_after_signing_in(binh: Mandate, target: str) -> None:
    client = Client()
    client.post("/dang-nhap/", {"login": "binh", "password": PASSWORD, "next": target})
    assert "evil" not in code_step(client, demo.current_code(TOTP_SECRET))


def cut_off(cast: Cast) -> None:
    actions.end_mandate(cast["binh"], cover=cast.officer("chau"), by=cast["hanh"])


def disable(cast: Cast) -> None:
    actions.disable_officer(cast.officer("binh"), cover=cast.officer("chau"), by=cast["hanh"])


def close_post(cast: Cast) -> None:
    actions.close_post(cast["binh"].post, by=cast["hanh"])


@pytest.mark.parametrize("step", [cut_off, disable, close_post])
def test_sessions_end_at_once(dien_hong: Cast, binh: Mandate, step: Callable[[Cast], None]) -> None:
    client = client_for(binh)
    assert opens(client)
    step(dien_hong)
    assert client.get(STAFF_PAGE).headers["Location"].startswith("/dang-nhap/")
    password_step(again := Client())
    assert not opens(again)


def test_a_session_does_not_slip_into_another_mandate(dien_hong: Cast) -> None:
    with frozen("2026-03-02T08:00"):
        actions.give_mandate(
            dien_hong["minh"].post, dien_hong.officer("binh"), ends_on=local_today(), by=dien_hong["hanh"]
        )
        client = client_for(reads.current_mandates(dien_hong.officer("binh"))[-1])
        assert opens(client)
    with frozen("2026-03-03T00:10"):
        assert not opens(client)


def test_a_refused_step_stands_in_the_machines_log_without_an_address(
    dien_hong: Cast, caplog: pytest.LogCaptureFixture
) -> None:  # fmt: skip
    assert client_for(dien_hong["binh"]).get(reverse("backups:index")).status_code == 403
    said = [record.getMessage() for record in caplog.records if record.name == "langnghe.people.middleware"]
    assert said == [f"mandate {dien_hong['binh'].id} (duty_desk) was refused jobs.read"]


def test_an_idle_session_closes_after_an_hour_and_says_why(binh: Mandate) -> None:
    start = now()
    client = client_for(binh)
    with frozen(start + timedelta(minutes=59)):
        assert opens(client)
    with frozen(start + timedelta(minutes=59 + 61)):
        answer = client.get(STAFF_PAGE, follow=True)
    assert answer.redirect_chain[0][0].startswith("/dang-nhap/")
    assert "Phiên làm việc đã đóng" in answer.content.decode()


def test_what_was_written_in_a_session_that_closed_meanwhile_comes_back(binh: Mandate) -> None:
    client, written = client_for(binh), {"name": "Đội đô thị phường", "username": "do.thi"}
    with frozen(now() + timedelta(minutes=61)):
        answer = client.post(ADD_OFFICER, written, headers={"sec-fetch-site": "same-origin"})
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "Phiên làm việc đã đóng" in page
        assert 'value="Đội đô thị phường"' in page
        assert f'action="{ADD_OFFICER}"' in page
        assert not opens(client)
        assert client.post(ADD_OFFICER, {"username": "do"}).headers["location"].startswith("/dang-nhap/")


def test_no_session_is_longer_than_a_shift(binh: Mandate) -> None:
    start = now()
    client = client_for(binh)
    for hour in range(12):
        with frozen(start + timedelta(hours=hour, minutes=50)):
            assert opens(client) is (hour < 12)
        with frozen(start + timedelta(hours=hour + 1) - timedelta(minutes=2)):
            opens(client)
    with frozen(start + timedelta(hours=12, minutes=5)):
        assert not opens(client)


def test_changing_the_password_closes_the_other_machines(binh: Mandate) -> None:
    here, there = client_for(binh), client_for(binh)
    here.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/tai-khoan/mat-khau/"})
    new = "ba con meo di cho"
    assert here.post("/tai-khoan/mat-khau/", {"password": new, "again": new}).status_code == 302
    assert opens(here)
    assert not opens(there)
    assert password_step(Client(), "binh", new) == "/dang-nhap/xac-nhan/"


def test_changing_how_one_signs_in_asks_who_is_there(binh: Mandate) -> None:
    client = client_for(binh)
    for url in ("/tai-khoan/mat-khau/", "/tai-khoan/khoa/them/", "/tai-khoan/ma-du-phong/"):
        assert client.get(url).headers["Location"].startswith("/tai-khoan/xac-nhan/")


def test_the_last_way_to_confirm_cannot_be_removed(binh: Mandate) -> None:
    client = client_for(binh)
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD, "next": "/"})
    page = client.post("/tai-khoan/ma-dien-thoai/bo/").content.decode()
    assert "cách xác nhận cuối cùng" in page
    assert opens(client_for(binh))


def test_an_officer_switches_between_mandates(dien_hong: Cast) -> None:
    second = actions.give_mandate(dien_hong["hanh"].post, dien_hong.officer("binh"), by=dien_hong["hanh"])
    client = client_for(dien_hong["binh"])
    assert client.get("/can-bo/nguoi/them/").status_code == 403
    client.post("/tai-khoan/nhiem-vu/", {"mandate": str(second.id)})
    assert client.get("/can-bo/nguoi/them/").status_code == 200
    client.post("/tai-khoan/nhiem-vu/", {"mandate": str(dien_hong["en"].id)})
    assert client.session["mandate"] == str(second.id)


def test_the_language_of_an_officer_is_remembered(binh: Mandate) -> None:
    client_for(binh).post("/tai-khoan/ngon-ngu/", {"language": "en"})
    assert Officer.objects.get(username="binh").language == "en"
    client = Client()
    password_step(client)
    code_step(client, demo.current_code(TOTP_SECRET))
    assert 'lang="en"' in client.get("/tai-khoan/").content.decode()


def test_signing_out_closes_the_session(binh: Mandate) -> None:
    client = client_for(binh)
    client.post("/dang-xuat/", {"next": "/dang-nhap/"})
    assert not opens(client)


def test_nobody_signs_up(db: None, client: Client) -> None:
    for url in ("/dang-ky/", "/signup/", "/accounts/signup/", "/tai-khoan/email/", "/password/reset/"):
        assert client.get(url).status_code == 404
