"""Leave, transfer and shift: everything moves in one step, nothing is ownerless."""

from datetime import date

import pytest

from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.people import actions, reads
from langnghe.people.models import HandOver, Mandate, Officer, Post
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen


def acting(post: Post, day: str) -> Officer | None:
    mandate = reads.acting(post, date.fromisoformat(day))
    return mandate.officer if mandate else None


def colleague(cast: Cast) -> Officer:
    """Thảo, a second officer at the duty desk's unit."""
    return cast.join(
        "thao", "Phan Thanh Thảo", "police", "Công an phường", "beat_officer", "CSKV Tổ 4", ("Tổ 4",)
    ).officer


def test_an_officer_on_leave_hands_over_everything(dien_hong: Cast) -> None:
    with frozen("2026-03-02T08:00"):
        actions.hand_over(
            dien_hong["chau"], to=dien_hong.officer("binh"), kind="leave",
            from_day=date(2026, 3, 5), to_day=date(2026, 3, 9), note="Hẻm 12 đang sửa cống", by=dien_hong["dung"],
        )  # fmt: skip
    post = dien_hong["chau"].post
    who = [acting(post, f"2026-03-{day}") for day in ("04", "05", "09", "10")]
    chau, binh = dien_hong.officer("chau"), dien_hong.officer("binh")
    assert who == [chau, binh, binh, chau]


def test_the_deputy_looks_after_the_same_groups(dien_hong: Cast) -> None:
    step = actions.hand_over(
        dien_hong["chau"], to=dien_hong.officer("binh"), kind="leave",
        to_day=date(2100, 1, 1), by=dien_hong["dung"],
    )  # fmt: skip
    assert step.to_mandate.group_ids() == dien_hong["chau"].group_ids()
    assert step.to_mandate.is_deputy


def test_a_transfer_gives_the_post_for_good(dien_hong: Cast) -> None:
    with frozen("2026-03-02T08:00"):
        actions.hand_over(
            dien_hong["chau"], to=dien_hong.officer("binh"), kind="transfer", from_day=date(2026, 4, 1),
            by=dien_hong["hanh"],
        )  # fmt: skip
    post = dien_hong["chau"].post
    assert acting(post, "2026-03-31") == dien_hong.officer("chau")
    assert acting(post, "2026-04-01") == dien_hong.officer("binh")
    assert not any(reads.vacant_posts(dien_hong.ward, date(2026, 3, day)) for day in range(2, 32))


def test_a_shift_passes_at_this_moment_and_back_in_the_evening(dien_hong: Cast) -> None:
    thao = colleague(dien_hong)
    with frozen("2026-03-02T07:00"):
        step = actions.hand_over(dien_hong["binh"], to=thao, kind="shift", by=dien_hong["binh"])
        assert acting(dien_hong["binh"].post, "2026-03-02") == thao
        assert reads.current_mandates(dien_hong.officer("binh")) == []
    with frozen("2026-03-02T19:00"):
        actions.hand_over(step.to_mandate, to=dien_hong.officer("binh"), kind="shift", by=dien_hong["dung"])
        assert acting(dien_hong["binh"].post, "2026-03-02") == dien_hong.officer("binh")


def test_giving_a_post_away_ends_the_sessions_of_the_giver(dien_hong: Cast) -> None:
    before = dien_hong.officer("binh").session_round
    actions.hand_over(dien_hong["binh"], to=dien_hong.officer("chau"), kind="shift", by=dien_hong["binh"])
    assert Officer.objects.get(username="binh").session_round == before + 1


def test_one_step_leaves_one_entry_without_words(dien_hong: Cast) -> None:
    step = actions.hand_over(
        dien_hong["binh"], to=dien_hong.officer("chau"), kind="shift", note="Còn hai việc chưa gọi lại",
        by=dien_hong["binh"],
    )  # fmt: skip
    (entry,) = Entry.objects.filter(kind="mandate.handed_over")
    assert (entry.facts["kind"], entry.facts["to"]) == ("shift", str(step.to_mandate_id))
    assert "gọi lại" not in str(entry.facts)
    assert reads.hand_overs(dien_hong.ward)[0].note == "Còn hai việc chưa gọi lại"


def test_the_duty_desk_hands_over_its_own_post_only(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="của mình"):
        actions.hand_over(dien_hong["chau"], to=dien_hong.officer("binh"), kind="shift", by=dien_hong["binh"])


def test_the_chief_arranges_the_police_and_nobody_else(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="của mình"):
        actions.hand_over(dien_hong["minh"], to=dien_hong.officer("en"), kind="shift", by=dien_hong["dung"])


def test_rights_do_not_leave_the_office_by_a_hand_over(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="cùng đơn vị"):
        actions.hand_over(dien_hong["binh"], to=dien_hong.officer("lan"), kind="shift", by=dien_hong["binh"])
    step = actions.hand_over(dien_hong["binh"], to=dien_hong.officer("lan"), kind="shift", by=dien_hong["hanh"])
    assert step.to_mandate.officer == dien_hong.officer("lan")


def test_nobody_hands_over_to_themselves_or_to_the_neighbour(dien_hong: Cast, hac_thanh: Cast) -> None:
    for to in (dien_hong.officer("binh"), hac_thanh.officer("quy")):
        with pytest.raises(Refused):
            actions.hand_over(dien_hong["binh"], to=to, kind="shift", by=dien_hong["hanh"])
    with pytest.raises(Refused):
        actions.hand_over(dien_hong["binh"], to=dien_hong.officer("chau"), kind="shift", by=hac_thanh["son"])


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("leave", "2026-03-05", None),
        ("leave", "2026-03-05", "2026-03-01"),
        ("transfer", "2026-03-01", None),
        ("shift", "2026-03-03", None),
        ("holiday", "2026-03-02", None),
    ],
)
def test_days_that_make_no_sense_are_refused(dien_hong: Cast, kind: str, first: str, last: str | None) -> None:
    with frozen("2026-03-02T08:00"), pytest.raises(Refused):
        actions.hand_over(
            dien_hong["chau"], to=dien_hong.officer("binh"), kind=kind, from_day=date.fromisoformat(first),
            to_day=date.fromisoformat(last) if last else None, by=dien_hong["dung"],
        )  # fmt: skip
    assert not HandOver.objects.exists()


def test_what_was_given_away_cannot_be_given_again(dien_hong: Cast) -> None:
    actions.hand_over(dien_hong["binh"], to=dien_hong.officer("chau"), kind="shift", by=dien_hong["binh"])
    gone = Mandate.objects.get(pk=dien_hong["binh"].pk)
    with pytest.raises(Refused, match="không còn hiệu lực"):
        actions.hand_over(gone, to=dien_hong.officer("dung"), kind="shift", by=dien_hong["hanh"])


def test_the_command_line_may_arrange_anything(dien_hong: Cast) -> None:
    by = system(dien_hong.ward.id)
    assert actions.hand_over(dien_hong["minh"], to=dien_hong.officer("en"), kind="transfer", by=by)
