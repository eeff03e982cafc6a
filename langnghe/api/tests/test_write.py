"""What programs do: through the same actions as pages, once for each key, and never more than their mandate."""

from typing import Any

import pytest

from langnghe.answering.models import HandOver
from langnghe.answering.tests import writing
from langnghe.answering.tests.pages import came
from langnghe.api import sending
from langnghe.api.models import Sending
from langnghe.api.tests.asking import Program, refused, told
from langnghe.kernel.clock import local_today, now
from langnghe.kernel.ids import new_token
from langnghe.ledger.models import Entry
from langnghe.matters.models import Note
from langnghe.opinions.models import Opinion
from langnghe.opinions.reads import with_receipt
from langnghe.opinions.receipts import parse_secret
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

CALL: dict[str, Any] = {"kenh": "hotline", "loi": "Đèn đường hẻm 12 tắt nửa tháng nay, tối đi học phải soi điện thoại."}
GIVEN: dict[str, Any] = {"loi_tra_loi": writing.NOT_OURS, "noi_nhan": "Điện lực Pleiku"}


def test_a_hotline_writes_an_opinion_down_once_and_gets_its_receipt(dien_hong: Cast) -> None:
    program, key = Program(dien_hong["binh"]), new_token()
    asked = CALL | {"to": str(dien_hong.groups["Tổ 3"].id), "lien_he": "0900 000 001", "hen_goi_lai": True}
    receipt = told(program.post("write_down", key=key, **asked), 201)
    assert told(program.post("write_down", key=key, **asked), 200) == receipt
    opinion = Opinion.objects.get()
    assert (opinion.channel, opinion.words, opinion.taken_by_id) == ("hotline", CALL["loi"], dien_hong["binh"].id)
    assert (opinion.call_back, opinion.secret_seen_by_staff) == (True, True), "who reads it aloud has seen it"
    assert with_receipt(receipt["phieu"], parse_secret(receipt["ma_bi_mat"])) == opinion
    assert Entry.objects.filter(kind="opinion.received", actor_id=dien_hong["binh"].id).count() == 1
    kept = str(list(Sending.objects.values()))
    assert CALL["loi"] not in kept
    assert receipt["ma_bi_mat"] not in kept


def test_a_key_means_one_sending_only(dien_hong: Cast) -> None:
    program, key = Program(dien_hong["binh"]), new_token()
    told(program.post("write_down", key=key, **CALL), 201)
    refused(program.post("write_down", key=key, **(CALL | {"loi": "Chuyện khác hẳn ở chợ."})), 409, "key_reused")
    matter = writing.matter(dien_hong)
    refused(program.post("noted", matter.serial, key=key, ghi_chu="Bên kia hẹn thứ Năm."), 409, "key_reused")
    assert Opinion.objects.filter(channel="hotline").count() == 1
    other = Program(dien_hong["minh"])
    told(other.post("write_down", key=key, **(CALL | {"kenh": "desk"})), 201)
    with frozen(now() + sending.KEPT * 2):
        told(program.post("write_down", **(CALL | {"loi": "Cây bàng trước trường gãy cành lớn."})), 201)
        assert Sending.objects.filter(token=program.token).count() == 1, "old keys are forgotten"


def test_a_refusal_says_why_and_leaves_the_key_free(dien_hong: Cast) -> None:
    program, key = Program(dien_hong["binh"]), new_token()
    sentence = refused(program.post("write_down", key=key, **(CALL | {"loi": "!!!"})), 409, "refused")
    assert "viết vài chữ" in sentence
    refused(program.post("write_down", **(CALL | {"hen_goi_lai": True})), 409, "refused")
    refused(program.post("write_down", **(CALL | {"linh_vuc": "khong-co"})), 409, "refused")
    told(program.post("write_down", key=key, **CALL), 201)


