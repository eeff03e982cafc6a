"""Who may see and do what: one table, shown as a page and tested against every URL."""

from django.utils.translation import gettext_lazy as _

UNIT_KINDS = [
    ("police", _("Công an")),
    ("committee", _("Ủy ban nhân dân")),
    ("front", _("Mặt trận Tổ quốc")),
    ("steering", _("Ban Chỉ đạo")),
    ("group_board", _("Ban cán sự tổ dân phố")),
    ("province", _("Cấp tỉnh, cả nước")),
    ("audit", _("Giám sát")),
]

ROLES = [
    ("beat_officer", _("Cảnh sát khu vực")),
    ("duty_desk", _("Trực ban")),
    ("police_chief", _("Trưởng Công an phường")),
    ("committee_officer", _("Cán bộ Ủy ban nhân dân")),
    ("chairman", _("Chủ tịch Ủy ban nhân dân")),
    ("front_officer", _("Cán bộ Mặt trận Tổ quốc")),
    ("group_head", _("Tổ trưởng tổ dân phố")),
    ("steering_secretary", _("Thư ký Ban Chỉ đạo")),
    ("province_viewer", _("Người theo dõi cấp tỉnh, cả nước")),
    ("auditor", _("Người giám sát")),
    ("administrator", _("Quản trị hệ thống")),
]

ENTRANCES = [
    ("first", _("Nhận việc lần đầu")),
    ("lost", _("Mất thiết bị hoặc quên mật khẩu")),
]

HAND_OVERS = [
    ("leave", _("Nghỉ phép")),
    ("transfer", _("Chuyển công tác")),
    ("shift", _("Bàn giao ca")),
]

CONTACT_KINDS = [
    ("phone", _("Số điện thoại")),
    ("email", _("Thư điện tử")),
    ("other", _("Cách khác")),
]

OPENING_REASONS = [
    ("ask", _("Hỏi thêm về ý kiến")),
    ("answer", _("Báo kết quả cho người gửi")),
    ("danger", _("Có việc nguy hiểm, cần liên hệ ngay")),
    ("other", _("Lý do khác")),
]

# An office of a province or of the country has no residents: only these roles exist there.
PROVINCE_ROLES = frozenset({"province_viewer", "auditor", "administrator"})

CAPABILITIES = {
    "account.own": _("Mở trang của mình, đổi cách đăng nhập của mình"),
    "opinions.list": _("Xem danh sách ý kiến trong phần việc của mình"),
    "opinions.read": _("Đọc lời của người dân"),
    "opinions.cover": _("Che mặt, biển số, tên trong ảnh trước khi đăng"),
    "opinions.ask": _("Hỏi lại người gửi, ghi đã đọc lời bổ sung"),
    "opinions.erase": _("Xóa ý kiến khi người gửi yêu cầu mà luật đòi cán bộ xem xét"),
    "matters.work": _("Nhận ý kiến thành việc, nhập chung, giao, ghi chú, soạn trả lời"),
    "casefiles.make": _("Lập hồ sơ của việc trong phần việc của mình; mỗi lần lập được ghi vào sổ"),
    "casefiles.inspect": _("Kiểm tra: tìm và đọc hồ sơ vụ việc, trừ việc giữ kín; mỗi lần đọc được ghi vào sổ"),
    "matters.release": _("Đăng việc lên bảng công khai, rút khỏi bảng"),
    "answers.release": _("Duyệt lời trả lời theo lĩnh vực, chuyển nơi khác, trả lại để sửa"),
    "deadlines.manage": _("Đặt thời hạn, người duyệt và câu trả lời mẫu theo lĩnh vực"),
    "words.manage": _("Thêm, bỏ chữ viết tắt để tìm lời bà con cho dễ"),
    "machine.teach": _("Dạy máy xếp lĩnh vực: xem máy học được gì, cho học lại, đổi bản, thêm lĩnh vực con"),
    "opinions.crime": _("Đọc tin báo về tội phạm, sửa lại và chuyển đi"),
    "opinions.conduct": _("Đọc trước ý kiến nói về cán bộ"),
    "opinions.conduct_release": _("Mở ý kiến nói về cán bộ cho đơn vị cùng xử lý"),
    "opinions.conduct_last": _("Đọc và chuyển lên trên ý kiến nói về cán bộ mà cả phường không ai khác được đọc"),
    "opinions.conduct_next": _("Đọc ý kiến nói về cán bộ khi cả Mặt trận lẫn chủ tịch đều được nói đến"),
    "commitments.release": _("Duyệt lời hứa, dời ngày đã hẹn, báo không thực hiện"),
    "commitments.see": _("Mở trang của từng lời hứa"),
    "commitments.claim": _("Báo xong lời hứa của đơn vị mình, kèm bằng chứng"),
    "commitments.confirm": _("Ở ngoài đơn vị: xác nhận lời hứa, xem lời phản đối"),
    "commitments.enter": _("Ghi lời hứa những năm trước theo sổ của phường"),
    "opinions.sift": _("Lọc ý kiến gửi hàng loạt, bỏ hoặc đưa vào danh sách"),
    "earlier.import": _("Nhập sổ ý kiến, lời hứa những năm trước từ tệp"),
    "opinions.take": _("Ghi hộ ý kiến nghe qua điện thoại, tại bàn"),
    "boxes.open": _("Mở hộp thư góp ý, ghi phiếu giấy vào máy"),
    "papers.print": _("In áp phích mã QR, phiếu góp ý trắng"),
    "contacts.open": _("Mở liên hệ niêm phong, có ghi lý do"),
    "places.read": _("Xem tổ dân phố và số hộ"),
    "places.manage": _("Thêm, sửa, đóng tổ dân phố"),
    "households.read": _("Xem danh sách hộ"),
    "households.import": _("Nhập danh sách tổ và hộ từ tệp"),
    "workbook.import": _("Nhập cả sổ ban đầu của phường: tổ, hộ, cán bộ, ý kiến và lời hứa các năm"),
    "maps.manage": _("Tải lên, ghim và thay bản đồ của phường"),
    "calendar.manage": _("Đặt ngày nghỉ, ngày làm bù của phường"),
    "people.read": _("Xem cán bộ và nhiệm vụ"),
    "people.manage": _("Thêm cán bộ, giao và kết thúc nhiệm vụ"),
    "people.hand_over": _("Bàn giao ca, nghỉ phép, chuyển công tác"),
    "keys.print": _("In hai nửa khóa khôi phục"),
    "tokens.own": _("Làm mã để phần mềm làm thay trong phần việc của mình, thu hồi mã ấy"),
    "tokens.manage": _("Xem và thu hồi mã phần mềm của cả phường"),
    "jobs.read": _("Xem việc nền bị dừng"),
    "jobs.revive": _("Cho việc nền bị dừng chạy lại"),
    "ledger.read": _("Xem sổ ghi các bước"),
    "totals.read": _("Xem con số cộng, không có dữ liệu cá nhân"),
    "provinces.read": _("Xem số cộng của mọi đơn vị trong tỉnh hoặc cả nước, không có dữ liệu cá nhân"),
}

