"""The part of a case file about what the ward said: drafts and what was decided about them, answers, hand-overs."""

from langnghe.answering.models import Draft, HandOver
from langnghe.casefiles.gathering import CaseFile
from langnghe.casefiles.saying import at, on, who
from langnghe.documents import blocks
from langnghe.documents.blocks import Block
from langnghe.matters.models import Answer


def drafts(file: CaseFile) -> list[Block]:
    """Every draft with its words as they stood last, and why it was returned."""
    found: list[Block] = []
    for number, draft in enumerate(file.drafts, start=1):
        found += _draft(file, draft, number)
    return found or [blocks.text("Không có bản soạn nào.")]


def _draft(file: CaseFile, draft: Draft, number: int) -> list[Block]:
    rows = [
        ("Loại", str(draft.get_kind_display())), ("Tình trạng", str(draft.get_state_display())),
        ("Soạn lúc", at(draft.made_at)), ("Thay đổi lần cuối", f"{at(draft.changed_at)}, {who(draft.changed_by)}"),
        ("Trình duyệt", f"{at(draft.submitted_at)}, {who(draft.submitted_by)}" if draft.submitted_at else ""),
        ("Lý do", str(draft.get_reason_display()) if draft.reason else ""), ("Nơi có trách nhiệm", draft.body),
    ]  # fmt: skip
    found = [blocks.heading(2, f"5.{number}. Bản soạn {number}"), *blocks.some(blocks.facts(rows))]
    found += [blocks.words(draft.words)] if draft.words else []
    found += [blocks.text(f"Lời gửi {draft.body}:"), blocks.words(draft.brief)] if draft.brief else []
    for promise in file.draft_promises.get(draft.id, []):
        head = f"Lời hứa {promise.number} trong bản soạn: {promise.post.name}, hẹn ngày {on(promise.due_on)}."
        found += [blocks.text(head), blocks.words(promise.words)]
    for row in file.returns.get(draft.id, []):
        found += [blocks.text(f"{at(row.at)}. Trả lại để sửa, {who(row.by)}:"), blocks.words(row.words)]
    return found


def answers(file: CaseFile) -> list[Block]:
    """What was answered, exactly as the senders read it."""
    found: list[Block] = []
    for number, answer in enumerate(file.answers, start=1):
        found += _answer(answer, number)
    return found or [blocks.text("Chưa trả lời.")]


def _answer(answer: Answer, number: int) -> list[Block]:
    rows = [
        ("Loại", str(answer.get_kind_display())), ("Ngày trả lời", on(answer.answered_on)),
        ("Duyệt", ", ".join(filter(None, (at(answer.released_at), who(answer.released_by))))),
        ("Lý do", str(answer.get_reason_display()) if answer.reason else ""), ("Nơi có trách nhiệm", answer.body),
    ]  # fmt: skip
    return [
        blocks.heading(2, f"6.{number}. Trả lời {number}"),
        *blocks.some(blocks.facts(rows)),
        blocks.words(answer.words),
    ]


def hand_overs(file: CaseFile) -> list[Block]:
    """To whom it was handed over and what that body said; and from which ward it came."""
    found: list[Block] = []
    if file.arrival:
        found += _arrival(file)
    for row in file.hand_overs:
        found += _hand_over(row)
    return found


def _hand_over(row: HandOver) -> list[Block]:
    facts = [
        ("Phiếu chuyển", row.label), ("Nơi nhận", row.body), ("Chuyển", f"{on(row.opened_on)}, {who(row.opened_by)}"),
        ("Cần trả lời trước hết", on(row.due_on)), ("Tình trạng", str(row.get_state_display())),
        ("Nơi kia trả lời", ", ".join(filter(None, (on(row.closed_on), row.receiver, row.reference)))),
        ("Người ghi", who(row.closed_by)),
    ]  # fmt: skip
    found = [*blocks.some(blocks.facts(facts)), blocks.words(row.brief)]
    return found + ([blocks.text("Lời của nơi nhận:"), blocks.words(row.note)] if row.note else [])


def _arrival(file: CaseFile) -> list[Block]:
    came = file.arrival
    assert came is not None
    facts = [("Từ", came.from_name), ("Phiếu chuyển", came.slip), ("Đến lúc", at(came.arrived_at))]
    found = [*blocks.some(blocks.facts(facts)), blocks.words(came.words)]
    if came.residents_words:
        found += [blocks.text("Lời của bà con, nơi kia chuyển cùng:"), blocks.words(came.residents_words)]
    return found
