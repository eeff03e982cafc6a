"""Topics: what residents speak about, by the codes of the field, with the plain names they choose from.

A ward adds subtopics of its own; their codes hold `OWN`, so that none can ever be one of ours or another ward's, and
never mean anything else later: name and kind stay as they were made.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """A topic, or a subtopic when its code holds a dot. `private`: its places are shown as the group only."""

    code: str
    name: "Promise | str"
    private: bool = False

    @property
    def parent(self) -> str:
        """The topic's code that this one belongs to; its own when it is a topic."""
        return self.code.partition(".")[0]


TOPICS: dict[str, Topic] = {
    topic.code: topic
    for topic in (
        Topic("traffic", _("Giao thông")),
        Topic("traffic.student_riders", _("Học sinh đi xe máy")),
        Topic("traffic.speeding_racing", _("Phóng nhanh, đua xe")),
        Topic("traffic.enforcement", _("Xử lý vi phạm giao thông")),
        Topic("traffic.parking_congestion", _("Đậu đỗ xe, ùn tắc")),
        Topic("traffic.overloaded_vehicles", _("Xe quá tải")),
        Topic("traffic.signs_lights", _("Đèn, biển báo giao thông")),
        Topic("drugs_vices", _("Ma túy, tệ nạn")),
        Topic("drugs_vices.gambling_vices", _("Cờ bạc, số đề, tệ nạn")),
        Topic("drugs_vices.drugs", _("Ma túy"), private=True),
        Topic("drugs_vices.supervised_persons", _("Người tù tha, người nghiện cần quản lý"), private=True),
        Topic("drugs_vices.juvenile", _("Thanh thiếu niên hư, nghiện game"), private=True),
        Topic("police_force", _("Lực lượng Công an")),
        Topic("police_force.praise", _("Khen ngợi, cảm ơn")),
        Topic("police_force.beat_presence", _("Cảnh sát khu vực ít xuống địa bàn")),
        Topic("police_force.staffing", _("Thiếu người, chế độ")),
        Topic("police_force.conduct", _("Thái độ, tác phong của cán bộ"), private=True),
        Topic("police_force.response", _("Chậm giải quyết, không giải quyết"), private=True),
        Topic("urban_env", _("Đô thị, môi trường")),
        Topic("urban_env.encroachment", _("Lấn chiếm vỉa hè, lòng đường")),
        Topic("urban_env.electro_fishing", _("Đánh bắt tận diệt, săn bắt")),
        Topic("urban_env.waste_pollution", _("Rác, ô nhiễm")),
        Topic("urban_env.illegal_mining", _("Khai thác cát, khoáng sản")),
        Topic("crime", _("Tội phạm")),
        Topic("crime.theft", _("Trộm cắp")),
        Topic("crime.violence_gangs", _("Gây rối, côn đồ")),
        Topic("crime.online_scam", _("Lừa đảo qua mạng, điện thoại")),
        Topic("crime.black_credit", _("Tín dụng đen")),
        Topic("crime.weapons_fireworks", _("Vũ khí, pháo")),
        Topic("crime.fake_goods", _("Hàng giả, hàng lậu")),
        Topic("movement", _("Phong trào, mô hình")),
        Topic("movement.propaganda", _("Tuyên truyền")),
        Topic("movement.patrol_force", _("Tuần tra, lực lượng cơ sở")),
        Topic("movement.models", _("Mô hình quần chúng")),
        Topic("movement.cameras", _("Camera an ninh")),
        Topic("movement.hotline_zalo", _("Đường dây nóng, Zalo")),
        Topic("beyond_police", _("Việc của cơ quan khác")),
        Topic("beyond_police.infrastructure", _("Đường hỏng, đèn đường, thoát nước")),
        Topic("beyond_police.land_planning", _("Đất đai, quy hoạch")),
        Topic("beyond_police.welfare_policy", _("Chính sách, trợ cấp")),
        Topic("beyond_police.other_agency", _("Cơ quan khác")),
        Topic("admin_id", _("Hành chính, giấy tờ")),
        Topic("admin_id.residence", _("Cư trú, tạm trú")),
        Topic("admin_id.vneid", _("VNeID, định danh điện tử")),
        Topic("admin_id.id_card", _("Thẻ căn cước")),
        Topic("admin_id.data_mismatch", _("Giấy tờ sai lệch thông tin")),
        Topic("admin_id.guidance", _("Hướng dẫn, cải cách thủ tục")),
        Topic("admin_id.licence_vehicle", _("Bằng lái, đăng ký xe")),
        Topic("public_order", _("Trật tự công cộng")),
        Topic("public_order.noise", _("Karaoke, tiếng ồn"), private=True),
        Topic("public_order.online_rumour", _("Tin giả trên mạng")),
        Topic("public_order.loose_animals", _("Chó thả rông")),
        Topic("public_order.disputes", _("Mâu thuẫn, bạo lực gia đình"), private=True),
        Topic("public_order.drinking_gathering", _("Nhậu, tụ tập")),
        Topic("fire_rescue", _("Cháy nổ, cứu nạn")),
        Topic("fire_rescue.fire_equipment", _("Trang bị phòng cháy, chữa cháy")),
        Topic("fire_rescue.disaster_drowning", _("Thiên tai, đuối nước")),
        Topic("fire_rescue.rental_fire", _("Cháy nổ nhà trọ, chung cư")),
        Topic("fire_rescue.electric_hazard", _("Nguy cơ cháy từ điện, rác")),
        Topic("fire_rescue.escape_access", _("Lối thoát, ngõ cho xe chữa cháy")),
    )
}


OWN = ".own_"
_own: dict[str, Topic] = {}
_sources: list[Callable[[str], "Topic | None"]] = []


def look_up_with(source: Callable[[str], "Topic | None"]) -> None:
    """Let wards' own subtopics be found by `source`, once at start; what it finds never changes."""
    _sources[:] = [source]


def is_own(code: str) -> bool:
    """Whether a code is of a ward's own subtopic, by its form alone."""
    return OWN in code


def is_of(code: str, ward_code: str) -> bool:
    """Whether a ward may use a code: it is no ward's own, or its own."""
    return not is_own(code) or f"{OWN}{ward_code.lower()}_" in code


def topic_of(code: str) -> Topic | None:
    """The topic of a code, a ward's own too; None for a code nobody gave. Each own one is looked up once a process."""
    if code in TOPICS or not is_own(code):
        return TOPICS.get(code)
    if code not in _own:
        found = next(filter(None, (source(code) for source in _sources)), None)
        if found is None:
            return None
        _own[code] = found
    return _own[code]


def parent_of(code: str) -> str:
    """The topic that a code belongs to; its own when it is a topic."""
    return code.partition(".")[0]


def name_of(code: str) -> str:
    """A topic's name in the reader's language; empty for none."""
    found = topic_of(code)
    return str(found.name) if found else ""


def is_private(code: str) -> bool:
    """Whether a place under this topic could point at a home or a person, so that only the group may be shown."""
    found = topic_of(code)
    return found is not None and found.private
