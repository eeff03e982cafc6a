"""What the demo's guided tour says: who one can be, and six steps each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HOME, WARD = "/can-bo/", "dien-hong"
Words = Promise | str


@dataclass(frozen=True)
class Step:
    """One step: what to do and why, where, and a word that is seen there."""

    title: Words
    text: Words
    link: str
    sees: str


@dataclass(frozen=True)
class Role:
    """Whose eyes one looks through; `username`: of an officer of the demo, empty for a resident."""

    name: Words
    brings: Words
    username: str
    steps: tuple[Step, ...]


ROLES: dict[str, Role] = {
    "nguoi-dan": Role(
        _("Người dân"),
        _("Nói một lần, có phiếu, thấy câu trả lời và ngày hẹn."),
        "",
        (
            Step(
                _("Mở trang của phường"),
                _("Ba con số cho biết phường đang làm gì và đang nợ gì."),
                f"/{WARD}/",
                "Gửi ý kiến",
            ),
            Step(
                _("Gửi một ý kiến"),
                _("Không cần tên, không cần tài khoản. Viết thử một chuyện rồi gửi."),
                f"/{WARD}/gui-y-kien/",
                "Gửi",
            ),
            Step(
                _("Mở lại bằng phiếu"),
                _("Số phiếu và mã vừa nhận mở ra trang riêng: đến đâu rồi, nói thêm, rút, xóa."),
                "/phieu/",
                "Mã bí mật",
            ),
            Step(
                _("Xem bảng việc"),
                _("Tìm không cần gõ dấu, lọc theo tổ, hoặc xem trên bản đồ không cần mạng."),
                f"/{WARD}/viec/",
                "Xem trên bản đồ",
            ),
            Step(
                _("Bấm «Tôi cũng gặp chuyện này»"),
                _("Mở một việc bất kỳ. Không ai biết ai bấm, chỉ có con số khoảng chừng."),
                "@board",
                "Tôi cũng gặp chuyện này",
            ),
            Step(
                _("Đọc lời hứa"),
                _("Trễ nhất đứng trước, ngày dời vẫn còn gạch ngang. Thấy chưa xong thì nói ngay ở đó."),
                f"/{WARD}/loi-hua/",
                "Lời hứa của phường",
            ),
        ),
    ),
    "truc-ban": Role(
        _("Trực ban"),
        _("Một danh sách duy nhất của hôm nay, không chép qua chép lại."),
        "binh",
        (
            Step(
                _("Việc hôm nay"),
                _("Đăng nhập bằng tên bên trên. Trang này xếp sẵn việc gấp lên đầu."),
                HOME,
                "Việc hôm nay",
            ),
            Step(
                _("Mở một ý kiến mới"),
                _("Đọc lời của người dân, nhận thành việc và giao cho người phụ trách."),
                "@new",
                "Nhận",
            ),
            Step(
                _("Gọi lại cho người chờ"),
                _("Ai hẹn gọi lại đều nằm ở đây cho đến khi có người bấm «Tôi đã gọi»."),
                "/can-bo/ghi-ho/goi-lai/",
                "Tôi đã gọi",
            ),
            Step(
                _("Lọc đợt gửi hàng loạt"),
                _("Sáng nay có máy gửi dồn dập. Không lời nào mất, nhưng không chen vào danh sách."),
                "/can-bo/cho-loc/",
                "Chờ lọc",
            ),
            Step(
                _("Ghi hộ một cuộc gọi"),
                _("Bà con gọi đến thì gõ vào đây; phiếu kín in ra, mã không ai giữ."),
                "/can-bo/ghi-ho/",
                "Ghi hộ",
            ),
            Step(
                _("Tìm trong hộp việc"),
                _("Gõ «đèn» hay «den» đều ra. Chọn nhiều dòng rồi làm một lần, hoàn tác được."),
                "/can-bo/hop-thu/",
                "Hộp việc",
            ),
        ),
    ),
    "canh-sat-khu-vuc": Role(
        _("Cảnh sát khu vực"),
        _("Việc của ba tổ mình phụ trách, trả lời trong một phút."),
        "chau",
        (
            Step(_("Việc hôm nay"), _("Đăng nhập bằng tên bên trên. Chỉ thấy việc của tổ mình."), HOME, "Việc hôm nay"),
            Step(
                _("Sửa bản soạn bị trả lại"),
                _("Trưởng Công an ghi cần sửa chỗ nào. Sửa rồi gửi duyệt lại."),
                "@returned",
                "Trả lời",
            ),
            Step(
                _("Mở việc đang quá hạn"),
                _("Lời người dân, việc tương tự, ghi chú và các bước nằm trên một trang."),
                "@late",
                "Quá hạn",
            ),
            Step(
                _("Làm tiếp lời hứa bị phản đối"),
                _("Người gửi nói chưa xong thì việc mở lại ngay. Báo xong lần nữa phải có bằng chứng mới."),
                "@reopened",
                "Báo đã xong",
            ),
            Step(
                _("Báo xong một lời hứa sắp tới hạn"),
                _("Viết đã làm gì, kèm ảnh. Người dân mới là người nói đã giữ lời."),
                "@promises",
                "Báo đã xong",
            ),
            Step(
                _("In danh sách mang theo"),
                _("Một tờ giấy cho cả buổi đi tổ, không có lời giữ kín nào."),
                "/can-bo/hom-nay/in/",
                "Việc hôm nay",
            ),
        ),
    ),
    "truong-cong-an": Role(
        _("Trưởng Công an phường"),
        _("Việc nào trễ, việc nào lặp lại, con số cho diễn đàn."),
        "dung",
        (
            Step(
                _("Việc hôm nay"),
                _("Đăng nhập bằng tên bên trên. Việc trễ của cả phường đứng đầu."),
                HOME,
                "Việc hôm nay",
            ),
            Step(
                _("Duyệt một lời trả lời"),
                _("Cán bộ đã soạn. Duyệt, sửa, hoặc trả lại kèm lời dặn."),
                "@drafts",
                "Trả lời",
            ),
            Step(
                _("Đăng một ý kiến lên bảng"),
                _("Che chỗ riêng trước khi đăng; người gửi đã cho phép đến đâu thì đăng đến đó."),
                "@release",
                "Đăng",
            ),
            Step(
                _("Xem tin báo về tội phạm"),
                _("Chỉ trưởng Công an và trực ban thấy; chuyển đi bằng một lần bấm, có phiếu in."),
                "/can-bo/y-kien/",
                "tin báo về tội phạm",
            ),
            Step(
                _("Mở số liệu"),
                _("Con số nào bấm vào cũng ra từng việc. Có mẫu số, có cùng kỳ."),
                "/can-bo/so-lieu/",
                "Số liệu",
            ),
            Step(
                _("Chọn năm lời hứa của năm"),
                _("Năm lời hứa ghim đứng đầu trang của phường."),
                "/can-bo/loi-hua-ghim/",
                "Ghim",
            ),
        ),
    ),
    "mat-tran": Role(
        _("Mặt trận"),
        _("Đọc trước ý kiến nói về cán bộ, xem lời phản đối."),
        "giang",
        (
            Step(_("Việc hôm nay"), _("Đăng nhập bằng tên bên trên."), HOME, "Việc hôm nay"),
            Step(
                _("Xem một lời phản đối"),
                _("Người đi đường nói chưa xong. Hai người ngoài đơn vị đồng ý thì lời hứa mở lại."),
                "@contests",
                "Đúng, chưa xong",
            ),
            Step(
                _("Đọc ý kiến nói về cán bộ"),
                _("Người được nói đến không mở được, dù tìm cách nào."),
                "@new",
                "nói về cán bộ",
            ),
            Step(
                _("Duyệt lời trả lời về thái độ"),
                _("Lĩnh vực này do Mặt trận và Chủ tịch trả lời, không phải Công an."),
                "/can-bo/cho-duyet/",
                "Chờ duyệt",
            ),
            Step(
                _("Mở hộp thư góp ý"),
                _("Mở trước hai người chứng kiến, tờ nào cũng có chỗ trong sổ."),
                "/can-bo/ghi-ho/hop/",
                "Mở hộp",
            ),
            Step(
                _("Đếm lại lời hứa"),
                _("Mọi con số trên trang này ai cũng đếm lại được từ tệp."),
                f"/{WARD}/loi-hua/",
                "Tải lời hứa",
            ),
        ),
    ),
    "giam-sat": Role(
        _("Người giám sát"),
        _("Tổng số khớp, không việc nào bị bỏ quên, không thấy dữ liệu riêng của ai."),
        "khoa",
        (
            Step(_("Việc hôm nay"), _("Đăng nhập bằng tên bên trên."), HOME, "Việc hôm nay"),
            Step(
                _("Xem một lời phản đối"),
                _("Đi xem tận nơi rồi nói đồng ý hay không; cần hai người ngoài đơn vị."),
                "@contests",
                "Đúng, chưa xong",
            ),
            Step(
                _("Đọc ý kiến không còn ai đọc"),
                _("Khi cả Mặt trận và Chủ tịch đều được nói đến, ý kiến đến tay người giám sát."),
                "/can-bo/khong-con-ai-doc/",
                "chuyển",
            ),
            Step(
                _("Đối chiếu số liệu"),
                _("Đã vào, đã trả lời, quá hạn: cộng lại phải bằng nhau."),
                "/can-bo/so-lieu/",
                "Số liệu",
            ),
            Step(
                _("Xem ai được làm gì"),
                _("Một bảng duy nhất, cũng là bảng máy dùng."),
                "/can-bo/nguoi/quyen/",
                "Ai được làm gì",
            ),
            Step(
                _("Tải tệp và tự đếm"),
                _("Lời hứa từng dòng, kể cả lời đã dời và lời không thực hiện."),
                f"/{WARD}/loi-hua/",
                "Tải lời hứa",
            ),
        ),
    ),
}
