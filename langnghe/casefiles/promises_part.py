"""The part of a case file about promises: dates and every move, evidence, and who said that it is done or is not."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.casefiles.gathering import CaseFile, Promise
from langnghe.casefiles.pictures import Album, Shown
from langnghe.casefiles.saying import MACHINE, at, on, quoted, who
from langnghe.commitments.models import Claim, Confirmation, Contest, Move
from langnghe.documents import blocks
from langnghe.documents.blocks import Block

Told = tuple[datetime, list[Block]]


def part(file: CaseFile, album: Album) -> list[Block]:
    """Each promise with its whole life."""
    found: list[Block] = []
    for promise in file.promises:
        found += _promise(promise, album)
    return found or [blocks.text("Không có lời hứa nào.")]


def _promise(promise: Promise, album: Album) -> list[Block]:
    row, card = promise.card.commitment, promise.card
    made_by = who(row.made_by) or str(row.get_origin_display())
    facts = blocks.facts([
        ("Tình trạng", card.state_name), ("Xác nhận bởi", card.kept_by_name),
        ("Người chịu trách nhiệm", who(row.responsible) or row.responsible_name),
        ("Đơn vị", row.responsible_unit), ("Hứa", f"{at(row.made_at)}, {made_by}"),
        ("Ngày hẹn đầu tiên", on(row.first_due_on)), ("Ngày hẹn hiện nay", on(row.due_on)),
        ("Số lần dời", str(row.moves) if row.moves else ""), ("Mã băm của lời hứa", bytes(row.words_hash).hex()),
    ])  # fmt: skip
    told: list[Told] = [_move(move) for move in card.moves]
    told += [(miss.at, [blocks.text(f"{at(miss.at)}. Qua ngày hẹn {on(miss.due_on)} mà chưa báo xong. {MACHINE}.")])
             for miss in promise.misses]  # fmt: skip
    told += [_claim(claim, promise, album) for claim in card.claims]
    told += [_confirmation(row, promise, album) for row in promise.confirmations]
    told += [one for row in promise.contests for one in _contest(row, promise, album)]
    if card.given_up:
        gone = card.given_up
        told.append((gone.at, quoted(f"{at(gone.at)}. Báo không thực hiện, {who(gone.by)}:", gone.reason)))
    life = [block for _at, page in sorted(told, key=lambda one: one[0]) for block in page]
    return [
        blocks.heading(2, f"7.{row.number}. Lời hứa {row.number}"), blocks.words(row.words),
        *blocks.some(facts), *life,
    ]  # fmt: skip


def _move(move: Move) -> Told:
    late = f" Lúc dời đã trễ {move.days_late} ngày." if move.days_late else ""
    head = (
        f"{at(move.moved_at)}. Dời ngày hẹn từ {on(move.from_on)} sang {on(move.to_on)}, {who(move.approved_by)}.{late}"
    )
    return move.moved_at, quoted(head, move.reason)


def _claim(claim: Claim, promise: Promise, album: Album) -> Told:
    void = f" Lời báo này mất hiệu lực {at(claim.voided_at)}." if claim.voided_at else ""
    by = who(claim.claimed_by) or _("theo sổ của phường")
    head = f"{at(claim.claimed_at)}. Báo đã xong lần {claim.number}, {by}.{void}"
    page = quoted(head, claim.words) + _photos(promise, claim.id, album, f"Bằng chứng báo xong lần {claim.number}")
    return claim.claimed_at, page


def _confirmation(row: Confirmation, promise: Promise, album: Album) -> Told:
    by = who(row.mandate) if row.mandate else str(row.get_kind_display())
    head = f"{at(row.at)}. Xác nhận đã xong: {by}."
    return row.at, [blocks.text(head), *_photos(promise, row.id, album, "Ảnh kèm lời xác nhận")]


def _contest(row: Contest, promise: Promise, album: Album) -> list[Told]:
    page = quoted(f"{at(row.at)}. Phản đối, cho là chưa xong: {row.get_kind_display()}.", row.words)
    found: list[Told] = [(row.at, page + _photos(promise, row.id, album, "Ảnh kèm lời phản đối"))]
    for agreed in promise.agreements.get(row.id, []):
        head = f"{at(agreed.at)}. Đồng ý với lời phản đối: {agreed.officer.name}, {agreed.mandate.post.name}."
        found.append((agreed.at, [blocks.text(head)]))
    if row.decided_at:
        head = f"{at(row.decided_at)}. Lời phản đối {row.get_outcome_display()}. {who(row.decided_by) or MACHINE}."
        found.append((row.decided_at, quoted(head, row.reason)))
    return found


def _photos(promise: Promise, behind: UUID, album: Album, name: str) -> list[Block]:
    photos = promise.photos.get(behind, [])
    return album.page(Shown(photo.file, f"{name}, ảnh {number}") for number, photo in enumerate(photos, start=1))
