"""Officers at work on one matter, through its page: what they see, what they do, and what happens to two at once."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langnghe.commitments import voices
from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import Stranger
from langnghe.desk.promises import voice_of
from langnghe.kernel.actors import resident
from langnghe.matters import actions, reads, working
from langnghe.matters.models import Joining, Matter, Note
from langnghe.matters.reads import matter_of
from langnghe.matters.tests.saying import LAMP
from langnghe.matters.tests.working import (
    DARK,
    brought,
    claimed,
    fresh,
    only_opinion,
    promised,
    said,
    stepped,
    taken_up,
)
from langnghe.opinions import guarding
from langnghe.opinions.models import Question
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for
from langnghe.workspace import similar


def url(matter: Matter, verb: str = "matter") -> str:
    return reverse(f"workspace:{verb}", args=[matter.serial])


def text(response) -> str:  # type: ignore[no-untyped-def]
    return str(response.content.decode())


def test_binh_takes_an_opinion_up_from_its_page_with_topic_and_post(dien_hong: Cast) -> None:
    opinion, binh = said(dien_hong), client_for(dien_hong["binh"])
    shown = text(binh.get(reverse("opinions:opinion", args=[opinion.serial])))
    assert "Nhận thành việc" in shown
    sent = {"topic": "traffic.signs_lights", "post": str(dien_hong["chau"].post_id)}
    response = binh.post(reverse("workspace:take_up", args=[opinion.serial]), sent)
    matter = matter_of(opinion)
    assert matter is not None
    assert response.headers["location"] == url(matter)
    assert (matter.topic, matter.post_id, matter.group) == (
        "traffic.signs_lights", dien_hong["chau"].post_id, dien_hong.groups["Tổ 3"])  # fmt: skip
    assert opinion.words in re.sub("</?mark[^>]*>", "", text(binh.get(url(matter))))
    assert matter.serial in text(binh.get(reverse("opinions:opinion", args=[opinion.serial])))


def test_who_comes_second_to_take_up_reads_that_somebody_was_faster(dien_hong: Cast) -> None:
    opinion = said(dien_hong)
    working.take_up(opinion, by=dien_hong["chau"])
    second = client_for(dien_hong["binh"]).post(reverse("workspace:take_up", args=[opinion.serial]), {"topic": ""})
    assert second.status_code == 422
    assert "vừa được nhập vào một việc" in text(second)


def test_the_same_trouble_is_offered_with_reasons_and_joined_in_one_click(dien_hong: Cast) -> None:
    matter, again = taken_up(dien_hong), said(dien_hong, DARK)
    binh = client_for(dien_hong["binh"])
    shown = text(binh.get(reverse("opinions:opinion", args=[again.serial])))
    assert matter.serial in shown
    assert "cùng tổ, cùng chỗ: hẻm 12, cùng ngày, cùng chữ: " in shown
    binh.post(reverse("workspace:join_to", args=[again.serial]), {"number": matter.serial})
    assert matter_of(again) == matter
    page = text(binh.get(url(matter)))
    assert again.words in page
    assert "Nhập ý kiến" in page


@pytest.mark.parametrize("order", [list, lambda rows: rows[::-1], lambda rows: [*rows[2:], *rows[:2]]])
def test_of_equally_alike_matters_the_oldest_stands_first_in_whatever_order_the_rows_come(
    dien_hong: Cast, order: Callable[[list[Joining]], list[Joining]], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_stored = similar._joined
    monkeypatch.setattr(similar, "_joined", lambda *asked: order(as_stored(*asked)))
    with frozen("2026-11-16T08:00"):
        alike = [taken_up(dien_hong) for _ in range(4)]
        found = similar.like([said(dien_hong)], reads.in_scope(dien_hong["binh"]))
    assert [one.matter.serial for one in found] == [matter.serial for matter in alike]


def test_what_the_ward_answered_before_is_shown_and_takes_no_later_opinion_in(dien_hong: Cast) -> None:
    with frozen("2026-11-10T08:00"):
        stepped(taken_up(dien_hong), "answered")
    with frozen("2026-11-16T08:00"):
        later, alone = taken_up(dien_hong, LAMP), said(dien_hong, LAMP)
        for page in (url(later), reverse("opinions:opinion", args=[alone.serial])):
            shown = text(client_for(dien_hong["binh"]).get(page))
            assert shown.count("Phường đã trả lời việc này rồi") == 1
        assert "Nhập vào việc này" in shown  # the other one, that is still open


def test_what_may_be_the_same_stands_above_the_new_matter_and_a_new_matter_alone_when_nothing_is_alike(
    dien_hong: Cast,
) -> None:
    binh, first = client_for(dien_hong["binh"]), said(dien_hong)
    alone = text(binh.get(reverse("opinions:opinion", args=[first.serial])))
    assert "Không cùng chuyện nào ở trên?" not in alone
    assert alone.index("Nhận thành việc</button>") < alone.index("Nhập vào việc theo số")
    matter, again = working.take_up(first, by=dien_hong["binh"]), said(dien_hong, DARK)
    shown = text(binh.get(reverse("opinions:opinion", args=[again.serial])))
    parts = [f'value="{matter.serial}"', "Nhập vào việc theo số", "Không cùng chuyện nào", "Nhận thành việc</button>"]
    assert [shown.index(part) for part in parts] == sorted(shown.index(part) for part in parts)


def test_what_residents_say_is_not_done_stands_on_the_page_of_the_matter_with_its_promise(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    promise = claimed(dien_hong, promised(dien_hong, matter))
    voice, by = Stranger(b"browser of Tam"), resident(dien_hong.ward.id)
    voices.contest(promise, voice=voice, words="Tối qua đèn lại tắt rồi.", by=by)
    voices.contest(promise, voice=voice_of(only_opinion(matter)), words="Bóng thứ hai chưa thay.", by=by)
    shown = text(client_for(dien_hong["minh"]).get(url(matter)))
    assert shown.index("Bóng thứ hai chưa thay.") < shown.index("Tối qua đèn lại tắt rồi.")
    assert reverse("keeping:promise", args=[matter.serial, 1]) in shown
    assert "Bóng thứ hai" not in text(client_for(dien_hong["giang"]).get(reverse("desk:home")))


def test_the_second_officer_keeps_what_was_typed_and_sees_what_the_first_one_did(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    seen = str(matter.version)
    minh, binh = client_for(dien_hong["minh"]), client_for(dien_hong["binh"])
    opinion = Joining.objects.get(matter=matter).opinion
    minh.post(url(matter, "retopic"), {"seen": seen, "topic": "beyond_police.infrastructure"})
    asking = {"seen": seen, "opinion": opinion.serial, "words": "Cột thứ mấy từ đầu hẻm?"}
    refused = binh.post(url(matter, "ask"), asking)
    assert refused.status_code == 422
    assert "Có người vừa sửa việc này" in text(refused)
    assert "Cột thứ mấy từ đầu hẻm?" in text(refused)
    assert "Đường hỏng, đèn đường" in text(refused)
    assert not Question.objects.exists()
    again = binh.post(url(matter, "ask"), asking | {"seen": str(fresh(matter).version)})
    assert again.status_code == 302
    assert fresh(matter).state == "asked"


def test_a_topic_is_corrected_in_one_click_and_taken_back_in_another(dien_hong: Cast) -> None:
    matter, binh = taken_up(dien_hong), client_for(dien_hong["binh"])
    before = matter.topic
    binh.post(url(matter, "retopic"), {"topic": "public_order.noise"})
    page = text(binh.get(url(matter)))
    assert "Hoàn lại «Đèn, biển báo giao thông»" in page
    assert "Đổi lĩnh vực từ" in page
    binh.post(url(matter, "retopic"), {"topic": before})
    assert fresh(matter).topic == before


def test_notes_stay_among_officers(dien_hong: Cast) -> None:
    matter, binh = taken_up(dien_hong), client_for(dien_hong["binh"])
    binh.post(url(matter, "note"), {"words": "Tổ trưởng nói mai thợ điện tới."})
    assert Note.objects.get().by == dien_hong["binh"]
    assert "mai thợ điện tới" in text(client_for(dien_hong["minh"]).get(url(matter)))
    empty = binh.post(url(matter, "note"), {"words": " … "})
    assert empty.status_code == 422
    assert "Xin viết điều cần ghi" in text(empty)


def test_two_matters_become_one_and_two_again(dien_hong: Cast) -> None:
    first, second, binh = taken_up(dien_hong), taken_up(dien_hong, DARK), client_for(dien_hong["binh"])
    binh.post(url(first, "join"), {"number": second.serial, "seen": str(first.version)})
    assert fresh(second).state == "joined"
    assert Joining.objects.filter(matter=first, parted_at=None).count() == 2
    assert f"Đã nhập vào việc {first.serial}" in text(binh.get(url(second)))
    binh.post(url(second, "take_apart"))
    assert fresh(second).state == "open"
    assert Joining.objects.filter(matter=first, parted_at=None).count() == 1


def test_nobody_sees_a_matter_outside_their_part(dien_hong: Cast, hac_thanh: Cast) -> None:
    matter = working.take_up(said(dien_hong, group_id=dien_hong.groups["Tổ 5"].id), by=dien_hong["binh"])
    assert client_for(dien_hong["chau"]).get(url(matter)).status_code == 404
    assert client_for(dien_hong["lan"]).get(url(matter)).status_code == 403
    assert client_for(hac_thanh["quy"]).get(url(matter)).status_code == 404


def test_what_is_guarded_is_suggested_to_nobody_and_joined_with_nothing_else(dien_hong: Cast) -> None:
    crime = said(dien_hong, DARK, crime=True)
    guarded = working.take_up(crime, by=dien_hong["dung"])
    again = said(dien_hong, "Đèn hẻm 12 hỏng nửa tháng, tối om.")
    for username in ("binh", "minh", "dung"):
        shown = text(client_for(dien_hong[username]).get(reverse("opinions:opinion", args=[again.serial])))
        assert guarded.serial not in shown, username
    refused = client_for(dien_hong["dung"]).post(
        reverse("workspace:join_to", args=[again.serial]), {"number": guarded.serial}
    )
    assert refused.status_code == 422
    assert "không nhập chung với ý kiến thường" in text(refused)
    assert client_for(dien_hong["minh"]).get(url(guarded)).status_code == 404


PLACES = ("cổng chợ", "sân đình", "bến xe", "trường mầm non", "nhà văn hóa", "trạm y tế", "cây xăng", "bờ kè")


@pytest.fixture
def crowded(dien_hong: Cast) -> Matter:
    """A matter to which thirty senders belong, each with words of their own."""
    matter = taken_up(dien_hong)
    for number in range(29):
        words = f"Đèn trước {PLACES[number % 8]} số {number + 40} hỏng, tối quá không thấy đường."
        actions.join(fresh(matter), said(dien_hong, words), by=dien_hong["dung"])
    return fresh(matter)


def serials(page: str, matter: Matter) -> list[str]:
    """The joined opinions that stand side by side on a page."""
    shown = page[page.index('<div class="sides">') : page.index("</section>", page.index('<div class="sides">'))]
    opinions = Joining.objects.filter(matter=matter, parted_at=None).order_by("opinion_id")
    every = [joining.opinion.serial for joining in opinions.select_related("opinion__ward")]
    return [serial for serial in every if f">{serial}</a>" in shown]


def test_every_opinion_of_a_crowded_matter_is_on_one_of_its_pages(dien_hong: Cast, crowded: Matter) -> None:
    minh, found = client_for(dien_hong["minh"]), []
    for number in (1, 2, 3):
        page = text(minh.get(url(crowded), {"trang": number}))
        assert f'href="?trang={number % 3 + 1}"' in page
        found.append(serials(page, crowded))
    assert [len(some) for some in found] == [12, 12, 6]
    assert len(set().union(*found)) == 30
    assert serials(text(minh.get(url(crowded), {"trang": 99})), crowded) == found[2]


def test_a_joined_opinion_is_found_by_its_number_and_by_its_words(dien_hong: Cast, crowded: Matter) -> None:
    minh, last = client_for(dien_hong["minh"]), Joining.objects.filter(matter=crowded).latest("id").opinion
    for sought in (last.serial, str(last.number), "so 68 hong"):
        page = text(minh.get(url(crowded), {"tim": sought}))
        assert serials(page, crowded) == [last.serial], sought
    nothing = text(minh.get(url(crowded), {"tim": "con trâu"}))
    assert "Không ý kiến nào của việc này có số hay chữ ấy" in nothing
    assert "Chưa giao ai" in nothing or "Giao cho" in nothing


def test_who_parts_or_asks_on_the_last_page_comes_back_to_it_and_reads_a_refusal_there(
    dien_hong: Cast, crowded: Matter
) -> None:
    minh, last = client_for(dien_hong["minh"]), Joining.objects.filter(matter=crowded).latest("id").opinion
    sent = {"seen": str(crowded.version), "opinion": last.serial, "trang": "3"}
    refused = minh.post(url(crowded, "ask"), sent | {"words": " "})
    assert refused.status_code == 422
    assert last.serial in serials(text(refused), crowded)
    assert 'href="#hoi_words"' in text(refused)
    assert 'id="hoi_words"' in text(refused)
    assert minh.post(url(crowded, "part"), sent).headers["location"] == f"{url(crowded)}?trang=3"


@pytest.mark.parametrize("number", ["1", "3"])
def test_a_crowded_matter_costs_no_more_statements_than_a_small_one(
    dien_hong: Cast, crowded: Matter, number: str
) -> None:
    minh = client_for(dien_hong["minh"])
    minh.get(url(crowded))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        minh.get(url(crowded), {"trang": number})
    assert len(asked) <= 24, "\n\n".join(query["sql"][:300] for query in asked)


@pytest.mark.parametrize("state", ["open", "asked", "promised", "claimed", "contested", "answered", "joined", "empty"])
def test_the_page_asks_the_database_at_most_twenty_times_for_the_desk_and_for_the_heads(
    dien_hong: Cast, state: str
) -> None:
    matter = brought(dien_hong, "promised" if state in ("claimed", "contested") else state)
    if state in ("claimed", "contested"):
        claim = claimed(dien_hong, Commitment.objects.get())
        if state == "contested":
            voices.contest(claim, voice=Stranger(b"Tam"), words="Vẫn tắt cả đêm.", by=resident(dien_hong.ward.id))
    if state not in ("joined", "empty"):
        for words in (DARK, "Hẻm 12 tối quá, đèn hỏng cả rồi."):
            actions.join(matter, said(dien_hong, words), by=dien_hong["dung"]) if state != "answered" else None
    for username in ("binh", "dung", "en"):
        client = client_for(dien_hong[username])
        client.get(url(matter))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url(matter)).status_code == 200
        assert len(asked) <= 20, username + "\n\n".join(query["sql"][:300] for query in asked)


def test_a_report_is_offered_only_to_posts_that_may_read_it(dien_hong: Cast) -> None:
    opinion = guarding.mark(said(dien_hong), "crime", by=dien_hong["binh"])
    page = text(client_for(dien_hong["binh"]).get(reverse("opinions:opinion", args=[opinion.serial])))
    offered = page[page.index('name="post"') : page.index("</select>", page.index('name="post"'))]
    assert "Trưởng Công an phường" in offered
    assert "Cán bộ đô thị" not in offered
