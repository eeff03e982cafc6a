"""What the police chief of the demo ward put on the board. All invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """Public words of one demo opinion, and how many days after it came they were released."""

    title: str
    text: str
    topic: str
    after: int = 1
    place: str = ""


# By the age in days of the opinion in `words.SAID`.
SHOWN = {
    21: Shown("Đèn đường hẻm 12 tắt gần nửa tháng", "Đèn đường đầu hẻm 12 tắt gần nửa tháng nay, tối bọn trẻ đi học thêm về phải soi điện thoại. Mong phường xem giúp.", "beyond_police.infrastructure", place="hẻm 12 đường Lê Lợi"),
    16: Shown("Xe ba gác đậu kín vỉa hè trước cổng trường", "Xe ba gác đậu kín vỉa hè trước cổng trường buổi sáng, các cháu phải đi xuống lòng đường.", "urban_env.encroachment", after=2, place="cổng trường tiểu học"),
    14: Shown("Làm căn cước tại nhà cho người già không đi lại được", "Bà con hỏi công an phường có đến nhà làm căn cước cho người cao tuổi nằm một chỗ hay phải đưa lên phường.", "admin_id.id_card", after=3),
    11: Shown("Tổ 3 muốn góp tiền gắn camera đầu ngõ", "Tổ chúng tôi muốn góp tiền gắn camera đầu ngõ, xin phường hướng dẫn gắn ở đâu cho đúng và ai được xem lại.", "movement.cameras", after=2),
    5: Shown("Cảm ơn cán bộ chở cụ già đi lạc về tận nhà", "Cảm ơn chú công an khu vực hôm trước chở bà cụ đi lạc về tận nhà, bà con xóm tôi ai cũng quý.", "police_force.praise"),
    2: Shown("Rác chất đống cuối hẻm 77, mưa chảy vào nhà", "Rác chất đống cuối hẻm 77, trời mưa chảy tràn vô nhà, mùi chịu không nổi. Xe rác ba ngày mới vô một lần.", "urban_env.waste_pollution", place="cuối hẻm 77"),
}  # fmt: skip
