"""Looking through a flood: many at once, for a reason, with undo, and never what an officer may not see."""

from datetime import timedelta

import pytest
from django.urls import reverse

from langnghe.kernel.actors import system
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger import jobs
from langnghe.ledger.models import Entry
from langnghe.matters.working import take_up
from langnghe.opinions import reads as opinions
from langnghe.opinions import tokens, waiting
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.places.mergers import merge_ward
from langnghe.sifting import actions, reads
from langnghe.sifting.actions import Wish
from langnghe.sifting.models import Sifting
from langnghe.sifting.tests.pages import flood, sifted
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def run_jobs() -> None:
    """The worker's turn, until nothing is left."""
    while claimed := jobs.claim():
        assert sum(jobs.run(job) for job in claimed) == len(claimed)


def rows() -> list[dict[str, object]]:
    return [dict(row) for row in Opinion.objects.order_by("id").values()]


def test_what_waits_is_on_nobodys_list_and_on_the_sifters_page(dien_hong: Cast) -> None:
    flood(dien_hong, 2)
    kept = say(dien_hong).opinion
    binh, minh = dien_hong["binh"], dien_hong["minh"]
    assert list(opinions.in_scope(binh)) == [kept]
    assert (opinions.waiting(binh).count(), opinions.waiting(minh).count()) == (2, 0)


def test_a_flood_is_gathered_by_its_first_words(dien_hong: Cast) -> None:
    flood(dien_hong, 3)
    flood(dien_hong, 2, "Đèn hẻm mười hai tắt nửa tháng nay, tối đi lại rất khó, bà con nhờ phường xem giúp, nhà số")
    flood(dien_hong, 1, "Một mình")
    assert [group.count for group in reads.alike(dien_hong["binh"])] == [2]


def test_a_whole_flood_is_dismissed_for_a_reason_and_each_step_is_recorded(dien_hong: Cast) -> None:
    flood(dien_hong, 45)
    sifting = actions.ask(Wish("dismiss", "flood"), by=dien_hong["binh"])
    run_jobs()
    sifting.refresh_from_db()
    assert (sifting.done, sifting.runs) == (45, False)
    assert Opinion.objects.filter(dismissed_at__isnull=False).count() == 45
    assert Entry.objects.filter(kind="opinion.dismissed", facts={"reason": "flood"}).count() == 45


@pytest.mark.parametrize("deed", ["dismiss", "let_in", "set_aside"])
def test_undo_puts_everything_back_field_by_field(deed: str, dien_hong: Cast) -> None:
    if deed == "set_aside":
        for turn in range(25):
            say(dien_hong, f"Chó thả rông {turn}", token=tokens.issue())
    else:
        flood(dien_hong, 25)
    before = [{**row, "quarantined_at": bool(row["quarantined_at"])} for row in rows()]
    since = now() - timedelta(hours=1) if deed == "set_aside" else None
    sifting = actions.ask(Wish(deed, "flood", since=since), by=dien_hong["binh"])
    run_jobs()
    assert Sifting.objects.get(id=sifting.id).done == 25
    actions.ask_undo(sifting, by=dien_hong["dung"])
    actions.ask_undo(sifting, by=dien_hong["dung"])
    run_jobs()
    assert [{**row, "quarantined_at": bool(row["quarantined_at"])} for row in rows()] == before
    assert Sifting.objects.get(id=sifting.id).undone_at
    assert Entry.objects.filter(kind="sifting.undo_asked").count() == 1


def test_what_an_officer_took_up_is_not_set_aside_so_its_sender_can_still_say_what_is_not_done(
    dien_hong: Cast,
) -> None:
    flood(dien_hong, 3)
    actions.ask(Wish("let_in"), by=dien_hong["binh"])
    run_jobs()
    opinion = Opinion.objects.order_by("id")[0]
    take_up(opinion, by=dien_hong["binh"])
    wish = Wish("set_aside", since=now() - timedelta(hours=1))
    asked = actions.ask(wish, by=dien_hong["binh"])
    run_jobs()
    asked.refresh_from_db()
    opinion.refresh_from_db()
    assert (asked.total, asked.done, opinion.quarantined_at) == (2, 2, None)
    assert not waiting.set_aside(opinion, by=dien_hong["binh"].actor)


def test_only_what_is_alike_is_touched(dien_hong: Cast) -> None:
    words = "Mua ngay hôm nay giảm giá sốc, hàng về đầy kho, gọi ngay số máy này để được tặng quà, khách số"
    flood(dien_hong, 3, words)
    flood(dien_hong, 2, "Đường ngập")
    beginning = reads.alike(dien_hong["binh"])[0].beginning
    actions.ask(Wish("dismiss", "advert", beginning), by=dien_hong["binh"])
    run_jobs()
    left = [opinion.words for opinion in opinions.waiting(dien_hong["binh"])]
    assert len(left) == 2
    assert all(text.startswith("Đường ngập") for text in left)


