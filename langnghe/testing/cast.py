"""The cast: two wards and the people whom every test knows. Built through actions, never inserted."""

from dataclasses import dataclass, field
from datetime import date

from langnghe.kernel.actors import Actor, system
from langnghe.people.actions import add_officer, add_post, give_mandate
from langnghe.people.models import Mandate, Officer
from langnghe.places.actions import add_group, open_ward
from langnghe.places.models import Commune, Province, ResidentialGroup, Ward

STAFF = [
    # username, name, unit kind, unit, role, post, groups
    ("binh", "Trần Thanh Bình", "police", "Công an phường", "duty_desk", "Trực ban", ()),
    ("chau", "Lê Minh Châu", "police", "Công an phường", "beat_officer", "CSKV Tổ 3", ("Tổ 3",)),
    ("dung", "Phạm Tiến Dũng", "police", "Công an phường", "police_chief", "Trưởng Công an phường", ()),
    ("en", "Nguyễn Thị Én", "committee", "Ủy ban nhân dân phường", "chairman", "Chủ tịch", ()),
    ("giang", "Võ Trường Giang", "front", "Mặt trận Tổ quốc phường", "front_officer", "Cán bộ Mặt trận", ()),
    ("hanh", "Đỗ Mỹ Hạnh", "committee", "Ủy ban nhân dân phường", "administrator", "Quản trị", ()),
    ("khoa", "Bùi Đăng Khoa", "audit", "Ban Thanh tra nhân dân", "auditor", "Giám sát", ()),
    ("lan", "Hoàng Ngọc Lan", "group_board", "Ban cán sự Tổ 3", "group_head", "Tổ trưởng Tổ 3", ("Tổ 3",)),
    (
        "minh",
        "Đặng Quang Minh",
        "committee",
        "Ủy ban nhân dân phường",
        "committee_officer",
        "Cán bộ đô thị",
        (),
    ),
    ("nga", "Vũ Thúy Nga", "steering", "Ban Chỉ đạo", "steering_secretary", "Thư ký", ()),
]


@dataclass
class Cast:
    """A ward with its groups and mandates by sign-in name."""

    ward: Ward
    groups: dict[str, ResidentialGroup] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)

    def __getitem__(self, username: str) -> Mandate:
        return self.mandates[username]

    def officer(self, username: str) -> Officer:
        """The person behind a mandate."""
        return self.mandates[username].officer

    def join(
        self,
        username: str,
        name: str,
        unit_kind: str,
        unit: str,
        role: str,
        post: str,
        groups: tuple[str, ...],
    ) -> Mandate:
        """Appoint one more officer."""
        by = system(self.ward.id)
        officer = add_officer(self.ward, username=username, name=name, by=by)
        seat = add_post(
            self.ward, unit_kind=unit_kind, unit_name=unit, role=role, name=post,
            groups=[self.groups[group] for group in groups], by=by,
        )  # fmt: skip
        self.mandates[username] = give_mandate(seat, officer, starts_on=date(2020, 1, 1), by=by)
        return self.mandates[username]


def dien_hong() -> Cast:
    """Phường Diên Hồng (DH) with Tổ 1 to Tổ 7 and its ten officers."""
    cast = _ward("DH", "dien-hong", "Phường Diên Hồng", "Gia Lai", "Diên Hồng")
    for person in STAFF:
        cast.join(*person)
    return cast


def hac_thanh() -> Cast:
    """Phường Hạc Thành (HT), the neighbour whose rows nobody of Diên Hồng may see; Quý is chief, Sơn administrator."""
    cast = _ward("HT", "hac-thanh", "Phường Hạc Thành", "Thanh Hóa", "Hạc Thành")
    cast.join("quy", "Ngô Đình Quý", "police", "Công an phường", "police_chief", "Trưởng Công an phường", ())
    cast.join("son", "Trịnh Hồng Sơn", "committee", "Ủy ban nhân dân phường", "administrator", "Quản trị", ())
    return cast


def _ward(code: str, slug: str, name: str, province_name: str, commune_name: str) -> Cast:
    province = Province.objects.get(name=province_name, in_force_to=None)
    commune = Commune.objects.get(name=commune_name, province=province, in_force_to=None)
    ward = open_ward(
        code=code, slug=slug, name=name, province=province, commune=commune,
        log_origin=f"langnghe.example/{slug}", by=Actor("system"),
    )  # fmt: skip
    cast = Cast(ward)
    for number in range(1, 8):
        cast.groups[f"Tổ {number}"] = add_group(ward, f"Tổ {number}", by=system(ward.id))
    return cast
