"""The workbook a ward fills in. It is a Vietnamese document: its words are the same for every reader."""

from collections.abc import Iterable

from django.utils.translation import override

from langnghe.earlier.columns import TITLES as EARLIER
from langnghe.intake.rules import topic_label
from langnghe.language.topics import TOPICS
from langnghe.people.access import UNIT_KINDS
from langnghe.places.columns import TITLES as PLACES
from langnghe.roster.columns import TITLES as OFFICERS
from langnghe.roster.columns import role_names
from langnghe.sheets.blanks import Blank, Column, blank_book, choice_range

SHEETS = {
    "groups": "Tổ", "households": "Hộ", "officers": "Cán bộ", "opinions": "Ý kiến các năm", "promises": "Lời hứa",
}  # fmt: skip
GUIDE_NAME, LISTS_NAME = "Hướng dẫn", "Danh mục"
MARK_TITLE, KEY_TITLE = "Dòng ví dụ", "Mã ý kiến"
EXAMPLE = "VÍ DỤ"
REMARKS_TITLE = "Máy nhắn"
# Own columns of the workbook, besides those of the rooms.
OWN_TITLES = {"mark": MARK_TITLE, "key": KEY_TITLE, "header": "Dòng tiêu đề"}
STATES = ("xong", "trễ", "chưa xong", "không rõ")
GROUPS_LISTED = 500
OPINION_COLUMNS = ("year", "day", "words", "topic", "group", "answer")
PROMISE_COLUMNS = ("promise", "responsible", "due", "state", "done")

_NOTES = {
    "groups": {"group": "Mỗi tổ một dòng: Tổ 3, Khu phố 2, Thôn Đông Hải … Tổ phường đã có thì ghi lại cũng được."},
    "households": {
        "group": "Tổ của hộ: phải có ở tờ «Tổ», hoặc phường đã có. Không gộp ô; mỗi dòng ghi đủ.",
        "code": "Mã riêng của hộ do phường đặt, không trùng nhau. Lần nhập sau nhận ra hộ nhờ mã này.",
        "head": "Họ và tên chủ hộ.",
        "address": "Số nhà, tên đường. Có thì tốt.",
        "members": "Một số từ 0 đến 99. Có thì tốt.",
    },
    "officers": {
        "username": "Chữ thường không dấu, số, dấu chấm; ví dụ chau.le. Không ghi mật khẩu ở bất cứ ô nào: mỗi người "
        "nhận một phiếu giấy có mã dùng một lần rồi tự đặt mật khẩu.",
        "name": "Họ và tên cán bộ. Một người giữ hai chức danh thì ghi hai dòng, cùng tên đăng nhập.",
        "role": "Chọn trong danh sách của ô. Vai trò quyết định người ấy xem và làm được gì.",
        "unit": "Nơi người ấy làm việc: Công an phường, Ủy ban nhân dân phường, Ban cán sự Tổ 3 … Chưa có thì máy lập.",
        "post": "Ví dụ: CSKV Tổ 3. Để trống thì máy ghép từ vai trò và tổ phụ trách.",
        "groups": "Các tổ người ấy phụ trách, cách nhau bằng dấu chấm phẩy: Tổ 3; Tổ 5. Để trống là cả phường.",
        "starts_on": "Ngày bắt đầu giữ chức danh, như 09/08/2026. Để trống là từ hôm nay.",
        "ends_on": "Ngày cuối cùng giữ chức danh. Để trống nếu chưa biết.",
    },
    "opinions": {
        "key": "Mã để tờ «Lời hứa» nhắc lại, như Y-001. Ý kiến không có lời hứa thì để trống cũng được.",
        "year": "Năm của ý kiến, từ 2020. Có ngày thì không cần.",
        "day": "Như 09/08/2024 hoặc ngày 9 tháng 8 năm 2024. Chỉ có năm thì ghi vào ngày đầu năm.",
        "words": "Lời hoặc tóm tắt, tối đa 1.000 chữ cái. Sẽ lên bảng công khai: không ghi tên, số điện thoại của dân.",
        "topic": "Chọn trong danh sách của ô, hoặc để trống.",
        "group": "Tổ của nơi nói đến: có ở tờ «Tổ» hoặc phường đã có; để trống nếu không rõ.",
        "answer": "Phường đã trả lời thế nào.",
    },
    "promises": {
        "key": "Mã của ý kiến ở tờ «Ý kiến các năm» mà lời hứa này trả lời. Mỗi ý kiến một lời hứa.",
        "promise": "Phường đã hứa làm gì, ghi đúng lời.",
        "responsible": "Ai hoặc đơn vị nào chịu trách nhiệm.",
        "due": "Ngày hẹn xong, như 30/09/2024.",
        "state": "xong, trễ, chưa xong hoặc không rõ. «Xong» theo sổ chưa phải giữ lời: chỉ dân xác nhận được.",
        "done": "Ngày xong thật, nếu biết.",
    },
}  # fmt: skip
EXAMPLES: dict[str, list[tuple[str, ...]]] = {
    "groups": [(EXAMPLE, "Tổ Ví Dụ"), (EXAMPLE, "Khu phố Ví Dụ")],
    "households": [
        (EXAMPLE, "Tổ Ví Dụ", "DH-0001", "Nguyễn Thị Ví Dụ", "12 Lê Lợi", "4"),
        (EXAMPLE, "Tổ Ví Dụ", "DH-0002", "Trần Văn Mẫu", "14/2 Hùng Vương", "3"),
    ],
    "officers": [
        (EXAMPLE, "chau.le", "Lê Thị Ví Dụ", "Cảnh sát khu vực", "Công an phường", "CSKV Tổ Ví Dụ", "Tổ Ví Dụ",
         "01/08/2026", ""),
        (EXAMPLE, "lan.hoang", "Hoàng Văn Mẫu", "Tổ trưởng tổ dân phố", "Ban cán sự Tổ Ví Dụ", "Tổ trưởng Tổ Ví Dụ",
         "Tổ Ví Dụ", "01/08/2026", "31/07/2028"),
    ],
    "opinions": [
        (EXAMPLE, "Y-001", "2024", "09/08/2024", "Đèn đường đầu hẻm 12 tắt lâu ngày (ví dụ).", "", "Tổ Ví Dụ",
         "Phường đã báo đơn vị chiếu sáng."),
        (EXAMPLE, "", "2024", "", "Quán karaoke mở quá khuya (ví dụ).", "", "", "Công an phường đã nhắc nhở."),
    ],
    "promises": [
        (EXAMPLE, "Y-001", "Thay bóng đèn đầu hẻm 12 (ví dụ).", "Cán bộ đô thị", "30/09/2024", "xong", "25/09/2024"),
    ],
}  # fmt: skip
_WIDTHS = {"words": 60, "answer": 44, "promise": 44, "address": 32, "name": 28, "head": 28, "unit": 30, "post": 28,
           "role": 26, "topic": 34, "group": 20, "groups": 20, "key": 12, "year": 8, "members": 12}  # fmt: skip
