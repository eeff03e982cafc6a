"""What varies from one telling to the next: lanes, streets, and what people add to what they say."""

import re
from random import Random

STREETS = (
    "Lê Lợi", "Hai Bà Trưng", "Trần Phú", "Hùng Vương", "Nguyễn Trãi", "Bạch Đằng", "Yết Kiêu", "Phan Bội Châu",
    "Quang Trung", "Lý Thường Kiệt", "Phan Đình Phùng", "Đinh Tiên Hoàng", "Nguyễn Du", "Trần Hưng Đạo", "Lê Lai",
    "Nguyễn Huệ", "Võ Thị Sáu", "Bà Triệu", "Ngô Quyền", "Lê Hồng Phong", "Tô Hiến Thành", "Cao Bá Quát", "Chu Văn An",
    "Đào Duy Từ", "Hoàng Văn Thụ", "Lương Thế Vinh", "Mạc Đĩnh Chi", "Nguyễn Thái Học", "Phạm Ngũ Lão", "Tản Đà",
    "Trần Quý Cáp", "Tôn Thất Tùng", "Cách Mạng Tháng Tám", "Phan Chu Trinh", "Huỳnh Thúc Kháng", "Nguyễn Khuyến",
)  # fmt: skip
ADDED = (
    "Chỗ này gần số nhà {n} {street}.", "Nhà tôi số {n}, ai cần hỏi cứ ghé.", "Bà con hẻm {lane} ai cũng biết.",
    "Chuyện có từ {n} ngày nay rồi.", "Xin phường cho người xuống xem, đoạn số {n} {street}.",
    "Tôi nói hoài mà chưa thấy ai làm.", "Mấy cháu nhỏ đi học qua đây mỗi ngày.", "Cảm ơn cán bộ đã đọc.",
    "Đoạn gần ngã ba {street} là nặng nhất.", "Cả xóm chừng {n} nhà đều gặp.", "Trời mưa thì càng khổ.",
    "Đã báo một lần hồi tháng trước.", "Kính mong các anh chị quan tâm.",
    "Mong được trả lời sớm, tôi hay ở nhà buổi chiều.", "Ai đi ngang số {n} cũng thấy.",
    "Người già trong hẻm {lane} đi lại vất vả lắm.", "Hôm qua lại xảy ra lần nữa, chừng {n} phút.",
    "Nếu cần tôi chỉ chỗ, cứ tới đầu hẻm {lane}.", "Phía bên {street} cũng y như vậy.",
    "Con tôi đi ngang suýt té.", "Tối tối càng rõ.", "Mấy hộ số chẵn đường {street} chịu nhiều nhất.",
)  # fmt: skip
ADDED_PLAIN = (
    "gan so nha {n} {street} do", "hem {lane} ai cung biet", "noi hoai ma chua thay lam", "mong phuong xem giup",
    "may dua nho di hoc qua day moi ngay", "ca xom {n} nha deu gap", "troi mua cang kho", "toi o so {n}",
    "cam on nhieu", "hom qua lai bi nua", "phia {street} cung vay", "xin tra loi som",
)  # fmt: skip
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Phan", "Võ")
MIDDLE = ("Văn", "Thị", "Minh", "Đức", "Thanh", "Ngọc", "Quốc", "Hữu", "Kim", "Xuân", "Thu", "Gia")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Én", "Giang", "Hạnh", "Khoa", "Lan", "Nga", "Oanh", "Phúc", "Quý", "Sơn", "Tư",
         "Vinh", "Yến", "Thảo", "Tuấn", "Mai", "Hòa", "Liên", "Trung", "Hiếu")  # fmt: skip
LANE = r"(?<=[Hh]ẻm )\d+|(?<=[Nn]gõ )\d+|(?<=\b[Hh]em )\d+|(?<=\b[Nn]go )\d+"
VARIES = re.compile(rf"(?P<lane>{LANE})|(?P<street>{'|'.join(STREETS)})|(?P<day>\b\d\d/\d\d/\d{{4}}\b)")


def lane(chance: Random) -> str:
    """The number of a lane."""
    return str(chance.randrange(2, 240))


def added(plain: bool, chance: Random) -> str:
    """What somebody adds at the end, in the same hand: with accents, or without; often nothing."""
    if chance.random() < 0.35:
        return ""
    words = chance.choice(ADDED_PLAIN if plain else ADDED)
    street = chance.choice(STREETS)
    return " " + words.format(n=chance.randrange(2, 400), lane=lane(chance), street=street)


def person(chance: Random) -> str:
    """An invented name."""
    return f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
