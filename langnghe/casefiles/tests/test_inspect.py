"""An inspector reads case files within the mandate: found on a list, read with a trace, nothing that is guarded."""

import pytest
from django.urls import reverse

from langnghe.answering.tests.writing import PROMISE
from langnghe.casefiles import actions
from langnghe.casefiles.tests import walked as walking
from langnghe.casefiles.tests.walked import Walked, fresh, walked
from langnghe.documents.tests.reading import letters, text
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters import working
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import allowed
from langnghe.opinions.guarding import mark
from langnghe.opinions.models import Opinion
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


@pytest.fixture
def found(dien_hong: Cast) -> Walked:
    return walked(dien_hong)


def hidden(cast: Cast, guard: str, words: str) -> Matter:
    """A matter of one opinion that only some may read."""
    opinion = allowed(cast, words)
    if opinion.guard != guard:
        mark(opinion, guard or "none", by=cast["dung"])
    kept = Opinion.objects.get(id=opinion.id)
    assert (kept.guard, kept.private) == (guard, not guard)
    return working.take_up(Opinion.objects.get(id=opinion.id), topic="", by=cast["dung"])


def test_the_auditor_finds_a_matter_reads_its_file_and_leaves_a_trace(found: Walked) -> None:
    khoa, serial = client_for(found.cast["khoa"]), found.matter.serial
    assert serial in khoa.get(reverse("casefiles:index")).text
    for sought in (serial, str(found.matter.number)):
        assert serial in khoa.get(reverse("casefiles:index"), {"so": sought}).text
    for sought in ("DH26-V999-X", "đèn", "9" * 30):
        assert "Không có việc nào mang số này" in khoa.get(reverse("casefiles:index"), {"so": sought}).text
    page = khoa.get(reverse("casefiles:case_file", args=[serial])).text
    assert f'href="{reverse("workspace:matter", args=[serial])}"' not in page
    response = khoa.post(reverse("casefiles:make", args=[serial]))
    said = letters(text(response.content))
    for words in (walking.ALSO, walking.NOTE, walking.CLAIMED, PROMISE, found.first.serial, "Bùi Đăng Khoa"):
        assert letters(words) in said, words
    assert letters(walking.PHONE) not in said
    entry = Entry.objects.get(kind="case_file.made")
    assert (entry.actor_id, entry.subject_id) == (found.cast["khoa"].id, found.matter.id)
    history = client_for(found.cast["dung"]).get(reverse("workspace:matter", args=[serial])).text
    assert "Bùi Đăng Khoa, Giám sát" in history


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        ("crime", "Nhà số 9 hẻm 12 tối nào cũng tụ tập đánh bạc ăn tiền."),
        ("", "Em bé sơ sinh nhà số 9 khóc suốt đêm."),
    ],
)
def test_what_is_guarded_or_about_a_home_is_no_file_for_the_auditor(dien_hong: Cast, guard: str, words: str) -> None:
    matter = hidden(dien_hong, guard, words)
    khoa = client_for(dien_hong["khoa"])
    assert matter.serial not in khoa.get(reverse("casefiles:index")).text
    page, make = (reverse(f"casefiles:{name}", args=[matter.serial]) for name in ("case_file", "make"))
    assert (khoa.get(page).status_code, khoa.post(make).status_code) == (404, 404)
    with pytest.raises(Refused, match="không có phần trong việc này"):
        actions.make(fresh(matter), by=dien_hong["khoa"])
    assert not Entry.objects.filter(kind="case_file.made").exists()


def test_an_auditor_reads_no_complaint_about_officers_that_the_front_has_not_opened(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong, "Anh Lê Minh Châu nói năng cộc lốc với bà con.", about_officer=True)
    matter = working.take_up(opinion, topic="police_force.conduct", by=dien_hong["giang"])
    assert matter.serial not in client_for(dien_hong["khoa"]).get(reverse("casefiles:index")).text


def test_reading_a_file_gives_an_auditor_no_work_and_no_other_page_of_the_matter(found: Walked) -> None:
    khoa = client_for(found.cast["khoa"])
    assert khoa.get(reverse("workspace:matter", args=[found.matter.serial])).status_code == 403
    assert khoa.get(reverse("opinions:opinion", args=[found.first.serial])).status_code == 403
    for username in ("binh", "lan", "nga", "hanh"):
        assert client_for(found.cast[username]).get(reverse("casefiles:index")).status_code == 403, username


def test_a_neighbours_auditor_finds_nothing_of_ours(found: Walked, hac_thanh: Cast) -> None:
    tam = hac_thanh.join("tam", "Lý Thị Tâm", "audit", "Ban Thanh tra nhân dân", "auditor", "Giám sát", ())
    assert found.matter.serial not in client_for(tam).get(reverse("casefiles:index")).text
    assert client_for(tam).get(reverse("casefiles:case_file", args=[found.matter.serial])).status_code == 404
