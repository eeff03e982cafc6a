"""Ready answers of the demo wards, for what residents say most often; officers fill in what stands as `…`."""

from langnghe.answering.setting import write_ready
from langnghe.people.models import Mandate
from langnghe.places.models import Ward

# topic, name, kind, words, why it is declined.
READY = (
    ("public_order.noise", "Karaoke: đã nhắc nhở", "accepted",
     "Công an phường đã đến tận nơi ngày …, nhắc chủ nhà giữ yên lặng và lập biên bản. Còn ồn lúc nào, bà con gọi trực "
     "ban lúc ấy để cán bộ tới nghe tận nơi.", ""),
    ("urban_env.waste_pollution", "Rác: đã dọn, đổi giờ lấy", "accepted",
     "Điểm rác ở … đã dọn ngày …. Từ nay xe lấy rác lúc … các ngày trong tuần. Tổ trưởng và phường cùng xem lại sau "
     "hai tuần.", ""),
    ("urban_env.encroachment", "Vỉa hè: đã nhắc, sẽ quay lại", "in_part",
     "Phường đã nhắc từng hộ ở đoạn … ngày … và kẻ vạch chừa lối đi. Hộ nào tái phạm sẽ bị lập biên bản. Chỗ để xe "
     "chung phường còn đang tìm, hẹn trả lời tiếp ngày ….", ""),
    ("beyond_police.infrastructure", "Đèn, đường, cống: chuyển nơi quản lý", "handed_over",
     "Chỗ này do … quản lý, phường không tự sửa được. Phường đã chuyển kèm ảnh và chỗ, đề nghị trả lời trước ngày …. "
     "Việc còn mở cho tới khi nơi ấy nhận.", ""),
    ("traffic.parking_congestion", "Đậu xe: đã xếp lại chỗ", "accepted",
     "Phường đã kẻ lại chỗ đậu ở đoạn … và cắt cử trực giờ cao điểm từ ngày …. Bà con thấy còn vướng xin nói thêm ở "
     "phiếu này.", ""),
    ("admin_id.id_card", "Căn cước: giờ làm và giấy tờ cần mang", "accepted",
     "Bà con mang theo … tới bộ phận một cửa của phường, sáng thứ Hai đến thứ Sáu. Người già yếu, đau bệnh không đi "
     "được thì gọi trực ban, cán bộ tới nhà làm.", ""),
    ("police_force.staffing", "Biên chế: không thuộc phường", "declined",
     "Biên chế do cấp trên quyết định, phường không tự thêm người được. Phường đã báo cáo kiến nghị này ngày …. Phần "
     "phường làm được là ….", "authority"),
)  # fmt: skip


def write(ward: Ward, chief: Mandate) -> None:
    """Put them into a ward, by its chief of police."""
    for topic, name, kind, words, reason in READY:
        write_ready(ward, topic=topic, name=name, kind=kind, words=words, reason=reason, by=chief)
