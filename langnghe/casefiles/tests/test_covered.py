"""The covered case file: what the public page shows, and not one word more."""

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.answering.tests import writing
from langnghe.answering.tests.writing import PROMISE, accepted, promised
from langnghe.casefiles import covered
from langnghe.casefiles.tests.walked import fresh
from langnghe.commitments import actions as commitments
from langnghe.commitments import evidence
from langnghe.commitments.models import Commitment, EvidencePhoto
from langnghe.documents import printing
from langnghe.documents.tests.reading import letters, pictures, text, title
from langnghe.files.actions import store_photo
from langnghe.files.rules import Box
from langnghe.files.tests.pictures import colour, photo
from langnghe.kernel.actors import resident
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.matters import working
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import LAMP, TEXT, TITLE, released
from langnghe.opinions import leaving
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

NOTE = "Đã gọi Điện lực, chờ họ trả lời."


def url(matter: Matter) -> str:
    return reverse("casefiles:covered", args=[matter.ward.slug, matter.serial])


@pytest.fixture
def shown(dien_hong: Cast) -> Matter:
    """On the board, with a note, answered with a promise that is claimed with a photo nobody has covered yet."""
    matter = released(dien_hong)
    working.note(fresh(matter), NOTE, by=dien_hong["minh"])
    writing.answered(matter, accepted(promises=(promised(dien_hong),)), by=dien_hong["en"])
    evidence = store_photo(dien_hong.ward, photo(), by=dien_hong["minh"].actor)
    commitments.claim(Commitment.objects.get(), words="Đã thay bóng.", photos=[evidence], by=dien_hong["minh"])
    return fresh(matter)


def test_anybody_downloads_what_the_public_page_says(shown: Matter, client: Client) -> None:
    response = client.get(url(shown))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert "set-cookie" not in {name.lower() for name in response.headers}
    said = letters(text(response.content))
    for words in (TITLE, TEXT, writing.WORDS, PROMISE, "Đã thay bóng.", "Phường hứa", "Hồ sơ công khai", shown.serial):
        assert letters(words) in said.replace("HỒSƠCÔNGKHAI", "Hồsơcôngkhai"), words
    assert title(response.content) == "Hồ sơ công khai"
    page = client.get(reverse("matters:matter", args=[shown.ward.slug, shown.serial])).text
    assert url(shown) in page


def test_it_holds_no_words_of_a_sender_no_note_no_officer_no_ledger_and_no_photo_that_is_not_covered(
    shown: Matter,
) -> None:
    content = covered.pdf(shown).content
    said = letters(text(content))
    for hidden in (LAMP, NOTE, "Đặng Quang Minh", "matter.opened", "CỘNG HÒA XÃ HỘI", "ký, ghi rõ"):
        assert letters(hidden) not in said, hidden
    assert b"/Subtype/Image" not in content.replace(b" ", b"")
    assert not Entry.objects.filter(kind="case_file.made").exists()


def test_a_photo_that_was_covered_is_printed_as_it_was_covered(shown: Matter, dien_hong: Cast) -> None:
    row = EvidencePhoto.objects.get(claim__isnull=False)
    evidence.cover_photo(row, [Box(0.5, 0.0, 0.5, 1.0)], by=dien_hong["en"])
    (printed,) = pictures(covered.pdf(fresh(shown)).content)
    assert max(colour(printed, 0.75, 0.5)) < 20  # was blue
    assert colour(printed, 0.25, 0.6)[0] > 150  # still red
    evidence.cover_photo(EvidencePhoto.objects.get(id=row.id), [Box(0.0, 0.0, 1.0, 1.0)], by=dien_hong["en"])
    (again,) = pictures(covered.pdf(fresh(shown)).content)
    assert max(colour(again, 0.25, 0.6)) < 20


def test_it_is_gone_the_moment_its_sender_withdraws(shown: Matter, client: Client) -> None:
    assert shown.source
    leaving.withdraw(shown.source, by=resident(shown.ward_id).actor)
    assert client.get(url(shown)).status_code == 404


def test_what_is_not_on_the_board_or_of_another_ward_is_not_found(
    dien_hong: Cast, hac_thanh: Cast, client: Client
) -> None:
    assert client.get(url(writing.matter(dien_hong))).status_code == 404
    public = released(dien_hong, "Cổng chợ đọng nước, đi chợ sáng nào cũng lội.", "Cổng chợ đọng nước")
    assert client.get(reverse("casefiles:covered", args=[hac_thanh.ward.slug, public.serial])).status_code == 404


def test_a_busy_machine_asks_to_come_back_and_says_when(
    shown: Matter, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_given: object, **_more: object) -> None:
        raise Refused("Máy của phường đang lập những giấy khác. Xin thử lại sau một phút.")

    monkeypatch.setattr(printing, "pdf", busy)
    response = client.get(url(shown))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "20")
    assert "thử lại sau một phút" in response.text


def test_an_officer_finds_the_covered_one_beside_the_whole_one(shown: Matter, dien_hong: Cast) -> None:
    page = client_for(dien_hong["minh"]).get(reverse("casefiles:case_file", args=[shown.serial])).text
    assert url(shown) in page
    assert "Chưa ai lập hồ sơ của việc này." in page
