"""The part of a case file about what residents said: words exactly as said, never how to reach who said them."""

from langnghe.casefiles.gathering import CaseFile, Said
from langnghe.casefiles.pictures import Album, Shown
from langnghe.casefiles.saying import at, on, quoted, topic, who
from langnghe.documents import blocks
from langnghe.documents.blocks import Block
from langnghe.opinions.models import GUARDS, Opinion, Photo

SEALED = "có, niêm phong, không ghi trong hồ sơ này"


def part(file: CaseFile, album: Album) -> list[Block]:
    """Each joined opinion with its photos, additions, questions and who opened the sealed contact."""
    found: list[Block] = []
    for number, said in enumerate(file.said, start=1):
        found += _opinion(file, said, number, album)
    return found or [blocks.text("Hiện không có ý kiến nào trong việc này.")]


def _opinion(file: CaseFile, said: Said, number: int, album: Album) -> list[Block]:
    opinion = said.opinion
    found = [blocks.heading(2, f"2.{number}. Ý kiến {opinion.serial}"), *blocks.some(blocks.facts(_facts(file, said)))]
    if opinion.erased_at:
        why = " theo yêu cầu của người gửi" if opinion.erased_on_request else ""
        gone = f"Đã xóa{why}, {at(opinion.erased_at)}. Chỉ còn số, ngày và mã cam kết."
        return [*found, blocks.words(gone), *_openings(said)]
    found += [blocks.text("Lời người gửi, nguyên văn:"), blocks.words(opinion.words)]
    found += album.page(_named(said.photos, None, "Ảnh kèm ý kiến"))
    return [*found, *_later(said, album), *_openings(said)]


def _facts(file: CaseFile, said: Said) -> list[tuple[str, str]]:
    opinion = said.opinion
    joined = next((row for row in file.joinings if row.opinion_id == opinion.id and row.parted_at is None), None)
    return [
        ("Nhận lúc", at(opinion.received_at)),
        ("Đến bằng", str(opinion.get_channel_display())),
        ("Ghi hộ", who(opinion.taken_by)),
        ("Người gửi chọn", topic(opinion.topic) if opinion.topic else "không chọn lĩnh vực"),
        ("Nơi", ", ".join(filter(None, (str(opinion.group or ""), opinion.place)))),
        ("Cho phép đăng", _consent(opinion)),
        ("Giữ kín", _guard(opinion)),
        ("Liên hệ", _contact(opinion)),
        ("Vào việc này", ", ".join(filter(None, (at(joined.joined_at), who(joined.joined_by)))) if joined else ""),
        ("Người gửi rút", at(opinion.withdrawn_at)),
        ("Người gửi xin xóa", at(opinion.erasure_asked_at)),
        ("Mã cam kết", bytes(opinion.commitment).hex()),
    ]


def _consent(opinion: Opinion) -> str:
    if opinion.erased_at:
        return ""
    if opinion.may_publish_words:
        return "đăng lời của người gửi"
    return "chỉ đăng lời tóm tắt" if opinion.may_publish_summary else "không đăng"


def _guard(opinion: Opinion) -> str:
    if not opinion.guard:
        return "về trẻ em hoặc bạo lực trong nhà, không đăng" if opinion.private else ""
    opened = f", đã mở cho đơn vị {at(opinion.guard_released_at)}" if opinion.guard_released_at else ""
    return f"{dict(GUARDS)[opinion.guard]}{opened}"


def _contact(opinion: Opinion) -> str:
    if opinion.contact is None:
        return "không để lại"
    return f"đã xóa, {at(opinion.contact.erased_at)}" if opinion.contact.erased_at else SEALED


def _later(said: Said, album: Album) -> list[Block]:
    """Questions and additions in the order in which they were said."""
    told = [(asked.asked_at, quoted(f"{at(asked.asked_at)}. Hỏi lại người gửi, {who(asked.asked_by)}:",
             asked.words or "(đã xóa cùng ý kiến)")) for asked in said.questions]  # fmt: skip
    for added in said.additions:
        what = "trả lời câu hỏi ngày " + on(added.question.asked_at.date()) if added.question else "bổ sung"
        page = quoted(f"{at(added.added_at)}. Người gửi {what}:", added.words)
        page += album.page(_named(said.photos, added.id, "Ảnh kèm lời bổ sung"))
        told.append((added.added_at, page))
    return [block for _at, page in sorted(told, key=lambda one: one[0]) for block in page]


def _named(photos: list[Photo], addition_id: object, name: str) -> list[Shown]:
    own = [photo for photo in photos if photo.addition_id == addition_id]
    return [Shown(photo.file, f"{name}, số {number}") for number, photo in enumerate(own, start=1)]


def _openings(said: Said) -> list[Block]:
    """Who opened the sealed contact, when and why."""
    rows = [
        [at(opening.at), who(mandate), opening.reason or "lý do chưa mở được (thiếu khóa)"]
        for mandate, opening in said.openings
    ]
    table = blocks.table([("Mở liên hệ lúc", 2), ("Người mở", 3), ("Lý do", 4)], rows)
    return blocks.some(table)