_EVERYBODY = {"account.own", "tokens.own"}
_ALL_STAFF = _EVERYBODY | {"places.read"}
_OPINIONS = {"opinions.list", "opinions.read", "opinions.cover"}
_ASKERS = _OPINIONS | {"opinions.ask", "commitments.see", "commitments.claim", "matters.work", "casefiles.make"}
_SIFTERS = _ASKERS | {"opinions.sift"}
_TOLD_OF_CRIME = {"opinions.crime"}
_TOLD_OF_OFFICERS = {"opinions.conduct", "opinions.erase"}
# Whoever residents speak to writes it down for them; the box is opened by those who answer for it.
_HEARERS = {"opinions.take", "papers.print"}
_BOX = _HEARERS | {"boxes.open"}

TABLE: dict[str, frozenset[str]] = {
    "beat_officer": frozenset(_ALL_STAFF | _ASKERS | _HEARERS | {"contacts.open", "households.read", "people.read"}),
    "duty_desk": frozenset(
        _ALL_STAFF
        | _BOX
        | _SIFTERS
        | _TOLD_OF_CRIME
        | {"contacts.open", "households.read", "people.read", "people.hand_over", "words.manage"}
    ),
    "police_chief": frozenset(
        _ALL_STAFF
        | {"earlier.import"}
        | _BOX
        | _SIFTERS
        | _TOLD_OF_CRIME
        | {
            "opinions.erase",
            "commitments.release",
            "commitments.enter",
            "matters.release",
            "answers.release",
            "deadlines.manage",
            "words.manage",
            "contacts.open",
            "households.read",
            "people.read",
            "people.hand_over",
            "ledger.read",
            "totals.read",
            "maps.manage",
        }
    ),
    "committee_officer": frozenset(_ALL_STAFF | _ASKERS | _BOX | {"contacts.open", "people.read"}),
    "chairman": frozenset(
        _ALL_STAFF
        | {"earlier.import"}
        | _HEARERS
        | _SIFTERS
        | _TOLD_OF_OFFICERS
        | {"commitments.release", "commitments.enter"}
        | {"matters.release", "answers.release", "deadlines.manage", "words.manage"}
        | {"people.read", "people.hand_over", "ledger.read", "totals.read", "calendar.manage"}
    ),
    "front_officer": frozenset(
        _ALL_STAFF
        | _BOX
        | _SIFTERS
        | _TOLD_OF_OFFICERS
        | {"commitments.confirm"}
        | {"answers.release"}
        | {"opinions.conduct_release", "matters.release", "people.read", "ledger.read", "totals.read"}
    ),
    "group_head": frozenset(_ALL_STAFF | _HEARERS | {"commitments.see", "commitments.confirm", "totals.read"}),
    "steering_secretary": frozenset(
        _ALL_STAFF
        | {"earlier.import"}
        | _BOX
        | _OPINIONS
        | {"machine.teach"}
        | {"commitments.enter", "opinions.conduct_next", "opinions.erase", "people.read", "totals.read", "maps.manage"}
    ),
    "province_viewer": frozenset(_EVERYBODY | {"provinces.read"}),
    "auditor": frozenset(
        _EVERYBODY
        | {"commitments.see", "commitments.confirm", "opinions.conduct_last"}
        | {"people.read", "ledger.read", "totals.read", "provinces.read", "jobs.read"}
        | {"casefiles.make", "casefiles.inspect"}
    ),
    "administrator": frozenset(
        _ALL_STAFF
        | {"commitments.enter"}
        | {"deadlines.manage", "words.manage", "machine.teach"}
        | {
            "papers.print",
            "places.manage",
            "households.read",
            "households.import",
            "workbook.import",
            "calendar.manage",
            "maps.manage",
        }
        | {"people.read", "people.manage", "people.hand_over", "keys.print", "jobs.read", "jobs.revive", "ledger.read"}
        | {"tokens.manage"}
    ),
}
