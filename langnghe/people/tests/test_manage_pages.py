"""The administrator's and the chief's pages, as they are clicked."""

import re

from django.test import Client

from langnghe.kernel.clock import local_today
from langnghe.people import actions, reads
from langnghe.people.models import Officer
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def said(client: Client, url: str, **data: str) -> str:
    """What the page says after the form was sent and redirects followed."""
    return client.post(url, data, follow=True).content.decode()


def test_a_new_officer_gets_a_post_and_a_slip_that_works(dien_hong: Cast) -> None:
    admin = client_for(dien_hong["hanh"])
    assert "Đã thêm Lê Phúc" in said(admin, "/can-bo/nguoi/them/", name="Lê Phúc", username="phuc")
    phuc = Officer.objects.get(username="phuc")
    given = {"post": str(dien_hong["nga"].post_id), "officer": str(phuc.id), "starts_on": "2026-01-05"}
    assert "Đã giao «Thư ký» cho Lê Phúc" in said(admin, "/can-bo/nguoi/giao/", **given)
    page = said(admin, f"/can-bo/nguoi/{phuc.id}/phieu/")
    found = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page)
    assert found
    answer = Client().post("/nhan-viec/", {"username": "phuc", "code": found.group()})
    assert answer.headers["Location"] == "/nhan-viec/mat-khau/"


def test_a_refusal_stands_in_the_form_with_what_was_typed(dien_hong: Cast) -> None:
    page = said(client_for(dien_hong["hanh"]), "/can-bo/nguoi/them/", name="Bình Hai", username="binh")
    assert "đã có người dùng" in page
    assert 'value="Bình Hai"' in page


def test_handing_over_ones_own_shift_signs_one_out(dien_hong: Cast) -> None:
    client = client_for(dien_hong["binh"])
    url = f"/can-bo/nguoi/nhiem-vu/{dien_hong['binh'].id}/ban-giao/"
    data = {"kind": "shift", "to": str(dien_hong.officer("chau").id), "from_day": str(local_today())}
    page = said(client, url, **data)
    assert "Đã bàn giao «Trực ban» cho Lê Minh Châu" in page
    assert "Phiên làm việc của anh chị đã đóng" in page
    assert client.get("/can-bo/nguoi/").status_code == 302


def test_the_duty_desk_is_offered_only_colleagues_to_hand_over_to(dien_hong: Cast) -> None:
    page = client_for(dien_hong["binh"]).get(f"/can-bo/nguoi/nhiem-vu/{dien_hong['binh'].id}/ban-giao/")
    assert "Lê Minh Châu" in page.content.decode()
    assert "Hoàng Ngọc Lan" not in page.content.decode()


def test_a_post_without_a_holder_is_shown_to_all_who_see_officers(dien_hong: Cast) -> None:
    actions.add_post(
        dien_hong.ward, unit_kind="police", unit_name="Công an phường", role="beat_officer", name="CSKV Tổ 5",
        by=dien_hong["hanh"],
    )  # fmt: skip
    chief, admin = client_for(dien_hong["dung"]), client_for(dien_hong["hanh"])
    assert "Chức danh chưa có người giữ" in chief.get("/can-bo/nguoi/").content.decode()
    assert "giao ngay" not in chief.get("/can-bo/nguoi/").content.decode()
    assert "giao ngay" in admin.get("/can-bo/nguoi/chuc-danh/").content.decode()


def test_closing_an_account_asks_who_takes_over(dien_hong: Cast) -> None:
    admin, chau = client_for(dien_hong["hanh"]), dien_hong.officer("chau")
    url = f"/can-bo/nguoi/{chau.id}/khoa/"
    assert "Cần người nhận thay: CSKV Tổ 3." in admin.get(url).content.decode()
    assert "has-error" in said(admin, url)
    assert "Đã khóa tài khoản của Lê Minh Châu" in said(admin, url, cover=str(dien_hong.officer("binh").id))
    assert "Đã mở lại" in said(admin, f"/can-bo/nguoi/{chau.id}/mo-lai/")


def test_the_table_of_access_is_the_one_that_decides(dien_hong: Cast) -> None:
    page = client_for(dien_hong["lan"]).get("/can-bo/nguoi/quyen/").content.decode()
    assert "vai trò của anh chị" in page
    assert "Mở liên hệ niêm phong, có ghi lý do" in page


def test_an_officer_of_the_neighbour_is_neither_offered_nor_taken(dien_hong: Cast, hac_thanh: Cast) -> None:
    admin = client_for(dien_hong["hanh"])
    assert "Ngô Đình Quý" not in admin.get("/can-bo/nguoi/giao/").content.decode()
    quy, post = hac_thanh.officer("quy"), dien_hong["nga"].post
    page = said(admin, "/can-bo/nguoi/giao/", post=str(post.id), officer=str(quy.id), starts_on="2026-01-05")
    assert "has-error" in page
    assert all(mandate.officer_id != quy.id for mandate in reads.on_post(post))


def test_the_demo_lists_sign_ins_only_where_it_is_a_demo(dien_hong: Cast, settings: object) -> None:
    client_for(dien_hong["binh"])
    assert Client().get("/demo/").status_code == 404
    settings.DEMO = True  # type: ignore[attr-defined]
    page = Client().get("/demo/").content.decode()
    assert "Trần Thanh Bình" in page
    assert re.search(r">\d{6}<", page)
