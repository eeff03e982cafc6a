"""The covered case file: what the public page of a matter shows, and nothing else."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from langnghe.casefiles import pictures
from langnghe.casefiles.pictures import Album, Shown
from langnghe.casefiles.saying import at, on, paper_language, topic
from langnghe.commitments import reads as promises
from langnghe.commitments.reads import Card
from langnghe.documents import blocks, printing
from langnghe.documents.blocks import Block, Paper
from langnghe.documents.printing import Printed
from langnghe.kernel.clock import HANOI, now
from langnghe.matters import reads as matters
from langnghe.matters.models import Matter
from langnghe.matters.pages import showing

# A phone on a slow line should still get it.
ROOM_BYTES = 8_000_000
# Who reads a public page does not hold a thread of the web process for longer.
PATIENCE_SECONDS = 2.0


def pdf(matter: Matter) -> Printed:
    """The paper of a matter of the board (`matters.reads.public_matter`). Refused when the machine is busy."""
    made_at = now()
    with paper_language(matter.ward):
        made = paper(matter, made_at)
    return printing.pdf(made, at=made_at, pictures=pictures.folder(), queue="public-papers", patience=PATIENCE_SECONDS)


def paper(matter: Matter, made_at: datetime) -> Paper:
    """What its public page shows, as blocks."""
    address = settings.PUBLIC_ADDRESS + reverse("matters:matter", args=[matter.ward.slug, matter.serial])
    found = Paper(
        title="Hồ sơ công khai", subject=f"Việc {matter.serial}: {matter.title}", author=matter.ward.name,
        made_on=made_at.astimezone(HANOI).date(), footer=f"{matter.ward.name}. Bản mới nhất: {address}",
    )  # fmt: skip
    album = Album(ROOM_BYTES)
    found.add(*_about(matter, album, made_at), *_steps(matter), *_promises(matter, album))
    return found


def _about(matter: Matter, album: Album, made_at: datetime) -> list[Block]:
    line, due = showing.line_of(matter), matters.answer_clock(matter)
    facts = blocks.facts([
        ("Số việc", matter.serial), ("Tình trạng", line.badge), ("Lĩnh vực", topic(matter.topic)),
        ("Tổ dân phố", str(matter.group or "")), ("Nơi", matter.public_place),
        ("Bà con nói ngày", on(matter.raised_on)), ("Trả lời chậm nhất", on(due.due) if due else ""),
        ("Nhà khác", line.neighbours), ("Lập lúc", at(made_at)),
    ])  # fmt: skip
    whose = str(matter.get_wording_display()) if matter.wording else ""
    photos = (Shown(photo.covered, "Ảnh đã che") for photo in matters.photos_of(matter))
    said = f"Chuyện gì ({whose})" if whose else "Chuyện gì"
    found = [blocks.heading(1, "Việc"), *blocks.some(facts)]
    found += [blocks.heading(1, said), blocks.words(matter.text)] if matter.text else []
    return [*found, *album.page(photos)]


def _steps(matter: Matter) -> list[Block]:
    found = [blocks.heading(1, "Đến nay")]
    for step in matters.steps(matter, matters.answers_of(matter)):
        found += [blocks.text(f"{on(step.on)}. {step.text}"), *([blocks.words(step.words)] if step.words else [])]
    return found


def _promises(matter: Matter, album: Album) -> list[Block]:
    cards = promises.tell(promises.of("matters", matter.id))
    found = [blocks.heading(1, _("Phường hứa"))] if cards else []
    for card in cards:
        found += _promise(card, album)
    return found


def _promise(card: Card, album: Album) -> list[Block]:
    row = card.commitment
    facts = blocks.facts([
        ("Tình trạng", card.state_name), ("Đơn vị", row.responsible_unit),
        ("Ngày hẹn đầu tiên", on(row.first_due_on) if row.moves else ""), ("Ngày hẹn", on(row.due_on)),
        ("Xác nhận bởi", card.kept_by_name),
    ])  # fmt: skip
    found = [blocks.heading(2, f"Lời hứa {row.number}"), blocks.words(row.words), *blocks.some(facts)]
    for moment in card.moments:
        found += [blocks.text(f"{on(moment.on)}. {moment.text}")]
        found += [blocks.words(moment.quote)] if moment.quote else []
        found += album.page(Shown(photo.covered, "Bằng chứng, ảnh đã che") for photo in moment.photos)
    return found
