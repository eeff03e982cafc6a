"""Officers, posts and mandates: given and ended, never without an owner."""

from datetime import date

import pytest

from langnghe.kernel.actors import system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.people import actions, reads
from langnghe.people.models import Mandate
from langnghe.places.actions import open_ward
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen


def test_the_administrator_adds_an_officer_without_a_password(dien_hong: Cast) -> None:
    officer = actions.add_officer(dien_hong.ward, username=" Phuc.Le ", name="Lê  Phúc", by=dien_hong["hanh"])
    assert officer.username == "phuc.le"
    assert not officer.has_usable_password()
    assert Entry.objects.get(kind="officer.added", subject_id=officer.id).actor_id == dien_hong["hanh"].id


@pytest.mark.parametrize("name", ["", "lê phúc", "phuc le", ".phuc", "phuc@ward", "a" * 41, "phuc\u202ecul"])
def test_a_name_that_cannot_be_typed_everywhere_is_refused(dien_hong: Cast, name: str) -> None:
    if name == "phuc\u202ecul":
        assert actions.add_officer(dien_hong.ward, username=name, name="P", by=dien_hong["hanh"]).username == "phuccul"
        return
    with pytest.raises(Refused, match="Tên đăng nhập"):
        actions.add_officer(dien_hong.ward, username=name, name="Phúc", by=dien_hong["hanh"])


def test_a_taken_name_is_refused_even_if_the_neighbour_has_it(dien_hong: Cast, hac_thanh: Cast) -> None:
    with pytest.raises(Refused, match="đã có người dùng"):
        actions.add_officer(dien_hong.ward, username="QUY", name="Quý", by=dien_hong["hanh"])


@pytest.mark.parametrize("who", ["binh", "chau", "dung", "en", "giang", "khoa", "lan", "minh", "nga"])
def test_only_the_administrator_adds_officers(dien_hong: Cast, who: str) -> None:
    with pytest.raises(Refused, match="người quản trị"):
        actions.add_officer(dien_hong.ward, username="moi", name="Mới", by=dien_hong[who])


def test_the_neighbours_administrator_adds_nobody_here(dien_hong: Cast, hac_thanh: Cast) -> None:
    with pytest.raises(Refused):
        actions.add_officer(dien_hong.ward, username="moi", name="Mới", by=hac_thanh["son"])


def test_an_officer_of_the_neighbour_gets_no_post_here(dien_hong: Cast, hac_thanh: Cast) -> None:
    with pytest.raises(Refused, match="nơi khác"):
        actions.give_mandate(dien_hong["minh"].post, hac_thanh.officer("quy"), by=dien_hong["hanh"])


def test_a_post_is_not_given_twice_to_the_same_officer(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="đang giữ"):
        actions.give_mandate(dien_hong["minh"].post, dien_hong.officer("minh"), by=dien_hong["hanh"])


def test_a_mandate_runs_from_its_first_to_its_last_day(dien_hong: Cast) -> None:
    with frozen("2026-03-02T08:00"):
        mandate = actions.give_mandate(
            dien_hong["minh"].post,
            dien_hong.officer("nga"),
            starts_on=date(2026, 3, 5),
            ends_on=date(2026, 3, 9),
            by=dien_hong["hanh"],
        )
    runs = [mandate.runs_on(date(2026, 3, day)) for day in (4, 5, 9, 10)]
    assert runs == [False, True, True, False]
    for moment, held in [("2026-03-04T23:59", 1), ("2026-03-05T00:01", 2), ("2026-03-10T00:01", 1)]:
        with frozen(moment):
            assert len(reads.current_mandates(dien_hong.officer("nga"))) == held


@pytest.mark.parametrize(("first", "last"), [("2026-03-09", "2026-03-05"), ("2026-02-01", "2026-02-05")])
def test_days_that_make_no_sense_are_refused(dien_hong: Cast, first: str, last: str) -> None:
    with frozen("2026-03-02T08:00"), pytest.raises(Refused, match="Ngày kết thúc"):
        actions.give_mandate(
            dien_hong["minh"].post,
            dien_hong.officer("nga"),
            starts_on=date.fromisoformat(first),
            ends_on=date.fromisoformat(last),
            by=dien_hong["hanh"],
        )


def test_a_beat_officer_looks_after_a_group_and_the_chief_after_the_ward(dien_hong: Cast) -> None:
    assert dien_hong["chau"].group_ids() == [dien_hong.groups["Tổ 3"].id]
    assert dien_hong["dung"].group_ids() is None


def test_a_post_cannot_be_left_to_nobody(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="không còn ai giữ"):
        actions.end_mandate(dien_hong["chau"], by=dien_hong["hanh"])


