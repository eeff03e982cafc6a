"""What programs read: the same as everybody's pages and the mandate's own, and less."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from langnghe.answering.tests import writing
from langnghe.api.tests.asking import Program, address, refused, told
from langnghe.kernel.clock import HANOI
from langnghe.matters.actions import take_back
from langnghe.matters.tests.saying import allowed, released
from langnghe.opendata.columns import Dataset
from langnghe.opendata.sets import DATASETS
from langnghe.opinions import guarding
from langnghe.opinions.tests.test_receive import say
from langnghe.promises.tests.test_promises import life
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

LATER = datetime(2026, 11, 24, 9, 0, tzinfo=HANOI)


def test_a_token_says_whom_it_acts_for(dien_hong: Cast) -> None:
    program = Program(dien_hong["binh"], may_write=False)
    me = told(program.get("me"))
    assert (me["chuc_danh"], me["vai_tro"], me["duoc_ghi"]) == ("Trực ban", "duty_desk", False)
    assert "opinions.list" in me["duoc_lam"]
    assert program.text not in str(me)
    assert [ward["phuong"] for ward in told(program.get("wards"))["du_lieu"]] == ["dien-hong"]
    assert [group["ten"] for group in told(program.get("groups", "dien-hong"))["du_lieu"]][:2] == ["Tổ 1", "Tổ 2"]
    assert {"linh_vuc": "traffic", "ten_linh_vuc": "Giao thông", "noi_rieng_tu": False} in told(program.get("topics"))[
        "du_lieu"
    ]


def test_board_promises_and_figures_are_the_rows_of_open_data(dien_hong: Cast) -> None:
    life(dien_hong)
    program = Program(dien_hong["binh"])
    with frozen(LATER):
        for name, code in (("board", "viec"), ("promises", "loi-hua"), ("figures", "so-lieu")):
            rows = [row for page in _pages(program, name, dien_hong.ward.slug, so_dong=2) for row in page]
            assert rows == _rows(DATASETS[code], dien_hong), name


def _pages(program: Program, name: str, *named: object, **question: object) -> list[list[dict[str, object]]]:
    """Every page of a list, walked by its cursors."""
    found: list[list[dict[str, object]]] = []
    after: dict[str, str] = {}
    while True:
        page = told(program.get(name, *named, **question, **after))
        found.append(page["du_lieu"])
        if not page["con_nua"]:
            return found
        after = {"sau": page["tiep"]}


def _rows(dataset: Dataset, cast: Cast) -> list[dict[str, object]]:
    rows = [row for page in dataset.pages(cast.ward) for row in page]
    return [dict(zip(dataset.names, map(_plain, row), strict=True)) for row in rows]


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_a_matter_of_the_board_comes_with_its_timeline_until_it_is_taken_back(dien_hong: Cast) -> None:
    matter, program = released(dien_hong), Program(dien_hong["binh"])
    writing.answered(matter, writing.accepted(), by=dien_hong["en"])
    found = told(program.get("board_matter", "dien-hong", matter.serial))
    assert (found["viec"], found["tieu_de"]) == (matter.serial, matter.title)
    assert [step["da_lam"] for step in found["dien_bien"]][-1] == "Phường tiếp thu và trả lời."
    assert found["dien_bien"][-1]["loi_tra_loi"] == writing.WORDS
    matter.refresh_from_db()
    take_back(matter, reason="personal", note="", by=dien_hong["dung"])
    refused(program.get("board_matter", "dien-hong", matter.serial), 404, "not_found")
    assert told(program.get("board", "dien-hong"))["du_lieu"] == []


def test_new_opinions_come_once_each_and_the_cursor_waits_for_the_next(dien_hong: Cast) -> None:
    program = Program(dien_hong["binh"])
    with frozen(LATER):
        first = say(dien_hong, "Rác ở chợ chiều chưa ai dọn, ruồi bay khắp hàng cơm.").opinion
        early = told(program.get("opinions"))
        assert (early["du_lieu"], early["tiep"]) == ([], None), "what came just now may still be overtaken"
    with frozen(LATER + timedelta(minutes=1)):
        page = told(program.get("opinions"))
        assert [row["phieu"] for row in page["du_lieu"]] == [first.serial]
        assert page["du_lieu"][0]["loi"] == first.words
        assert page["du_lieu"][0]["da_nhan"] is False
        second = say(dien_hong, "Vỉa hè trước nhà văn hóa lún sâu, mưa xuống đọng nước.").opinion
        assert told(program.get("opinions", sau=page["tiep"]))["du_lieu"] == []
    with frozen(LATER + timedelta(minutes=2)):
        page = told(program.get("opinions", sau=page["tiep"]))
        assert [row["phieu"] for row in page["du_lieu"]] == [second.serial]
        assert told(program.get("opinions", sau=page["tiep"]))["tiep"] == page["tiep"]
        assert {row["phieu"] for row in told(program.get("opinions", moi_den="true"))["du_lieu"]} == {
            first.serial, second.serial,
        }  # fmt: skip


def test_what_is_guarded_never_leaves_by_machine(dien_hong: Cast) -> None:
    by = dien_hong["binh"]
    program, kept = Program(by), say(dien_hong, "Có người bán ma túy ở cuối hẻm, tối nào cũng tụ tập.").opinion
    assert kept.guard == "crime"
    matter = writing.matter(dien_hong, "Loa kẹo kéo ồn tới khuya, trẻ con không ngủ được, nhắc rồi vẫn mở.")
    slip = writing.handed_over(dien_hong, matter)
    with frozen(datetime.now(HANOI) + timedelta(minutes=2)):
        assert matter.serial in str(told(program.get("matters"))["du_lieu"])
        assert matter.source
        guarding.mark(matter.source, "crime", by=by)
        for opinion in (kept, matter.source):
            assert opinion.serial not in program.get("opinions").content.decode()
            refused(program.get("opinion", opinion.serial), 404, "not_found")
        assert client_for(by).get(f"/can-bo/y-kien/{kept.serial}/").status_code == 200, "on the page it may be read"
        refused(program.get("matter", matter.serial), 404, "not_found")
        refused(program.get("slip", slip.id), 404, "not_found")
        assert told(program.get("matters"))["du_lieu"] == told(program.get("slips"))["du_lieu"] == []
        refused(program.post("noted", matter.serial, ghi_chu="Bên kia đang khảo sát."), 404, "not_found")


def test_a_matter_comes_with_its_opinions_answers_and_slips_but_no_contact(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong, contact="0900 000 000")
    matter = writing.matter(dien_hong, opinion=opinion)
    slip = writing.handed_over(dien_hong, matter)
    program = Program(dien_hong["minh"])
    found = told(program.get("matter", matter.serial))
    assert [row["loi"] for row in found["y_kien"]] == [opinion.words]
    assert found["y_kien"][0]["viec"] == matter.serial
    assert found["tra_loi"][0]["noi_nhan"] == "Điện lực Pleiku"
    assert found["cac_phieu_chuyen"][0] == told(program.get("slip", slip.id))
    assert "0900" not in program.get("matter", matter.serial).content.decode()


def test_a_mandate_of_a_group_sees_its_group_only_and_who_reads_nothing_gets_nothing(dien_hong: Cast) -> None:
    here = say(dien_hong, "Đèn hẻm tổ ba tắt đã hai tuần nay.", group_id=dien_hong.groups["Tổ 3"].id).opinion
    away = say(dien_hong, "Cây đổ chắn lối vào nhà trẻ tổ năm.", group_id=dien_hong.groups["Tổ 5"].id).opinion
    chau, hanh = Program(dien_hong["chau"]), Program(dien_hong["hanh"])
    with frozen(datetime.now(HANOI) + timedelta(minutes=2)):
        assert [row["phieu"] for row in told(chau.get("opinions"))["du_lieu"]] == [here.serial]
        refused(chau.get("opinion", away.serial), 404, "not_found")
        refused(hanh.get("opinions"), 403, "capability")


def test_another_wards_rows_are_like_rows_that_never_were(dien_hong: Cast, hac_thanh: Cast) -> None:
    stranger = Program(hac_thanh["quy"])
    matter = released(dien_hong)
    for name, named in (("board", ["dien-hong"]), ("board_matter", ["dien-hong", matter.serial]),
                        ("groups", ["dien-hong"]), ("matter", [matter.serial])):  # fmt: skip
        mine = stranger.get(name, *named)
        none = stranger.get(name, *["khong-co" if one == "dien-hong" else one for one in named])
        assert (mine.status_code, mine.content) == (404, none.content)


def test_a_province_sees_the_boards_of_its_wards_and_no_matter_of_any_officer(dien_hong: Cast) -> None:
    viewer = dien_hong.join("tinh", "Trần Văn Tỉnh", "province", "Tỉnh", "province_viewer", "Theo dõi", ())
    released(dien_hong)
    program = Program(viewer)
    assert len(told(program.get("board", "dien-hong"))["du_lieu"]) == 1
    refused(program.get("matters"), 403, "capability")


def test_what_has_not_changed_is_not_sent_again(dien_hong: Cast) -> None:
    matter, program = writing.matter(dien_hong), Program(dien_hong["minh"])
    first = program.get("matter", matter.serial)
    again = program.get("matter", matter.serial, headers={"If_None_Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    told(program.post("noted", matter.serial, ghi_chu="Điện lực hẹn thứ Năm."), 201)
    writing.answered(matter, writing.accepted(), by=dien_hong["en"])
    changed = program.get("matter", matter.serial, headers={"If_None_Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)
    assert changed["Cache-Control"] == "private, no-cache"


@pytest.mark.once
def test_a_cursor_that_is_none_of_this_list_is_refused_with_a_sentence(dien_hong: Cast) -> None:
    program = Program(dien_hong["binh"])
    other = told(program.get("topics", so_dong=1))["tiep"]
    for name, named in (("board", ["dien-hong"]), ("promises", ["dien-hong"]), ("opinions", []), ("wards", [])):
        for garbage in ("x", other, other[:-2], "é", "AAAA" * 20):
            assert "tiep" in refused(program.get(name, *named, sau=garbage), 400, "cursor")
    for question in ({"so_dong": 0}, {"so_dong": "nhiều"}, {"la": 1}, {"so_dong": 201}, {"sau": ""}):
        refused(program.get("topics", **question), 400, "question")
    refused(program.client.get(address("topics") + "?so_dong=1&so_dong=2"), 400, "question")  # type: ignore[arg-type]


@pytest.mark.once
def test_sentences_come_in_the_language_that_is_asked_for(dien_hong: Cast) -> None:
    client = Client(headers={"accept-language": "en"})
    assert "token" in refused(client.get(address("me")), 401, "token")  # type: ignore[arg-type]
