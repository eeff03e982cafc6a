"""The first entry of a new officer by a printed slip, and the way back after a lost device."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.people import demo, entrances
from langnghe.people.models import Entrance, Officer
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

NEW_PASSWORD = "ba con meo di cho"


def slip_for(cast: Cast, username: str = "chau") -> str:
    return entrances.make_entrance(cast.officer(username), by=cast["hanh"])[1]


def enter(code: str, username: str = "chau") -> Client:
    client = Client()
    client.post("/nhan-viec/", {"username": username, "code": code})
    return client


def is_in(client: Client) -> bool:
    return client.get("/nhan-viec/xac-nhan/").status_code == 200


def secret_on(page: bytes) -> str:
    found = re.search(r"\b[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}\b", page.decode())
    assert found
    return found.group().replace(" ", "")


def set_up_codes(client: Client) -> str:
    """Scan the square and type the code; gives the secret."""
    secret = secret_on(client.get("/tai-khoan/ma-dien-thoai/").content)
    answer = client.post("/tai-khoan/ma-dien-thoai/", {"code": demo.current_code(secret)})
    assert answer.headers["Location"] == "/tai-khoan/ma-du-phong/"
    return secret


def test_a_new_officer_comes_from_the_slip_to_the_desk(dien_hong: Cast) -> None:
    client = Client()
    code = slip_for(dien_hong)
    assert (
        client.post("/nhan-viec/", {"username": " Chau ", "code": code.lower()})
        .headers["Location"]
        .endswith("/mat-khau/")
    )
    answer = client.post("/nhan-viec/mat-khau/", {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert answer.headers["Location"] == "/nhan-viec/xac-nhan/"
    set_up_codes(client)
    papers = client.get("/tai-khoan/ma-du-phong/").content.decode()
    assert all(f"{code[:4]} {code[4:]}" in papers for code in demo.recovery_codes(dien_hong.officer("chau")))
    assert client.get("/can-bo/nguoi/").status_code == 200
    kinds = [entry.kind for entry in Entry.objects.filter(subject_id=dien_hong.officer("chau").id)]
    assert kinds[-4:] == [
        "officer.entrance_made", "officer.sign_in_changed", "officer.sign_in_changed", "officer.entered",
    ]  # fmt: skip


def test_before_the_second_factor_no_page_of_staff_opens(dien_hong: Cast) -> None:
    client = enter(slip_for(dien_hong))
    client.post("/nhan-viec/mat-khau/", {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    for url in ("/can-bo/", "/can-bo/nguoi/", "/tai-khoan/"):
        assert client.get(url).headers["Location"] == "/nhan-viec/xac-nhan/"


def test_a_slip_is_used_up_by_the_first_entry(dien_hong: Cast) -> None:
    code = slip_for(dien_hong)
    set_up_codes(client := enter(code))
    assert client.get("/can-bo/nguoi/").status_code == 200
    assert not is_in(enter(code))


def test_entering_again_ends_the_earlier_try(dien_hong: Cast) -> None:
    code = slip_for(dien_hong)
    first = enter(code)
    assert is_in(first)
    assert is_in(enter(code))
    assert not is_in(first)


def test_a_slip_is_good_for_seven_days(dien_hong: Cast) -> None:
    code = slip_for(dien_hong)
    with frozen(now() + timedelta(days=6, hours=23)):
        assert entrances.enter("chau", code)
    with frozen(now() + timedelta(days=7, minutes=1)), pytest.raises(Refused, match="7 ngày"):
        entrances.enter("chau", code)


def test_only_a_slow_hash_of_the_code_is_kept(dien_hong: Cast) -> None:
    code = slip_for(dien_hong)
    kept = str(Entrance.objects.values().get())
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_a_new_slip_makes_the_old_one_void(dien_hong: Cast) -> None:
    old, new = slip_for(dien_hong), slip_for(dien_hong)
    assert not is_in(enter(old))
    assert is_in(enter(new))


def test_look_alike_signs_are_read_as_meant(dien_hong: Cast) -> None:
    code = slip_for(dien_hong).replace("0", "o").replace("1", "l").replace("-", " ")
    assert is_in(enter(code))


def test_a_wrong_code_an_unknown_name_and_a_closed_account_get_the_same_sentence(dien_hong: Cast) -> None:
    right = slip_for(dien_hong)
    Officer.objects.filter(username="minh").update(is_active=False)
    for username, code in [("chau", "A" * 16), ("khong-co", right), ("minh", right), ("binh", right)]:
        with pytest.raises(Refused, match="Tên đăng nhập hoặc mã trên phiếu chưa đúng"):
            entrances.enter(username, code)


def test_eleven_wrong_codes_make_that_name_wait(dien_hong: Cast) -> None:
    code = slip_for(dien_hong)
    client = Client()
    for _try in range(10):
        client.post("/nhan-viec/", {"username": "chau", "code": "AAAA-AAAA-AAAA-AAAA"})
    answer = client.post("/nhan-viec/", {"username": "chau", "code": code})
    assert "Xin chờ 10 phút" in answer.content.decode()
    assert is_in(enter(slip_for(dien_hong, "minh"), "minh"))


def test_after_a_lost_device_everything_old_is_void(dien_hong: Cast) -> None:
    client = client_for(dien_hong["chau"])
    assert client.get("/can-bo/nguoi/").status_code == 200
    code = slip_for(dien_hong)
    officer = dien_hong.officer("chau")
    officer.refresh_from_db()
    assert client.get("/can-bo/nguoi/").headers["Location"].startswith("/dang-nhap/")
    assert not entrances.can_sign_in(officer)
    assert Entry.objects.filter(kind="officer.entrance_made").latest("id").facts["why"] == "lost"
    assert is_in(enter(code))


def test_only_the_administrator_prints_slips(dien_hong: Cast, hac_thanh: Cast) -> None:
    for by in (dien_hong["dung"], dien_hong["en"], hac_thanh["son"]):
        with pytest.raises(Refused):
            entrances.make_entrance(dien_hong.officer("chau"), by=by)


def test_a_weak_password_is_refused_with_words_that_help(dien_hong: Cast) -> None:
    client = enter(slip_for(dien_hong))
    for password, says in [
        ("ngan", "ít nhất 10 ký tự"),
        ("1234567890", "phổ biến"),
        ("LeMinhChau-2026", "giống"),
        ("Diên Hồng 2026", "giống"),
    ]:
        page = client.post("/nhan-viec/mat-khau/", {"password": password, "again": password}).content.decode()
        assert says in page
    page = client.post("/nhan-viec/mat-khau/", {"password": NEW_PASSWORD, "again": "khac"}).content.decode()
    assert "chưa giống nhau" in page
