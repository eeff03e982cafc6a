"""What can be wrong with a row of officers, each as a sentence that says what to do; and what is only to be known."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from langnghe.roster.columns import TITLES
from langnghe.sheets import problems as cells

SENTENCES: dict[str, Promise] = {
    "username_missing": gettext_lazy("Thiếu tên đăng nhập. Xin ghi, ví dụ: chau.le"),
    "username_bad": gettext_lazy(
        "Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch, tối đa 40 ký tự; ví dụ: chau.le"
    ),
    "username_elsewhere": gettext_lazy("Tên đăng nhập này đã có người ở nơi khác dùng. Xin thêm số hoặc họ."),
    "username_other": gettext_lazy("Cùng tên đăng nhập với một dòng ở trên mà họ tên khác. Xin đặt mỗi người một tên."),
    "account_closed": gettext_lazy("Tài khoản này đang khóa. Xin mở lại ở trang «Cán bộ và chức danh», hoặc bỏ dòng."),
    "name_missing": gettext_lazy("Thiếu họ và tên của cán bộ."),
    "name_differs": gettext_lazy(
        "Phường đã có tài khoản này mà họ tên khác. Xin ghi họ tên cho khớp, hoặc đặt tên đăng nhập khác."
    ),
    "role_missing": gettext_lazy("Thiếu vai trò. Xin chọn trong danh sách của ô."),
    "role_unknown": gettext_lazy("Không có vai trò này. Xin chọn trong danh sách của ô, hoặc xem tờ «Hướng dẫn»."),
    "role_level": gettext_lazy("Vai trò này không dùng ở cấp này. Xin chọn vai trò khác."),
    "unit_missing": gettext_lazy("Thiếu đơn vị. Xin ghi, ví dụ: Công an phường."),
    "post_closed": gettext_lazy("Chức danh này đã đóng. Xin ghi chức danh khác."),
    "post_other_role": gettext_lazy("Chức danh này ở đơn vị ấy đã mang vai trò khác. Xin đổi chức danh hoặc vai trò."),
    "groups_missing": gettext_lazy("Tổ trưởng cần có tổ phụ trách. Xin ghi tổ, ví dụ: Tổ 3."),
    "groups_unknown": gettext_lazy(
        "Có tổ không nằm trong tờ «Tổ» và phường cũng chưa có, hoặc chưa rõ là tổ nào. Xin ghi như: Tổ 3; Tổ 5"
    ),
    "groups_closed": gettext_lazy("Có tổ đang đóng. Xin mở lại tổ ấy trong danh sách tổ, hoặc ghi tổ khác."),
    "post_other_groups": gettext_lazy("Chức danh này đã phụ trách các tổ khác. Xin ghi cho khớp, hoặc đổi chức danh."),
    "starts_on_bad": gettext_lazy("Ngày bắt đầu chưa đúng. Xin ghi như 09/08/2026, hoặc để trống là hôm nay."),
    "ends_on_bad": gettext_lazy("Ngày kết thúc chưa đúng. Xin ghi như 31/12/2027, hoặc để trống nếu chưa biết."),
    "ends_before": gettext_lazy("Ngày kết thúc phải sau ngày bắt đầu."),
    "ends_past": gettext_lazy("Ngày kết thúc đã qua. Xin ghi từ hôm nay trở đi, hoặc bỏ dòng."),
    "twice": gettext_lazy("Người này đã được giao chức danh này ở một dòng trên. Xin bỏ bớt một dòng."),
    "too_long": gettext_lazy("Ô này dài quá 120 chữ. Xin ghi ngắn hơn."),
    "refused": gettext_lazy("Lúc nhập, dòng này không còn hợp lệ: có ai vừa đổi cán bộ hoặc chức danh. Xin xem lại."),
    "account_known": gettext_lazy(
        "Người này đã có tài khoản ở phường; máy chỉ giao thêm chức danh, không in phiếu mới."
    ),
    "held": gettext_lazy("Người này đang giữ chức danh này rồi; máy để nguyên."),
    "administrator": gettext_lazy("Dòng này giao quyền quản trị hệ thống: người ấy thêm, khóa được mọi tài khoản."),
}


def sentence(code: str) -> str:
    """The sentence of a problem or a note."""
    return cells.sentence(code, SENTENCES)


def column_title(column: str) -> str:
    """The column's name as the template file writes it."""
    return str(TITLES.get(column, column))
