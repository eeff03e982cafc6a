"""Promises in every state, reached as people reach them: for the tests of this room."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from langnghe.commitments import actions, settling, voices
from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import Sender, Stranger
from langnghe.kernel.actors import resident, system
from langnghe.kernel.ids import uuid7
from langnghe.people.models import Mandate
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

WORDS = "Thay bóng đèn đầu hẻm 12 và kiểm tra cả đoạn đến nhà văn hóa."
DONE = "Đã thay hai bóng đèn ngày hôm nay, biên bản số 14."
DUE = date(2026, 11, 10)
MADE, CLAIMED, SILENT, LATE, OVER = (
    "2026-11-01T08:00", "2026-11-09T16:00", "2026-11-24T08:00", "2026-11-15T08:00", "2026-12-10T08:00",
)  # fmt: skip


def sender(*, seen: bool = False) -> Sender:
    """Somebody with the receipt of an opinion."""
    return Sender("opinions", uuid7(), seen)


def stranger(name: str = "browser of Tâm") -> Stranger:
    """Somebody without a receipt."""
    return Stranger(name.encode())


@dataclass
class Promise:
    """One promise of the committee's city officer Minh about a lamp, and its next step at a moment."""

    cast: Cast
    subject: tuple[str, UUID] = field(default_factory=lambda: ("matters", uuid7()))
    row: Commitment = field(init=False)

    def made(self, due_on: date = DUE, at: str = MADE) -> "Promise":
        with frozen(at):
            self.row = actions.make(
                self.cast.ward, self.subject, words=WORDS, responsible=self.cast["minh"], due_on=due_on,
                by=self.cast["en"],
            )  # fmt: skip
        return self

    def entered(self, done_on: date | None = None, at: str = MADE) -> "Promise":
        earlier = actions.Earlier(WORDS, "Tổ quản lý đô thị", date(2025, 8, 19), date(2025, 10, 1), done_on)
        with frozen(at):
            self.row = actions.enter(self.cast.ward, self.subject, earlier, by=self.cast["nga"])
        return self

    def fresh(self) -> Commitment:
        """The row as it is now."""
        self.row = Commitment.objects.get(id=self.row.id)
        return self.row

    def claimed(self, words: str = DONE, at: str = CLAIMED) -> "Promise":
        with frozen(at):
            actions.claim(self.fresh(), words=words, by=self.cast["minh"])
        return self

    def confirmed(self, voice: Sender | None = None, at: str = CLAIMED) -> "Promise":
        with frozen(at):
            voices.confirm(self.fresh(), voice=voice or sender(), by=resident(self.cast.ward.id))
        return self

    def contested(self, voice: "Sender | Stranger | None" = None, words: str = "", at: str = CLAIMED) -> "Promise":
        with frozen(at):
            voices.contest(self.fresh(), voice=voice or sender(), words=words, by=resident(self.cast.ward.id))
        return self

    def settled(self, at: str = OVER) -> "Promise":
        with frozen(at):
            settling.settle_due(by=system(self.cast.ward.id))
        return self

    def given_up(self, at: str = CLAIMED) -> "Promise":
        with frozen(at):
            actions.give_up(self.fresh(), reason="Hẻm 12 thuộc dự án của tỉnh, khởi công năm sau.", by=self.cast["en"])
        return self

    def outsiders(self) -> tuple[Mandate, Mandate]:
        """Two people who hold no post in the committee."""
        return self.cast["lan"], self.cast["giang"]