def test_a_sifting_leaves_the_neighbour_ward_alone(dien_hong: Cast, hac_thanh: Cast) -> None:
    flood(dien_hong)
    theirs = opinions.waiting(hac_thanh["quy"])
    assert theirs.count() == 0
    with pytest.raises(Refused):
        actions.ask(Wish("dismiss", "flood"), by=hac_thanh["quy"])
    assert reads.sifting_of(hac_thanh["quy"], sifted(dien_hong).id) is None


def test_without_a_reason_or_a_beginning_nothing_is_done(dien_hong: Cast) -> None:
    flood(dien_hong)
    binh = dien_hong["binh"]
    for wish in (Wish("dismiss"), Wish("dismiss", "vì ghét"), Wish("set_aside"), Wish("let_in", alike="không có")):
        with pytest.raises(Refused):
            actions.ask(wish, by=binh)
    with pytest.raises(Refused):
        actions.ask(Wish("let_in"), by=dien_hong["minh"])
    assert opinions.waiting(binh).count() == 3


def test_an_undo_stops_a_sifting_that_still_runs(dien_hong: Cast) -> None:
    sifting = sifted(dien_hong)
    actions.ask_undo(sifting, by=dien_hong["binh"])
    run_jobs()
    assert opinions.waiting(dien_hong["binh"]).count() == 3


def test_the_page_dismisses_with_a_form_and_shows_what_was_done(dien_hong: Cast) -> None:
    flood(dien_hong, 4)
    binh = client_for(dien_hong["binh"])
    answer = binh.post(reverse("sifting:sift"), {"deed": "dismiss", "reason": "", "alike": ""})
    assert answer.status_code == 422
    assert "Xin chọn lý do bỏ" in answer.content.decode()
    binh.post(reverse("sifting:sift"), {"deed": "dismiss", "reason": "advert", "alike": ""})
    run_jobs()
    page = binh.get(reverse("sifting:index")).content.decode()
    assert "4 ý kiến." in page
    assert "Không có ý kiến nào chờ lọc." in page


def test_an_undo_leaves_alone_what_the_officer_who_asks_for_it_must_not_see(dien_hong: Cast) -> None:
    flood(dien_hong, 2, "Anh Phạm Tiến Dũng trưởng Công an phường đòi tiền tôi, lần")
    complaint = Opinion.objects.earliest("id")
    sifting = actions.ask(Wish("let_in"), by=dien_hong["giang"])
    run_jobs()
    assert complaint in opinions.in_scope(dien_hong["giang"])
    actions.ask_undo(sifting, by=dien_hong["dung"])
    run_jobs()
    assert complaint in opinions.in_scope(dien_hong["giang"])


def test_the_first_words_of_a_flood_are_forgotten_with_the_work_and_the_work_done_twice_touches_no_more(
    dien_hong: Cast,
) -> None:
    words = "Mua ngay hôm nay giảm giá sốc, hàng về đầy kho, gọi ngay số máy này để được tặng quà, khách số"
    flood(dien_hong, 2, words)
    flood(dien_hong, 1, "Nhà bên đốt rác")
    group = reads.alike(dien_hong["binh"])[0]
    sifting = actions.ask(Wish("dismiss", "flood", alike=group.beginning), by=dien_hong["binh"])
    run_jobs()
    sifting.refresh_from_db()
    assert (sifting.alike, sifting.done) == ("", 2)
    assert actions.sift(sifting, by=dien_hong["binh"].actor, seconds=5) is False
    assert opinions.waiting(dien_hong["binh"]).count() == 1


def test_what_a_merged_ward_left_waiting_is_sifted_in_its_own_book_and_put_back_there(
    dien_hong: Cast, hac_thanh: Cast
) -> None:
    flood(hac_thanh, 3)
    flood(dien_hong, 2)
    merge_ward(hac_thanh.ward, into=dien_hong.ward, by=system(hac_thanh.ward.id))
    asked = actions.ask(Wish("dismiss", "flood"), by=dien_hong["binh"])
    run_jobs()
    assert asked.ward == dien_hong.ward
    assert {(one.ward, one.done) for one in Sifting.objects.all()} == {(dien_hong.ward, 2), (hac_thanh.ward, 3)}
    assert len(reads.recent(dien_hong["binh"])) == 2
    actions.ask_undo(Sifting.objects.get(ward=hac_thanh.ward), by=dien_hong["binh"])
    run_jobs()
    assert Opinion.objects.filter(dismissed_at__isnull=False, ward=hac_thanh.ward).count() == 0
