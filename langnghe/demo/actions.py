"""Loading the demo ward: everything through the actions a real ward uses, with the clock moved back in between."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from langnghe.demo import base_map
from langnghe.demo.board import SHOWN, Shown
from langnghe.demo.words import SAID, Said
from langnghe.kernel.actors import Actor, resident, system
from langnghe.kernel.clock import clock
from langnghe.kernel.refused import Refused
from langnghe.maps import actions as maps
from langnghe.matters.actions import release_opinion
from langnghe.matters.rules import Draft
from langnghe.opinions.actions import receive
from langnghe.opinions.models import Opinion
from langnghe.opinions.rules import Submission
from langnghe.people import keys
from langnghe.people.actions import add_officer, add_post, give_mandate
from langnghe.people.demo import PASSWORD, set_up_sign_in
from langnghe.people.models import Mandate
from langnghe.places.actions import add_group, open_ward
from langnghe.places.models import Commune, ResidentialGroup, Ward

POLICE, COMMITTEE = "Công an phường", "Ủy ban nhân dân phường"
STAFF = [
    ("binh", "Trần Thanh Bình", "police", POLICE, "duty_desk", "Trực ban", ()),
    ("chau", "Lê Minh Châu", "police", POLICE, "beat_officer", "CSKV Tổ 3", ("Tổ 3",)),
    ("dung", "Phạm Tiến Dũng", "police", POLICE, "police_chief", "Trưởng Công an phường", ()),
    ("en", "Nguyễn Thị Én", "committee", COMMITTEE, "chairman", "Chủ tịch", ()),
    ("giang", "Võ Trường Giang", "front", "Mặt trận Tổ quốc phường", "front_officer", "Cán bộ Mặt trận", ()),
    ("hanh", "Đỗ Mỹ Hạnh", "committee", COMMITTEE, "administrator", "Quản trị", ()),
    ("khoa", "Bùi Đăng Khoa", "audit", "Ban Thanh tra nhân dân", "auditor", "Giám sát", ()),
    ("lan", "Hoàng Ngọc Lan", "group_board", "Ban cán sự Tổ 3", "group_head", "Tổ trưởng Tổ 3", ("Tổ 3",)),
]


def load(*, by: Actor) -> Ward:
    """The demo ward of Diên Hồng. Refused when this installation already has a ward."""
    if Ward.objects.exists():
        raise Refused("Máy này đã có phường; dữ liệu mẫu chỉ nạp vào máy trống.")
    with _days_ago(30):
        ward = _ward(by)
        groups = {f"Tổ {number}": add_group(ward, f"Tổ {number}", by=system(ward.id)) for number in range(1, 8)}
        _staff(ward, groups)
        _lay_map(ward)
    for said in SAID:
        with _days_ago(said.days_ago):
            opinion = _say(ward, groups, said)
        if shown := SHOWN.get(said.days_ago):
            with _days_ago(said.days_ago - shown.after):
                _show(opinion, shown)
    return ward


def _ward(by: Actor) -> Ward:
    commune = Commune.objects.select_related("province").get(
        name="Diên Hồng", province__name="Gia Lai", province__in_force_to=None, in_force_to=None
    )
    ward = open_ward(
        code="DH", slug="dien-hong", name="Phường Diên Hồng", province=commune.province, commune=commune,
        log_origin="langnghe.example/dien-hong", by=by,
    )  # fmt: skip
    keys.make(ward.id, by=by)
    return ward


def _staff(ward: Ward, groups: dict[str, ResidentialGroup]) -> None:
    by = system(ward.id)
    for username, name, unit_kind, unit_name, role, post_name, of_groups in STAFF:
        officer = add_officer(ward, username=username, name=name, by=by)
        post = add_post(
            ward, unit_kind=unit_kind, unit_name=unit_name, role=role, name=post_name,
            groups=[groups[group] for group in of_groups], by=by,
        )  # fmt: skip
        give_mandate(post, officer, starts_on=date(2025, 7, 1), by=by)
        set_up_sign_in(officer, PASSWORD, _one_time_secret())


def _lay_map(ward: Ward) -> None:
    by = system(ward.id)
    drawn = maps.upload(ward, base_map.drawing(), name=base_map.NAME, note=base_map.NOTE, by=by)
    maps.use(drawn, by=by)


def _one_time_secret() -> str:
    """A fresh secret for one-time codes (RFC 6238), base 32; the demo's own page shows the current code."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def _say(ward: Ward, groups: dict[str, ResidentialGroup], said: Said) -> Opinion:
    at = base_map.trouble(said.spot) if said.spot else None
    submission = Submission(
        words=said.words, group_id=groups[said.group].id if said.group else None, place=said.place,
        contact=said.contact, may_publish_words=said.may_publish_words, may_publish_summary=said.may_publish_summary,
        latitude=at and at.latitude, longitude=at and at.longitude,
    )  # fmt: skip
    return receive(ward, submission, channel="web", by=resident(ward.id).actor).opinion


def _show(opinion: Opinion, shown: Shown) -> None:
    """The chief releases it, as on the page."""
    chief = Mandate.objects.select_related("post", "ward").get(ward=opinion.ward_id, officer__username="dung")
    draft = Draft(
        title=shown.title, text=shown.text, topic=shown.topic, group_id=opinion.group_id, place=shown.place,
        wording="sender" if opinion.may_publish_words else "ward",
    )  # fmt: skip
    release_opinion(opinion, draft, by=chief)


@contextmanager
def _days_ago(days: int) -> Iterator[None]:
    """Let the clock stand some days back, so that the demo is fresh whenever it is loaded."""
    real = clock.read
    at = real() - timedelta(days=days, hours=days % 5)
    clock.read = lambda: at  # type: ignore[method-assign]
    try:
        yield
    finally:
        clock.read = real  # type: ignore[method-assign]