def test_a_crime_that_a_caller_tells_is_kept_apart_and_the_hotline_is_told_so(dien_hong: Cast) -> None:
    program = Program(dien_hong["binh"])
    receipt = told(program.post("write_down", **CALL, toi_pham=True), 201)
    assert receipt["giu_kin"] == "crime"
    refused(program.get("opinion", receipt["phieu"]), 404, "not_found")


def test_who_releases_hands_a_matter_on_at_once_and_who_does_not_submits_a_draft(dien_hong: Cast) -> None:
    first = writing.matter(dien_hong)
    second = writing.matter(dien_hong, "Dây điện võng xuống mái nhà dân ở hẻm 7, mưa là tóe lửa.")
    chairman, key = Program(dien_hong["en"]), new_token()
    done = told(chairman.post("hand_on", first.serial, key=key, **GIVEN), 201)
    assert (done["ket_qua"], done["phieu_chuyen"]["noi_nhan"]) == ("released", "Điện lực Pleiku")
    assert told(chairman.post("hand_on", first.serial, key=key, **GIVEN), 200) == done
    assert HandOver.objects.get().matter == first
    refused(chairman.post("hand_on", first.serial, **GIVEN), 409, "refused")
    waits = told(Program(dien_hong["minh"]).post("hand_on", second.serial, **GIVEN), 201)
    assert (waits["ket_qua"], waits["phieu_chuyen"]) == ("submitted", None)
    second.refresh_from_db()
    assert second.state == "open"
    refused(chairman.post("hand_on", second.serial, loi_tra_loi=writing.NOT_OURS, phuong_nhan="x"), 409, "refused")


def test_what_the_other_body_did_is_told_step_by_step(dien_hong: Cast) -> None:
    slip, program = writing.handed_over(dien_hong), Program(dien_hong["minh"])
    told(program.post("noted", slip.matter.serial, ghi_chu="Điện lực đã khảo sát, chờ vật tư."), 201)
    assert Note.objects.get().words == "Điện lực đã khảo sát, chờ vật tư."
    said, key = (
        {"ngay": local_today().isoformat(), "nguoi_nhan": "ông Hòa, tổ vận hành", "so_ben_nhan": "77/ĐL"},
        new_token(),
    )
    done = told(program.post("slip_accepted", slip.id, key=key, **said), 201)
    assert (done["den_dau"], done["so_ben_nhan"]) == ("accepted", "77/ĐL")
    assert told(program.post("slip_accepted", slip.id, key=key, **said), 200) == done
    refused(program.post("slip_accepted", slip.id, **said), 409, "refused")
    assert told(program.get("slips", dang_cho="false"))["du_lieu"] == [told(program.get("slip", slip.id))]
    slip.matter.refresh_from_db()
    assert slip.matter.state == "answered"


def test_a_body_sends_a_matter_back_and_the_ward_owes_again(dien_hong: Cast) -> None:
    slip, program = writing.handed_over(dien_hong), Program(dien_hong["minh"])
    done = told(program.post("slip_sent_back", slip.id, ly_do="Cột này của Ban quản lý đường bộ."), 201)
    assert (done["den_dau"], done["loi_ben_nhan"]) == ("sent_back", "Cột này của Ban quản lý đường bộ.")
    assert told(program.get("matters", tinh_trang="open", dang_cho="true"))["du_lieu"][0]["viec"] == slip.matter.serial


def test_what_a_neighbour_handed_over_is_taken_in_or_sent_back(dien_hong: Cast) -> None:
    program, arrival = Program(dien_hong["binh"]), came(dien_hong)
    assert told(program.get("arrivals"))["du_lieu"][0]["tu_phuong"] == "Phường Pleiku"
    key = new_token()
    done = told(program.post("arrival_accepted", arrival.id, key=key), 201)
    assert told(program.post("arrival_accepted", arrival.id, key=key), 200) == done
    told(program.get("matter", done["thanh_viec"]))
    refused(program.post("arrival_refused", arrival.id, ly_do="Không phải của phường."), 409, "refused")


