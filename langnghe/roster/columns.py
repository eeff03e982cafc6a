"""Which column of a list of officers holds what, and what its cells may say."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from langnghe.kernel.folding import fold
from langnghe.people.access import ROLES
from langnghe.sheets.columns import Layout, bare, first_known, ignored, places_of
from langnghe.sheets.reading import Row, Sheet

TITLES: dict[str, Promise] = {
    "username": gettext_lazy("Tên đăng nhập"),
    "name": gettext_lazy("Họ và tên"),
    "role": gettext_lazy("Vai trò"),
    "unit": gettext_lazy("Đơn vị"),
    "post": gettext_lazy("Chức danh"),
    "groups": gettext_lazy("Tổ phụ trách"),
    "starts_on": gettext_lazy("Từ ngày"),
    "ends_on": gettext_lazy("Đến hết ngày"),
}
DATES = ("starts_on", "ends_on")
_NAMES = {
    "username": {"ten dang nhap", "tai khoan", "ten tai khoan"},
    "name": {"ho va ten", "ho ten", "can bo", "ten can bo"},
    "role": {"vai tro", "nhom quyen"},
    "unit": {"don vi", "co quan"},
    "post": {"chuc danh", "chuc vu", "nhiem vu"},
    "groups": {"to phu trach", "dia ban phu trach", "dia ban", "cac to"},
    "starts_on": {"tu ngay", "bat dau", "ngay bat dau"},
    "ends_on": {"den ngay", "den het ngay", "ket thuc", "ngay ket thuc"},
}
_WANTED = {name: column for column, names in _NAMES.items() for name in names}
_SHORT = {
    "cskv": "beat_officer", "canh sat khu vuc": "beat_officer", "truc ban": "duty_desk",
    "truong cong an": "police_chief",
    "truong cong an phuong": "police_chief", "truong cong an xa": "police_chief", "can bo uy ban": "committee_officer",
    "can bo ubnd": "committee_officer", "chu tich": "chairman", "chu tich ubnd": "chairman",
    "mat tran": "front_officer",
    "can bo mat tran": "front_officer", "to truong": "group_head", "truong thon": "group_head",
    "truong khu pho": "group_head", "truong ban": "group_head", "truong ap": "group_head",
    "thu ky": "steering_secretary",
    "giam sat": "auditor", "quan tri": "administrator", "quan tri vien": "administrator",
}  # fmt: skip


def choose(sheets: Iterable[Sheet]) -> tuple[Sheet, Layout]:
    """The first table with a header we know. Refused when there is none, or when two columns claim the same thing."""
    nothing = _("Không thấy dòng tiêu đề. Bảng cần cột «Tên đăng nhập», «Vai trò», «Đơn vị». Xem tệp mẫu.")
    return first_known(sheets, layout_of, nothing)


def layout_of(row: Row) -> Layout | None:
    """The layout a header gives; None when the row is no header of ours."""
    found = set(map(column_of, row.cells))
    if not {"username", "role", "unit"} <= found:
        return None
    return Layout(places_of(row, column_of, TITLES), row.number, ignored(row, column_of))


def column_of(header: str) -> str:
    """The field a header names; empty when it is not ours."""
    return _WANTED.get(bare(header), "")


def role_names() -> dict[str, str]:
    """Roles by code as the file writes them: in Vietnamese, whatever language the reader chose."""
    with override("vi"):
        return {code: str(name) for code, name in ROLES}


def find_role(text: str) -> str:
    """The role that a cell names, in full or as people call it; empty for none."""
    said = " ".join(fold(text).split())
    full = {fold(name): code for code, name in role_names().items()}
    return full.get(said) or _SHORT.get(said, "")
