"""The case file for an inspector: everything of a matter in order."""

from datetime import datetime

from langnghe.casefiles import answers_part, history_part, opinions_part, promises_part
from langnghe.casefiles.gathering import CaseFile
from langnghe.casefiles.pictures import Album
from langnghe.casefiles.saying import at, letterhead, on, topic
from langnghe.documents import blocks, letters
from langnghe.documents.blocks import Block, Paper
from langnghe.kernel.clock import HANOI
from langnghe.matters.models import Matter
from langnghe.people.models import Mandate

INSIDE = (
    "Hồ sơ này có lời của người dân và ghi chú nội bộ: chỉ giao cho người có trách nhiệm kiểm tra. "
    "Trong hồ sơ không có tên, số điện thoại hay cách liên hệ của người gửi; liên hệ giữ niêm phong trên hệ thống."
)
CODES = "Mỗi bước để lại một dòng trong sổ, không sửa, không xóa được. Mã cam kết chứng minh nội dung lúc ghi."
NUMBERS = "[U+…] là số hiệu của một ký tự mà phông chữ của hồ sơ không vẽ được, ví dụ hình mặt cười."
ANNEX = "Phụ lục. Các dòng trong sổ"
SMALL = "Ảnh nhiều nên từ một chỗ trở đi in bản thu nhỏ; bản lớn xem trên hệ thống."
# Shorter files are read without a table of contents.
LONG_FROM = 14


def paper(file: CaseFile, mandate: Mandate, made_at: datetime) -> Paper:
    """The file as a paper that the mandate's officer signs."""
    matter, day = file.matter, made_at.astimezone(HANOI).date()
    found = Paper(
        title="Hồ sơ vụ việc", subject=f"Việc {matter.serial}: {matter.title or topic(matter.topic)}",
        author=f"{mandate.post.unit.name}, {matter.ward.name}", made_on=day, head=letterhead(mandate, matter.ward, day),
        footer=f"Hồ sơ việc {matter.serial}. {mandate.officer.name} lập lúc {at(made_at)}.",
    )  # fmt: skip
    album = Album()
    found.add(*_sections(file, album))
    found.add(*_remarks(found, album), _signature(file, mandate, made_at), blocks.heading(1, ANNEX), *_entries(file))
    found.contents = sum(block["kind"] == "heading" for block in found.blocks) >= LONG_FROM
    return found


def _sections(file: CaseFile, album: Album) -> list[Block]:
    sections = [
        ("Việc", [blocks.note(INSIDE), *blocks.some(blocks.facts(_facts(file))), *_public_words(file)]),
        (f"Ý kiến của người dân ({len(file.said)})", opinions_part.part(file, album)),
        ("Các bước xử lý", history_part.part(file)),
        ("Ghi chú nội bộ", history_part.notes(file)),
        ("Bản soạn trả lời và việc duyệt", answers_part.drafts(file)),
        ("Trả lời", answers_part.answers(file)),
        ("Lời hứa", promises_part.part(file, album)),
        ("Chuyển nơi khác", answers_part.hand_overs(file) or [blocks.text("Không chuyển nơi nào.")]),
    ]
    found: list[Block] = []
    for number, (name, page) in enumerate(sections, start=1):
        found += [blocks.heading(1, f"{number}. {name}"), *page]
    return found


def _facts(file: CaseFile) -> list[tuple[str, str]]:
    matter = file.matter
    return [
        ("Số việc", matter.serial), ("Tình trạng", str(matter.get_state_display())), ("Lĩnh vực", topic(matter.topic)),
        ("Tổ dân phố", str(matter.group or "")), ("Nơi", matter.place), ("Bà con nói ngày", on(matter.raised_on)),
        ("Mở việc lúc", at(matter.opened_at)), ("Đang giao", str(matter.post or "chưa giao ai, trực ban giữ")),
        ("Hạn trả lời", on(matter.due_on)), ("Trả lời lần đầu", on(matter.answered_on)),
        ("Đã tạm dừng", f"{matter.paused_days} ngày làm việc" if matter.paused_days else ""),
        ("Nhập chung vào", matter.joined_into.serial if matter.joined_into else ""),
        ("Trên bảng công khai", _on_board(matter)),
        ("Ảnh trên bảng", str(file.public_photos) if file.public_photos else ""),
    ]  # fmt: skip


def _on_board(matter: Matter) -> str:
    if matter.is_public:
        return f"đang đăng, từ {at(matter.released_at)}"
    return f"đã rút {at(matter.taken_back_at)}" if matter.taken_back_at else "không đăng"


def _public_words(file: CaseFile) -> list[Block]:
    matter = file.matter
    if not (matter.title or matter.text):
        return []
    whose = (
        f"Lời trên bảng công khai, {matter.get_wording_display()}:" if matter.wording else "Lời trên bảng công khai:"
    )
    return [blocks.text(whose), blocks.words("\n".join(filter(None, (matter.title, matter.text))))]


def _entries(file: CaseFile) -> list[Block]:
    rows = [[str(one.id), one.kind, at(one.at), bytes(one.commitment).hex()] for one in file.entries]
    table = blocks.table([("Số dòng", 56), ("Loại bước", 35), ("Lúc", 28), ("Mã cam kết", 43)], rows, codes=True)
    return [blocks.note(CODES), *blocks.some(table)]


def _remarks(paper: Paper, album: Album) -> list[Block]:
    """What must be explained because it happened in this file."""
    found = [SMALL] if album.made_small else []
    if any(letters.has_numbers(text) for text in paper.texts()):
        found.append(NUMBERS)
    return [blocks.note(said) for said in found]


def _signature(file: CaseFile, mandate: Mandate, made_at: datetime) -> Block:
    closing = (
        f"Hồ sơ lập từ hệ thống lúc {at(made_at)}, gồm {len(file.said)} ý kiến, {len(file.answers)} lần trả lời, "
        f"{len(file.promises)} lời hứa; kèm phụ lục {len(file.entries)} dòng trong sổ."
    )
    recipients = ["Như đề nghị;", "Lưu: hồ sơ việc."]
    return blocks.signature(mandate.post.name, mandate.officer.name, closing=closing, recipients=recipients)