GUIDE = [
    "Sổ ban đầu của phường",
    "1. Điền các tờ Tổ, Hộ, Cán bộ, Ý kiến các năm, Lời hứa. Tờ nào chưa có gì thì để trống.",
    "2. Dòng nền vàng có chữ «VÍ DỤ» ở cột đầu chỉ để xem, không bao giờ được nhập. Dòng thật thì để trống cột đầu.",
    "3. Không đổi tên tờ, không đổi dòng tiêu đề, không gộp ô, không dùng công thức. Thứ tự cột thế nào cũng được.",
    "4. Chép từ sổ khác sang thì dán dạng giá trị (Paste Values). Chữ phải là Unicode, không phải .VnTime hay VNI.",
    "5. Lưu thành .xlsx rồi gửi lên trang «Sổ ban đầu». Máy kiểm tra từng dòng, chưa ghi gì; xem lời nhắn rồi nhập.",
    "6. Nhập rồi vẫn hoàn tác được cả sổ trong 30 ngày, khi chưa ai dùng đến.",
    "7. Không ghi mật khẩu, số điện thoại, số căn cước ở bất cứ tờ nào.",
]  # fmt: skip


def titles_of(sheet: str) -> dict[str, str]:
    """The columns of a sheet as the template writes them, by field."""
    with override("vi"):
        places = {field: str(title) for field, title in PLACES.items()}
        officers = {field: str(title) for field, title in OFFICERS.items()}
        earlier = {field: str(title) for field, title in EARLIER.items()}
    found = {
        "groups": {"group": places["group"]},
        "households": places,
        "officers": officers,
        "opinions": {"key": KEY_TITLE, **{field: earlier[field] for field in OPINION_COLUMNS}},
        "promises": {"key": KEY_TITLE, **{field: earlier[field] for field in PROMISE_COLUMNS}},
    }
    return found[sheet]


def columns_of(sheet: str) -> list[Column]:
    """The columns of a sheet, the mark of an example first."""
    lists = _choices(sheet)
    mark = Column(MARK_TITLE, f"Để trống. Dòng có chữ «{EXAMPLE}» ở đây không được nhập.", 10)
    return [mark] + [
        Column(title, _NOTES[sheet][field], _WIDTHS.get(field, 16), lists.get(field, ""), field == "role")
        for field, title in titles_of(sheet).items()
    ]


def lists() -> dict[str, list[str]]:
    """What may be chosen, by the title of its column in the sheet of lists."""
    with override("vi"):
        topics = [topic_label(code) for code in TOPICS]
        units = [str(name) for _kind, name in UNIT_KINDS]
    return {
        "Vai trò": list(role_names().values()),
        "Lĩnh vực": [topic for topic in topics if topic],
        "Kết quả": list(STATES),
        "Đơn vị thường có": units,
    }


def template_file(groups: Iterable[str] = ()) -> bytes:
    """The workbook to fill in; `groups`: those the ward has already, listed beside the other choices."""
    blanks = [Blank(name, columns_of(sheet), EXAMPLES[sheet]) for sheet, name in SHEETS.items()]
    there = {"Tổ phường đã có": known} if (known := list(groups)) else {}
    return blank_book(GUIDE, blanks, lists() | there, guide_name=GUIDE_NAME, lists_name=LISTS_NAME)


def _choices(sheet: str) -> dict[str, str]:
    listed = {title: (letter, len(one) + 1) for letter, (title, one) in zip("ABCD", lists().items(), strict=True)}

    def of(title: str) -> str:
        letter, last = listed[title]
        return choice_range(LISTS_NAME, letter, last)

    groups = choice_range(SHEETS["groups"], "B", GROUPS_LISTED)
    found = {
        "households": {"group": groups},
        "officers": {"role": of("Vai trò"), "unit": of("Đơn vị thường có"), "groups": groups},
        "opinions": {"topic": of("Lĩnh vực"), "group": groups},
        "promises": {"state": of("Kết quả")},
    }
    return found.get(sheet, {})
