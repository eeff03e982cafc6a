"""What the page says, by name. Values in braces are filled in by the page itself."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

LANGUAGES: Final = ("vi", "en")

TEXTS: Final = {
    "title": _("Kiểm tra tờ phiếu"),
    "lead": _(
        "Mở tệp bà con đã giữ. Trang này tự tính ngay trên máy của bà con, không gửi gì đi đâu; rút mạng vẫn dùng được."
    ),
    "no_script": _(
        "Trang này phải tự tính, nên cần JavaScript. Trình duyệt đang tắt: xin bật lên, hoặc mang tệp và trang này "
        "sang máy khác."
    ),
    "keep": _("Tải trang kiểm tra về máy"),
    "keep_hint": _("Chép vào USB hay điện thoại. Sau này máy của phường có hỏng, trang này vẫn kiểm tra được."),
    "proof_head": _("Bằng chứng"),
    "proof_choose": _("Chọn tệp bằng chứng"),
    "drop_hint": _("hoặc kéo tệp thả vào đây"),
    "paste_head": _("Không có tệp, chỉ có tờ giấy in mã QR?"),
    "paste_label": _("Quét mã bằng điện thoại rồi dán toàn bộ chữ đọc được vào đây"),
    "words_label": _("Lời đã gửi, để so từng chữ"),
    "words_hint": _(
        "Không bắt buộc. Chép đúng từng dấu từ trang phiếu, hoặc chọn cả tệp lời .txt cùng tệp bằng chứng."
    ),
    "promise_head": _("Lời hứa ghi sổ"),
    "promise_lead": _(
        "Lời hứa có ngay khi gửi; bằng chứng có sau, khi phường ký đầu sổ. Quá giờ hứa mà phường không đưa được bằng "
        "chứng, tờ lời hứa cho mọi người thấy điều đó."
    ),
    "promise_choose": _("Chọn tệp lời hứa"),
    "keys_head": _("Khóa mà trang này tin"),
    "keys_lead": _(
        "Mỗi sổ có một khóa để ký. So dãy dưới đây với dãy in trên bảng tin của phường; khác một chữ thì đừng tin "
        "trang này."
    ),
    "keys_none": _(
        "Trang này chưa mang khóa nào: xin so dãy hiện ra khi kiểm tra với dãy in trên bảng tin của phường."
    ),
    "about_head": _("Trang này nói được gì, không nói được gì"),
    "about_local": _("Tệp và lời của bà con không rời khỏi máy này. Chính trang cấm mình nối mạng."),
    "about_proves": _(
        "Chứng minh được: lời ấy đã nằm trong sổ mà phường đã ký, và sổ ấy không sửa lùi được mà không ai biết."
    ),
    "about_not": _("Không chứng minh được: lời ấy đúng hay sai, ai là người gửi, và phường đã làm hay chưa."),
    "about_doubt": _(
        "Phường bảo ý kiến này chưa hề có? Mang tệp và trang này tới Mặt trận Tổ quốc, thanh tra hoặc một tòa báo: "
        "ai cũng tự kiểm tra được."
    ),
    "good_proven": _(
        "Ý kiến của bà đã được ghi, số {number}. Nếu sau này bị xoá hay sửa, tờ phiếu này chứng minh được."
    ),
    "good_proven_words": _(
        "Ý kiến của bà đã được ghi, số {number}, đúng từng chữ như lời vừa so. Nếu sau này bị xoá hay sửa, tờ phiếu "
        "này chứng minh được."
    ),
    "good_promised": _("Phường đã hứa ghi ý kiến số {number} vào sổ."),
    "words_not": _("Chưa so lời. Muốn so từng chữ, dán lời đã gửi vào ô trên."),
    "words_good": _("Thêm hay bớt một dấu cũng không khớp, nên đây đúng là lời đã gửi."),
    "promise_due": _("Giờ hứa: muộn nhất {due}, giờ Việt Nam."),
    "promise_over": _(
        "Theo đồng hồ của máy này, giờ ấy đã qua: phường phải đưa được bằng chứng. Mở phiếu trên trang của phường rồi "
        "bấm «Tải bằng chứng»; không có thì lời hứa đã không được giữ."
    ),
    "promise_waits": _("Theo đồng hồ của máy này, giờ ấy chưa tới. Sau giờ ấy xin mở phiếu và tải bằng chứng."),
    "key_unknown": _(
        "Trang này không mang sẵn khóa của sổ {origin}. So dãy dưới đây với dãy in trên bảng tin của phường; khác một "
        "chữ thì đừng tin."
    ),
    "bad_advice": _(
        "Xin lấy lại tệp gốc, chưa mở ra sửa hay chép tay. Vẫn không được thì giữ tệp, mang tới trực ban hoặc Mặt trận "
        "Tổ quốc để cùng xem."
    ),
    "bad_advice_other": _("Tệp không hỏng, nhưng không khớp với điều đang hỏi. Xin xem kỹ lại trước khi tin ai."),
    "bad_too_big": _("Tệp này quá lớn, không phải bằng chứng hay lời hứa của Lắng Nghe."),
    "bad_not_a_proof": _("Đây không phải tệp bằng chứng. Tệp cần tìm có tên kết thúc bằng .tlog-proof."),
    "bad_not_a_promise": _("Đây không phải tệp lời hứa. Tệp cần tìm có tên kết thúc bằng .tlog-promise."),
    "bad_no_opening": _("Bằng chứng này thiếu phần riêng của người gửi, nên không biết là của ý kiến nào."),
    "bad_damaged": _("Tệp bị hỏng hoặc đã bị sửa: có chỗ không đúng như máy của phường viết ra."),
    "bad_other_entry": _("Tệp này chứng minh một bước khác trong sổ, không phải việc nhận một ý kiến."),
    "bad_other_log": _(
        "Tệp này do một sổ khác ký, không phải sổ mà trang này tin. Nếu phường đã đổi khóa sau ngày bà con lưu trang "
        "này, xin tải trang mới."
    ),
    "bad_other_origin": _("Đầu sổ trong tệp là của một sổ khác với sổ ghi trên phiếu."),
    "bad_not_in_log": _(
        "Phép tính không dẫn tới đầu sổ mà phường đã ký: ý kiến này không nằm trong sổ ấy, hoặc tệp đã bị sửa."
    ),
    "bad_not_signed": _("Thiếu hoặc thừa chữ ký: tệp không mang đúng những chữ ký mà nó kể tên."),
    "bad_wrong_signature": _("Chữ ký không đúng: không phải khóa ấy ký, hoặc tệp đã bị sửa."),
    "bad_not_certified": _("Người hứa không được sổ của phường cho phép hứa, hoặc giấy phép ấy đã hết hạn."),
    "bad_other_leaf": _("Lời hứa này nói về một ý kiến khác với ý kiến trong tệp."),
    "bad_other_words": _(
        "Bằng chứng thì đúng, nhưng lời vừa đưa không phải lời đã ghi. Khác một dấu, một khoảng trống cũng không khớp: "
        "xin chép lại đúng từ trang phiếu."
    ),
    "fact_serial": _("Số phiếu"),
    "fact_hour": _("Ghi vào sổ"),
    "fact_log": _("Sổ"),
    "fact_key": _("Dãy để so khóa của sổ"),
    "fact_size": _("Số dòng trong sổ khi phường ký"),
    "fact_witnesses": _("Người làm chứng đã ký cùng"),
    "witness_none": _("chưa có ai"),
    "hour": _("từ {from} đến {to} ngày {date}, giờ Việt Nam"),
    "moment": _("{time} ngày {date}"),
}


def spoken(language: str) -> dict[str, str]:
    """All texts in a language."""
    with override(language):
        return {name: str(text) for name, text in TEXTS.items()}
