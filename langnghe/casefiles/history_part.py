"""The part of a case file about what officers did with the matter: each step with its moment and who took it."""

from datetime import datetime

from langnghe.casefiles.gathering import CaseFile
from langnghe.casefiles.saying import MACHINE, at, on, topic, who
from langnghe.documents import blocks
from langnghe.documents.blocks import Block
from langnghe.kernel.clock import HANOI
from langnghe.matters.models import TAKE_BACK_REASONS

Step = tuple[datetime, str, str]
# Entries that tell what no row of the matter does.
TOLD_BY_ENTRIES = {
    "matter.due_moved": "Hạn trả lời đổi vì lịch hoặc thời hạn của lĩnh vực đổi.",
    "hand_over.due_moved": "Ngày nơi được chuyển phải trả lời đổi vì lịch hoặc thời hạn đổi.",
    "matter.escalated": "Quá hạn trả lời; lãnh đạo được báo.",
    "answer.drafted": "Soạn hoặc sửa bản trả lời.",
    "answer.submitted": "Trình duyệt bản soạn.",
    "answer.returned": "Trả lại bản soạn để sửa.",
    "answer.recalled": "Lấy lại bản soạn đã trình để sửa.",
    "answer.dropped": "Bỏ bản soạn trả lời.",
    "case_file.made": "Lập hồ sơ vụ việc.",
}


def part(file: CaseFile) -> list[Block]:
    """All steps as one table, oldest first."""
    steps = sorted(
        [*_joinings(file), *_work(file), *_answers(file), *_board(file), *_entries(file)], key=lambda one: one[0]
    )
    rows = [[at(when), what, doer] for when, what, doer in steps]
    table = blocks.table([("Lúc", 2), ("Bước", 5), ("Người làm", 3)], rows)
    return [table] if table else []


def notes(file: CaseFile) -> list[Block]:
    """What officers noted for each other."""
    found: list[Block] = []
    for note in file.notes:
        found += [blocks.text(f"{at(note.at)}. {who(note.by)}:"), blocks.words(note.words)]
    return found or [blocks.text("Không có ghi chú.")]


def _joinings(file: CaseFile) -> list[Step]:
    found: list[Step] = []
    for row in file.joinings:
        found.append((row.joined_at, f"Nhập ý kiến {row.opinion.serial} vào việc.", who(row.joined_by) or MACHINE))
        if row.parted_at:
            found.append(
                (row.parted_at, f"Tách ý kiến {row.opinion.serial} ra khỏi việc.", who(row.parted_by) or MACHINE)
            )
    return found


def _work(file: CaseFile) -> list[Step]:
    found = [(row.at, f"Giao cho {row.to_post}." if row.to_post else "Trả về trực ban.", who(row.by) or MACHINE)
             for row in file.assignments]  # fmt: skip
    for change in file.topics:
        said = f"Đổi lĩnh vực từ «{topic(change.from_topic)}» thành «{topic(change.to_topic)}»."
        found.append((change.at, said, who(change.by) or MACHINE))
    for pause in file.pauses:
        said = f"Hỏi lại người gửi; hạn trả lời tạm dừng từ {on(pause.from_on)}, lâu nhất đến {on(pause.until_on)}."
        again = f" Tính tiếp từ {on(pause.ended_on)}, đã dừng {pause.days} ngày làm việc." if pause.ended_on else ""
        found.append((pause.question.asked_at, said + again, who(pause.question.asked_by)))
    for other in file.merged:
        found.append((other.changed_at, f"Việc {other.serial} nhập chung vào đây.", ""))
    return found


def _answers(file: CaseFile) -> list[Step]:
    found: list[Step] = []
    for answer in file.answers:
        by = who(answer.released_by) or "theo sổ của những năm trước"
        found.append((answer.released_at, f"Trả lời người gửi: {answer.get_kind_display()}.", by))
    return found


def _board(file: CaseFile) -> list[Step]:
    matter, found = file.matter, list[Step]()
    if matter.released_at:
        found.append((matter.released_at, "Đăng lên bảng công khai.", who(matter.released_by) or MACHINE))
    if matter.taken_back_at:
        why = dict(TAKE_BACK_REASONS).get(matter.taken_back_reason, "")
        said = ": ".join(filter(None, ("Rút khỏi bảng", str(why), matter.taken_back_note))) + "."
        found.append((matter.taken_back_at, said, who(matter.taken_back_by) or MACHINE))
    return found


def _entries(file: CaseFile) -> list[Step]:
    return [
        (
            entry.at.astimezone(HANOI),
            TOLD_BY_ENTRIES[entry.kind],
            who(file.doers.get(entry.actor_id or entry.id)) or MACHINE,
        )
        for entry in file.entries
        if entry.kind in TOLD_BY_ENTRIES
    ]
