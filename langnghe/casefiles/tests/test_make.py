"""The whole case file: everything is in it but how to reach a sender; making it leaves a trace."""

import hashlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langnghe.answering.tests.writing import PROMISE
from langnghe.casefiles import actions, gathering
from langnghe.casefiles.tests import walked as walking
from langnghe.casefiles.tests.walked import Walked, fresh, walked
from langnghe.documents import printing
from langnghe.documents.tests.reading import letters, text, title
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters import working
from langnghe.matters.models import Matter
from langnghe.opinions.guarding import mark
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


@pytest.fixture
def found(dien_hong: Cast) -> Walked:
    return walked(dien_hong)


def made(found: Walked, username: str = "dung") -> str:
    return text(actions.make(fresh(found.matter), by=found.cast[username]).content)


def test_the_file_holds_everything_that_was_said_and_done(found: Walked) -> None:
    said = letters(made(found))
    for words in (
        "Ông Sáu té hai lần rồi #eval(1) $x$ [U+1F621]", walking.ALSO, walking.ADDED, walking.NOTE,
        "Cột thứ mấy từ ngoài vào?",
        walking.WHY_OPENED, walking.WHY_BACK, walking.WHY_MOVED, walking.CLAIMED, walking.DOUBT, PROMISE,
        "Giao cho Cán bộ đô thị.", "Đổi lĩnh vực từ",
        "Báo đã xong lần 1, Đặng Quang Minh, Cán bộ đô thị", "Trả lại bản soạn để sửa.",
        "Xác nhận đã xong: người gửi", "Số: …………", "Lưu: hồ sơ việc.", "Phạm Tiến Dũng", "Trang 1/",
        "Trần Thanh Bình, Trực ban", found.first.serial, found.second.serial, found.erased.serial,
    ):  # fmt: skip
        assert letters(words) in said, words


def test_how_to_reach_a_sender_is_never_in_it_only_that_it_is_sealed(found: Walked) -> None:
    said = made(found)
    assert walking.PHONE not in said
    assert walking.PHONE.replace(" ", "") not in letters(said)
    assert "niêm phong, không ghi trong hồ sơ này" in said


def test_what_was_erased_stands_as_erased_with_its_number_and_commitment(found: Walked) -> None:
    said = made(found)
    assert letters(walking.GONE) not in letters(said)
    assert "Đã xóa theo yêu cầu của người gửi" in said
    assert bytes(found.erased.commitment).hex() in letters(said)


def test_every_line_of_the_ledger_about_it_is_listed(found: Walked) -> None:
    entries = gathering.gather(fresh(found.matter), found.cast["dung"]).entries
    kinds = {entry.kind for entry in entries}
    assert {"opinion.received", "matter.joined", "contact.opened", "answer.released", "commitment.claimed"} <= kinds
    said = letters(made(found))
    assert all(str(entry.id) in said and bytes(entry.commitment).hex() in said for entry in entries)


def test_making_it_is_an_entry_that_proves_the_very_file_and_stands_in_the_history(found: Walked) -> None:
    client = client_for(found.cast["dung"])
    response = client.post(reverse("casefiles:make", args=[found.matter.serial]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert f'filename="ho-so-{found.matter.serial}.pdf"' in response.headers["Content-Disposition"]
    entry = Entry.objects.get(kind="case_file.made")
    assert entry.facts == {
        "pages": printing.pages_of(response.content), "sha256": hashlib.sha256(response.content).hexdigest()
    }  # fmt: skip
    assert (entry.actor_id, entry.subject_id) == (found.cast["dung"].id, found.matter.id)
    shown = client.get(reverse("casefiles:case_file", args=[found.matter.serial])).text
    assert "Phạm Tiến Dũng, Trưởng Công an phường" in shown
    matter_page = client.get(reverse("workspace:matter", args=[found.matter.serial])).text
    assert "Lập hồ sơ vụ việc thành tệp PDF." in matter_page
    assert reverse("casefiles:case_file", args=[found.matter.serial]) in matter_page
    assert "Lập hồ sơ vụ việc." in made(found)


def test_a_file_is_titled_and_asks_no_more_of_the_database_for_more_opinions(found: Walked) -> None:
    content = actions.make(fresh(found.matter), by=found.cast["en"]).content
    assert title(content) == "Hồ sơ vụ việc"
    with CaptureQueriesContext(
        connection,
    ) as asked:
        gathering.gather(fresh(found.matter), found.cast["en"])
    assert len(asked) <= 40


def test_what_is_guarded_does_not_exist_for_who_may_not_see_it(dien_hong: Cast) -> None:
    opinion = say(dien_hong, "Nhà số 9 hẻm 12 tối nào cũng tụ tập đánh bạc ăn tiền.").opinion
    if not opinion.guard:
        opinion = mark(opinion, "crime", by=dien_hong["binh"])
    matter = working.take_up(Opinion.objects.get(id=opinion.id), by=dien_hong["dung"])
    page, make = (reverse(f"casefiles:{name}", args=[matter.serial]) for name in ("case_file", "make"))
    minh = client_for(dien_hong["minh"])
    assert (minh.get(page).status_code, minh.post(make).status_code) == (404, 404)
    with pytest.raises(Refused, match="không có phần trong việc này"):
        actions.make(matter, by=dien_hong["minh"])
    assert client_for(dien_hong["dung"]).post(make).status_code == 200
    assert Entry.objects.filter(kind="case_file.made").count() == 1


def test_a_neighbour_and_a_wrong_number_find_nothing(found: Walked, hac_thanh: Cast) -> None:
    neighbour = client_for(hac_thanh["quy"])
    for serial in (found.matter.serial, "DH26-V99-X", "x" * 300):
        assert neighbour.get(reverse("casefiles:case_file", args=[serial])).status_code == 404


def test_a_busy_machine_says_so_on_the_page_and_nothing_is_recorded(
    found: Walked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object, **_more: object) -> None:
        raise Refused("Máy của phường đang lập những giấy khác. Xin thử lại sau một phút.")

    monkeypatch.setattr(printing, "pdf", busy)
    response = client_for(found.cast["dung"]).post(reverse("casefiles:make", args=[found.matter.serial]))
    assert response.status_code == 503
    assert "đang lập những giấy khác" in response.text
    assert not Entry.objects.filter(kind="case_file.made").exists()


def test_an_english_screen_gets_the_vietnamese_paper(found: Walked) -> None:
    client = client_for(found.cast["dung"], language="en")
    content = client.post(reverse("casefiles:make", args=[found.matter.serial])).content
    said = text(content)
    assert "Đã hẹn ngày xong" in said or "Tình trạng" in said
    assert "Promised" not in said
    assert Matter.objects.get(id=found.matter.id).state == fresh(found.matter).state
