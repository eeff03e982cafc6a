"""What residents of the demo ward say. All invented; no real person, no real case."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One demo opinion: how long ago (days), where (`spot`: on `base_map`), and the words."""

    days_ago: int
    words: str
    group: str = ""
    place: str = ""
    contact: str = ""
    may_publish_words: bool = False
    may_publish_summary: bool = False
    spot: str = ""


SAID = [
    Said(21, "Đèn đường đầu hẻm 12 tắt gần nửa tháng nay, tối bọn trẻ đi học thêm về phải soi điện thoại. Mong phường xem giúp.", "Tổ 3", "hẻm 12 đường Lê Lợi", may_publish_words=True, spot="hẻm 12"),
    Said(20, "den o hem 12 hu lau qua roi ma chua thay ai sua, tui gia mat kem di dem so te lam", "Tổ 3", spot="hẻm 12, khúc cong"),
    Said(18, "Tôi ở trọ gần chợ, quán karaoke kẹo kéo sát vách hát tới hơn mười một giờ đêm, con nhỏ không ngủ được. Đã nhắc nhiều lần mà họ còn vặn to hơn.", "Tổ 5", contact="0905 000 111"),
    Said(16, "Xe ba gác đậu kín vỉa hè trước cổng trường buổi sáng, các cháu phải đi xuống lòng đường.", "Tổ 1", "cổng trường tiểu học", may_publish_words=True, spot="cổng trường"),
    Said(14, "Cho hỏi làm căn cước cho má tôi 82 tuổi nằm một chỗ thì công an phường có tới nhà không, hay phải chở lên phường?", "Tổ 7", contact="0914 000 222", may_publish_summary=True),
    Said(12, "may dua nhỏ chieu nao cung dua xe o duong moi, ko doi non, ngày mai ko xay ra chuyen thi ngay mot cung xay ra", "Tổ 2", "đường mới sau nhà văn hóa", spot="sau nhà văn hóa"),
    Said(11, "Tổ chúng tôi muốn góp tiền gắn camera đầu ngõ, xin phường hướng dẫn gắn ở đâu cho đúng và ai được xem lại.", "Tổ 3", may_publish_words=True),
    Said(9, "Nhà bên cạnh thả hai con chó lớn không rọ mõm, hôm qua nó đuổi cháu tôi té trầy cả gối.", "Tổ 6", "hẻm 45", spot="hẻm 45"),
    Said(7, "Em là sinh viên mới thuê phòng, đăng ký tạm trú trên VNeID ba lần đều báo lỗi, lên phường thì được bảo về làm lại trên mạng. Em không biết phải làm sao nữa ạ.", "Tổ 4", contact="sinhvien@example.com"),
    Said(5, "Cảm ơn chú công an khu vực hôm trước chở bà cụ đi lạc về tận nhà, bà con xóm tôi ai cũng quý.", "Tổ 3", may_publish_words=True),
    Said(3, "Bình chữa cháy ở nhà văn hóa tổ tôi kim chỉ vạch đỏ lâu rồi, lỡ có chuyện thì lấy gì dập.", "Tổ 2", "nhà văn hóa", may_publish_summary=True, spot="nhà văn hóa"),
    Said(2, "Rác chất đống cuối hẻm 77, trời mưa chảy tràn vô nhà, mùi chịu không nổi. Xe rác ba ngày mới vô một lần.", "Tổ 6", "cuối hẻm 77", may_publish_words=True, spot="cuối hẻm 77"),
    Said(1, "có người lạ tự xưng cán bộ phường gọi điện bảo cài ứng dụng cập nhật dữ liệu dân cư, má em suýt làm theo. mong phường thông báo cho bà con biết", "Tổ 5"),
    Said(0, "Nước cống đầu đường dềnh lên mỗi lần mưa lớn, xe máy chết máy cả loạt. Năm ngoái đã nói rồi, năm nay vẫn y như vậy.", "Tổ 1", "đầu đường Hùng Vương", spot="đầu đường Hùng Vương"),
]  # fmt: skip