def test_a_matter_that_somebody_changed_is_not_changed_blindly(dien_hong: Cast) -> None:
    matter, program = writing.matter(dien_hong), Program(dien_hong["en"])
    seen = program.get("matter", matter.serial)["ETag"]
    writing.answered(matter, writing.accepted(), by=dien_hong["en"])
    refused(program.post("hand_on", matter.serial, headers={"if-match": seen}, **GIVEN), 412, "changed")
    seen = program.get("matter", matter.serial)["ETag"]
    answer = program.post("noted", matter.serial, headers={"if-match": f'"khac", {seen}'}, ghi_chu="Đã báo tổ trưởng.")
    told(answer, 201)


def test_a_token_that_only_reads_changes_nothing(dien_hong: Cast) -> None:
    matter, program = writing.matter(dien_hong), Program(dien_hong["minh"], may_write=False)
    told(program.get("matter", matter.serial))
    for name, named in (("write_down", []), ("noted", [matter.serial]), ("hand_on", [matter.serial])):
        refused(program.post(name, *named), 403, "read_only")


def test_another_wards_matter_and_slip_cannot_be_touched(dien_hong: Cast, hac_thanh: Cast) -> None:
    slip, stranger = writing.handed_over(dien_hong), Program(hac_thanh["quy"])
    refused(stranger.post("noted", slip.matter.serial, ghi_chu="Xin chào."), 404, "not_found")
    refused(stranger.post("slip_accepted", slip.id, ngay=local_today().isoformat(), nguoi_nhan="Ai"), 404, "not_found")
    refused(stranger.post("arrival_accepted", came(dien_hong).id), 404, "not_found")


@pytest.mark.once
def test_bad_input_is_told_what_is_wrong(dien_hong: Cast) -> None:
    program = Program(dien_hong["binh"])
    good = {"content_type": "application/json", "headers": {"idempotency-key": new_token()}}
    where = "/api/v1/ghi-ho"
    wrong: list[tuple[bytes, int, str]] = [
        (b" ", 400, "json"), (b"{", 400, "json"), (b'{"loi":"\xff"}', 400, "json"), (b'{"loi":"\\ud800"}', 400, "json"),
        (b"[" * 100_000, 422, "content"), (b"[]", 422, "content"), (b"{}", 422, "content"),
        (b'{"kenh":"phone","loi":"a\\u0000b"}', 422, "content"), (b'{"kenh":"web","loi":"abc"}', 422, "content"),
        (b'{"kenh":"phone","loi":"abc","la":' + b"[" * 50_000 + b"]" * 50_000 + b"}", 422, "content"),
        (b'{"kenh":"phone","loi":"' + b"a" * 200_000 + b'"}', 413, "too_large"),
        (b'{"kenh":"phone","loi":"' + b"a" * 2_000_000 + b'"}', 413, "too_large"),
    ]  # fmt: skip
    for body, status, code in wrong:
        refused(program.client.post(where, body, **good), status, code)  # type: ignore[arg-type]
    refused(program.client.post(where, {"kenh": "phone"}), 415, "content_type")  # type: ignore[arg-type]
    refused(program.client.post(where, b"{}", content_type="application/json"), 400, "key")  # type: ignore[arg-type]
    refused(program.client.post(where + "?a=1", b"{}", **good), 400, "question")  # type: ignore[arg-type]
    refused(program.client.get("/api/v1/toi", headers={"accept": "text/html"}), 406, "accept")  # type: ignore[arg-type]
    refused(program.client.get("/api/v1/toi", headers={"if-match": '"x"'}), 412, "changed")  # type: ignore[arg-type]
    answer = program.client.put("/api/v1/toi")
    assert (refused(answer, 405, "method") != "", answer["Allow"]) == (True, "GET, HEAD")  # type: ignore[arg-type]
    refused(program.client.get("/api/v1/khong-co"), 404, "not_found")  # type: ignore[arg-type]
    refused(program.client.post("/api"), 404, "not_found")  # type: ignore[arg-type]
