"""What waits for people outside the unit, and for photos to be covered, stands on their mornings and on a page each."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langnghe.answering.tests import writing
from langnghe.answering.tests.test_merged_ward import merge
from langnghe.commitments import actions, evidence, voices
from langnghe.commitments.holding import standing_claim
from langnghe.commitments.models import Commitment, EvidencePhoto
from langnghe.commitments.outsiders import confirmable
from langnghe.commitments.roles import roles_of
from langnghe.commitments.rules import Sender, Stranger
from langnghe.desk.morning import reading
from langnghe.desk.morning.showing import Part
from langnghe.files.actions import store_photo
from langnghe.files.tests.pictures import photo
from langnghe.keeping.tests import pages
from langnghe.kernel.actors import resident, system
from langnghe.matters.actions import release_opinion
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import allowed, draft
from langnghe.people.actions import add_post, give_mandate
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

CLAIMED, FOURTEENTH, AFTER = "2026-06-01T09:00:00", "2026-06-15T18:00:00", "2026-06-16T07:00:00"


def claimed(cast: Cast, on: str = CLAIMED) -> tuple[Matter, Commitment]:
    """A lamp promised and claimed done with a photo, on a day."""
    with frozen(on):
        return pages.promised(cast)


def part(cast: Cast, username: str, code: str) -> Part | None:
    return next((one for one in reading.read(cast[username]).parts if one.code == code), None)


def listed(cast: Cast, username: str, tab: str = "") -> str:
    return client_for(cast[username]).get(reverse("keeping:waiting"), {"the": tab} if tab else {}).text


def test_a_promise_waits_for_people_outside_the_unit_once_its_senders_were_silent_for_fourteen_days(
    dien_hong: Cast,
) -> None:
    matter, row = claimed(dien_hong)
    with frozen(FOURTEENTH):
        assert part(dien_hong, "lan", "confirm") is None
        assert "Không có lời hứa nào chờ xác nhận" in listed(dien_hong, "lan")
    with frozen(AFTER):
        for username in ("lan", "giang", "khoa"):
            found = part(dien_hong, username, "confirm")
            assert found is not None, username
            assert [line.title for line in found.lines] == [matter.serial]
            assert found.lines[0].url.endswith(f"/loi-hua/{row.number}/#xac-nhan")
            assert row.words in listed(dien_hong, username)


def test_the_unit_itself_the_makers_and_the_machine_room_have_no_such_list(dien_hong: Cast) -> None:
    claimed(dien_hong)
    with frozen(AFTER):
        for username in ("minh", "en", "dung", "binh", "hanh"):
            assert part(dien_hong, username, "confirm") is None, username
            assert client_for(dien_hong[username]).get(reverse("keeping:waiting")).status_code == 403, username


def test_whoever_also_holds_a_post_in_the_unit_is_not_asked(dien_hong: Cast) -> None:
    claimed(dien_hong)
    lan, by, unit = dien_hong.officer("lan"), system(dien_hong.ward.id), dien_hong["minh"].post.unit
    seat = add_post(dien_hong.ward, unit_kind=unit.kind, unit_name=unit.name, role="committee_officer",
                    name="Cán bộ văn phòng", groups=[], by=by)  # fmt: skip
    give_mandate(seat, lan, starts_on=date(2026, 1, 1), by=by)
    with frozen(AFTER):
        assert part(dien_hong, "lan", "confirm") is None
        assert part(dien_hong, "giang", "confirm") is not None


def test_a_promise_of_a_merged_ward_waits_for_those_outside_the_unit_that_goes_on_with_it(
    dien_hong: Cast, hac_thanh: Cast
) -> None:
    lan, by, police = dien_hong.officer("lan"), system(dien_hong.ward.id), dien_hong["dung"].post.unit
    seat = add_post(dien_hong.ward, unit_kind=police.kind, unit_name=police.name, role="duty_desk",
                    name="Trực đêm", groups=[], by=by)  # fmt: skip
    give_mandate(seat, lan, starts_on=date(2026, 1, 1), by=by)
    _matter, row = claimed(hac_thanh)
    merge(hac_thanh, dien_hong)
    with frozen(AFTER):
        for username in ("lan", "giang", "khoa"):
            mandate, kept = dien_hong[username], Commitment.objects.get(id=row.id)
            listed_for = row in confirmable(mandate)
            assert listed_for == ("outsider" in roles_of(kept, standing_claim(kept), mandate)), username
            assert listed_for == (username != "lan")
        assert row.words in listed(dien_hong, "khoa")
        assert [line.title for line in part(dien_hong, "en", "evidence").lines] == [row_serial(row)]  # type: ignore[union-attr]


def row_serial(row: Commitment) -> str:
    return Matter.objects.select_related("ward").get(id=row.subject_id).serial


def test_who_has_confirmed_is_not_asked_again_and_two_make_it_leave_every_list(dien_hong: Cast) -> None:
    _matter, row = claimed(dien_hong)
    with frozen(AFTER):
        voices.confirm(row, by=dien_hong["lan"])
        assert part(dien_hong, "lan", "confirm") is None
        assert "một người ngoài đơn vị đã xác nhận, còn thiếu một người" in listed(dien_hong, "giang")
        voices.confirm(row, by=dien_hong["giang"])
        assert part(dien_hong, "khoa", "confirm") is None


def test_a_sender_who_used_a_staff_seen_secret_needs_one_person_outside_at_once(dien_hong: Cast) -> None:
    _matter, row = claimed(dien_hong)
    voice = Sender("opinions", row.subject_id, seen=True)
    with frozen(FOURTEENTH):
        voices.confirm(row, voice=voice, by=resident(dien_hong.ward.id))
        assert part(dien_hong, "khoa", "confirm") is not None


def test_what_the_list_shows_is_what_may_be_confirmed_that_day(dien_hong: Cast) -> None:
    claimed(dien_hong)
    for days in range(0, 50, 7):
        with frozen(f"{date(2026, 6, 1) + timedelta(days=days)}T12:00:00"):
            page = client_for(dien_hong["lan"]).post(pages.confirm(dien_hong), {"seen": "0", "claim": "9"}).text
            refused_as_too_early = "Người gửi còn được tự trả lời" in page
            assert refused_as_too_early == (part(dien_hong, "lan", "confirm") is None) or "vừa báo xong lại" in page


def test_a_strangers_contest_is_a_line_on_the_group_heads_morning_and_on_the_page(dien_hong: Cast) -> None:
    matter, row = claimed(dien_hong)
    with frozen("2026-06-05T20:00:00"):
        words = "Tối qua đèn lại tắt rồi."
        voices.contest(row, voice=Stranger(b"browser of Tam"), words=words, by=resident(dien_hong.ward.id))
        found = part(dien_hong, "lan", "contests")
        assert found is not None
        assert [line.title for line in found.lines] == [matter.serial]
        assert (found.lines[0].badge, found.lines[0].kind) == ("phản đối 05/06/2026", "warn")
        assert found.url == reverse("keeping:waiting") + "?the=phan-doi"
        assert matter.serial in listed(dien_hong, "lan", "phan-doi")


def test_photos_of_a_claim_wait_on_the_approvers_morning_until_they_are_covered(dien_hong: Cast) -> None:
    matter, _row = claimed(dien_hong)
    for username in ("en", "dung"):
        found = part(dien_hong, username, "evidence")
        assert found is not None, username
        assert (found.count, [line.title for line in found.lines]) == (1, [matter.serial])
        assert found.lines[0].url.endswith("#cho-che")
        assert matter.serial in client_for(dien_hong[username]).get(found.url).text
    for username in ("minh", "binh", "giang"):
        assert part(dien_hong, username, "evidence") is None, username
    evidence.cover_photo(EvidencePhoto.objects.get(), [], by=dien_hong["en"])
    assert part(dien_hong, "en", "evidence") is None
    assert "Không có ảnh nào chờ che" in client_for(dien_hong["en"]).get(reverse("keeping:uncovered")).text


@pytest.mark.parametrize("said", ["contest", "confirm"])
def test_photos_that_residents_sent_along_wait_to_be_covered_too(dien_hong: Cast, said: str) -> None:
    matter, row = claimed(dien_hong)
    evidence.cover_photo(EvidencePhoto.objects.get(), [], by=dien_hong["en"])
    sender, by = Sender("opinions", row.subject_id), resident(dien_hong.ward.id)
    shown = store_photo(dien_hong.ward, photo(320, 240), by=by.actor)
    getattr(voices, said)(Commitment.objects.get(), voice=sender, photos=[shown], by=by)
    found = part(dien_hong, "en", "evidence")
    assert found is not None
    assert [line.title for line in found.lines] == [matter.serial]
    en = client_for(dien_hong["en"])
    assert matter.serial in en.get(found.url).text
    address = pages.address(dien_hong, "promise")
    waiting = EvidencePhoto.objects.get(covered=None)
    cover = reverse("keeping:cover", args=[matter.serial, row.number, waiting.id])
    assert 'id="cho-che"' in (page := en.get(address).text)
    assert cover in page
    assert 'id="cho-che"' not in client_for(dien_hong["minh"]).get(address).text
    en.post(cover, {"viec": "khong-che"})
    assert part(dien_hong, "en", "evidence") is None
    assert 'id="cho-che"' not in en.get(address).text


def test_photos_of_a_contest_the_front_did_not_accept_wait_for_nobody(dien_hong: Cast) -> None:
    _matter, row = claimed(dien_hong)
    evidence.cover_photo(EvidencePhoto.objects.get(), [], by=dien_hong["en"])
    by = resident(dien_hong.ward.id)
    with frozen("2026-06-05T20:00:00"):
        shown = store_photo(dien_hong.ward, photo(320, 240), by=by.actor)
        voices.contest(row, voice=Stranger(b"Tam"), photos=[shown], by=by)
        assert part(dien_hong, "en", "evidence") is not None
        voices.set_aside(row, reason="Đèn sáng, Mặt trận đã tới xem tối qua.", by=dien_hong["giang"])
        assert part(dien_hong, "en", "evidence") is None


def test_photos_of_a_claim_that_was_contested_wait_no_more(dien_hong: Cast) -> None:
    _matter, row = claimed(dien_hong)
    voice = Sender("opinions", row.subject_id)
    voices.contest(row, voice=voice, words="Vẫn tắt.", by=resident(dien_hong.ward.id))
    assert part(dien_hong, "en", "evidence") is None


@pytest.mark.parametrize("username", ["en", "dung", "giang", "lan", "khoa"])
def test_a_morning_with_everything_on_it_needs_twelve_statements_at_most(dien_hong: Cast, username: str) -> None:
    _matter, row = claimed(dien_hong)
    with frozen(AFTER):
        voices.contest(row, voice=Stranger(b"Tam"), words="Tối qua đèn tắt.", by=resident(dien_hong.ward.id))
        writing.submitted(dien_hong, writing.matter(dien_hong))
        allowed(dien_hong, "Cổng chợ đọng nước, sáng nào cũng lội.")
        client = client_for(dien_hong[username])
        client.get(reverse("desk:home"))
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("desk:home")).text
    assert row.words in page
    assert len(asked) <= 12, "\n".join(query["sql"][:150] for query in asked)


def many(cast: Cast, count: int) -> None:
    """Promises of many matters, all claimed without photos."""
    for turn in range(count):
        opinion = allowed(cast, f"Bóng đèn thứ {turn} ở sân nhà văn hóa hỏng từ Tết.")
        matter = release_opinion(opinion, draft(f"Bóng đèn thứ {turn}", "Bóng đèn hỏng."), by=cast["dung"])
        row = actions.make(
            cast.ward, ("matters", matter.id), words=f"Thay bóng thứ {turn}.", responsible=cast["minh"],
            due_on=date(2026, 6, 1), by=cast["en"],
        )  # fmt: skip
        actions.claim(row, words="Đã thay xong bóng đèn.", by=cast["minh"])


def test_the_list_of_many_promises_needs_a_steady_number_of_statements(dien_hong: Cast) -> None:
    with frozen(CLAIMED):
        many(dien_hong, 8)
    with frozen(AFTER):
        client = client_for(dien_hong["lan"])
        client.get(reverse("keeping:waiting"))
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("keeping:waiting")).text
    assert page.count("row-title") == 8
    assert len(asked) <= 16, "\n".join(query["sql"][:150] for query in asked)