def test_a_post_passes_to_the_one_who_covers(dien_hong: Cast) -> None:
    actions.end_mandate(dien_hong["chau"], cover=dien_hong.officer("binh"), by=dien_hong["hanh"])
    acting = reads.acting(dien_hong["chau"].post)
    assert acting is not None
    assert acting.officer == dien_hong.officer("binh")
    assert reads.current_mandates(dien_hong.officer("chau")) == []


def test_a_post_with_two_holders_lets_one_go(dien_hong: Cast) -> None:
    second = actions.give_mandate(dien_hong["chau"].post, dien_hong.officer("binh"), by=dien_hong["hanh"])
    actions.end_mandate(second, by=dien_hong["hanh"])
    assert reads.vacant_posts(dien_hong.ward) == []


def test_the_last_administrator_stays(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="quản trị cuối cùng"):
        actions.close_post(dien_hong["hanh"].post, by=dien_hong["hanh"])
    assert Mandate.objects.get(pk=dien_hong["hanh"].pk).cut_off_at is None
    actions.end_mandate(dien_hong["hanh"], cover=dien_hong.officer("minh"), by=dien_hong["hanh"])
    assert [m.officer.username for m in reads.administrators(dien_hong.ward)] == ["minh"]


def test_a_disabled_officer_hands_everything_to_the_cover(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="không còn ai giữ"):
        actions.disable_officer(dien_hong.officer("chau"), by=dien_hong["hanh"])
    actions.disable_officer(dien_hong.officer("chau"), cover=dien_hong.officer("dung"), by=dien_hong["hanh"])
    assert not dien_hong.officer("chau").is_active
    assert reads.vacant_posts(dien_hong.ward) == []
    assert reads.current_mandates(dien_hong.officer("chau")) == []
    with pytest.raises(Refused, match="đang khóa"):
        actions.give_mandate(dien_hong["minh"].post, dien_hong.officer("chau"), by=dien_hong["hanh"])
    actions.enable_officer(dien_hong.officer("chau"), by=dien_hong["hanh"])
    assert actions.give_mandate(dien_hong["minh"].post, dien_hong.officer("chau"), by=dien_hong["hanh"])


def test_a_closed_post_is_neither_vacant_nor_given(dien_hong: Cast) -> None:
    actions.close_post(dien_hong["nga"].post, by=dien_hong["hanh"])
    assert reads.vacant_posts(dien_hong.ward) == []
    assert reads.current_mandates(dien_hong.officer("nga")) == []
    with pytest.raises(Refused, match="đã đóng"):
        actions.give_mandate(dien_hong["nga"].post, dien_hong.officer("minh"), by=dien_hong["hanh"])


def test_a_new_post_is_vacant_until_given(dien_hong: Cast) -> None:
    post = actions.add_post(
        dien_hong.ward, unit_kind="police", unit_name="Công an phường", role="beat_officer", name="CSKV Tổ 5",
        groups=[dien_hong.groups["Tổ 5"]], by=dien_hong["hanh"],
    )  # fmt: skip
    assert reads.vacant_posts(dien_hong.ward) == [post]
    actions.give_mandate(post, dien_hong.officer("binh"), by=dien_hong["hanh"])
    assert reads.vacant_posts(dien_hong.ward) == []


def test_a_post_that_will_be_vacant_is_told_two_weeks_before(dien_hong: Cast) -> None:
    with frozen("2026-03-02T08:00"):
        actions.hand_over(
            dien_hong["chau"], to=dien_hong.officer("binh"), kind="transfer", to_day=date(2026, 3, 10),
            by=dien_hong["dung"],
        )  # fmt: skip
        assert reads.soon_vacant(dien_hong.ward) == [dien_hong["chau"].post]
    with frozen("2026-03-11T08:00"):
        assert reads.vacant_posts(dien_hong.ward) == [dien_hong["chau"].post]


def test_a_provinces_office_has_viewers_and_no_residents(dien_hong: Cast) -> None:
    province = open_ward(
        code="GL", slug="tinh-gia-lai", name="Tỉnh Gia Lai", province=dien_hong.ward.province, commune=None,
        log_origin="langnghe.example/gia-lai", by=system(dien_hong.ward.id).actor,
    )  # fmt: skip
    by = system(province.id)
    post = actions.add_post(
        province, unit_kind="province", unit_name="Ban Chỉ đạo tỉnh", role="province_viewer", name="Theo dõi", by=by
    )
    oanh = actions.give_mandate(post, actions.add_officer(province, username="oanh", name="Lý Kim Oanh", by=by), by=by)
    seen = ("provinces.read", "totals.read", "opinions.read", "contacts.open", "households.read", "people.read")
    assert [capability for capability in seen if oanh.may(capability)] == ["provinces.read"]
    with pytest.raises(Refused, match="không dùng ở cấp này"):
        actions.add_post(province, unit_kind="police", unit_name="CA", role="beat_officer", name="CSKV", by=by)
