"""The twelve officers of the demo and their posts. All invented."""

from dataclasses import dataclass

POLICE, COMMITTEE, FRONT = "Công an phường", "Ủy ban nhân dân phường", "Mặt trận Tổ quốc phường"


@dataclass(frozen=True)
class Seat:
    """A post of an officer: unit, role, name, and the groups it is for (none: the whole ward)."""

    unit_kind: str
    unit: str
    role: str
    name: str
    groups: tuple[int, ...] = ()


@dataclass(frozen=True)
class Person:
    """An officer: sign-in name, name, the posts."""

    username: str
    name: str
    seats: tuple[Seat, ...]


STAFF: dict[str, tuple[Person, ...]] = {
    "dien-hong": (
        Person("binh", "Trần Thanh Bình", (Seat("police", POLICE, "duty_desk", "Trực ban"),)),
        Person("chau", "Lê Minh Châu", (
            Seat("police", POLICE, "beat_officer", "Cảnh sát khu vực Tổ 1, 2, 3", (1, 2, 3)),)),
        Person("dung", "Phạm Tiến Dũng", (Seat("police", POLICE, "police_chief", "Trưởng Công an phường"),)),
        Person("en", "Nguyễn Thị Én", (Seat("committee", COMMITTEE, "chairman", "Chủ tịch"),)),
        Person("giang", "Võ Trường Giang", (Seat("front", FRONT, "front_officer", "Cán bộ Mặt trận"),)),
        Person("hanh", "Đỗ Mỹ Hạnh", (
            Seat("committee", COMMITTEE, "committee_officer", "Cán bộ đô thị, môi trường"),
            Seat("committee", COMMITTEE, "administrator", "Quản trị hệ thống"))),
        Person("khoa", "Bùi Đăng Khoa", (Seat("audit", "Ban Thanh tra nhân dân", "auditor", "Giám sát"),)),
        Person("lan", "Hoàng Ngọc Lan", (
            Seat("group_board", "Ban cán sự Tổ 3", "group_head", "Tổ trưởng Tổ 3", (3,)),)),
    ),
    "lam-son": (
        Person("oanh", "Hà Thị Oanh", (Seat("police", POLICE, "duty_desk", "Trực ban"),)),
        Person("phuong", "Mai Thị Phượng", (Seat("front", FRONT, "front_officer", "Cán bộ Mặt trận"),)),
        Person("quy", "Ngô Đình Quý", (Seat("police", POLICE, "police_chief", "Trưởng Công an phường"),)),
        Person("son", "Trịnh Hồng Sơn", (Seat("committee", COMMITTEE, "chairman", "Chủ tịch"),)),
    ),
}  # fmt: skip

# Who answers for a matter outside the groups of the beat officer.
BEAT, BEAT_GROUPS, DESK = "chau", frozenset({1, 2, 3}), {"dien-hong": "binh", "lam-son": "oanh"}
FRONT_OF = {"dien-hong": "giang", "lam-son": "phuong"}
