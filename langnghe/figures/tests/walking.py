"""Random days of two wards: residents speak, officers answer, promise, join, part and seal; through actions only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from langnghe.answering.tests import writing
from langnghe.answering.tests.pages import head
from langnghe.commitments import actions as commitments
from langnghe.commitments import voices
from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import Sender
from langnghe.house.work import drain
from langnghe.kernel.actors import resident
from langnghe.kernel.clock import local_today
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.matters import gathering, working
from langnghe.matters.models import Joining, Matter
from langnghe.matters.tests.saying import LAMP, allowed
from langnghe.opinions import guarding, leaving
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen

TOPICS = (writing.LAMP_TOPIC, "urban_env.encroachment", "traffic.signs_lights", "public_order.disputes",
          "drugs_vices.drugs", "crime.theft", "police_force.conduct", "")  # fmt: skip


@dataclass
class Walk:
    """Steps of some wards, one after the other, a few hours apart."""

    casts: list[Cast]
    chance: Random
    said: int = field(default=0)

    def days(self, months: "list[str]", steps: int) -> None:
        """So many steps in each of these months, each month's jobs done at its end."""
        for month in months:
            for step in range(steps):
                with frozen(f"{month}-{1 + step % 27:02}T{8 + step % 9:02}:00"):
                    self.step()
            with frozen(f"{month}-28T18:00"):
                drain()

    def step(self) -> None:
        """Something happens, or is refused as it would be on the page."""
        cast = self.chance.choice(self.casts)
        act: Callable[[Cast], None] = self.chance.choice([self.speak] * 4 + [self.answer] * 3 + [
            self.done, self.contest, self.join, self.part, self.seal, self.retopic, self.leave])  # fmt: skip
        try:
            act(cast)
        except Refused:
            self.speak(cast)

    def speak(self, cast: Cast) -> None:
        self.said += 1
        words = f"{LAMP} Nhà số {self.said}{self.chance.randrange(1000)} cũng vậy."
        opinion = allowed(cast, words, group_id=self.chance.choice(list(cast.groups.values())).id)
        writing.matter(cast, topic=self.chance.choice(TOPICS), opinion=opinion)

    def answer(self, cast: Cast) -> None:
        promised = (writing.promised(cast, local_today() + timedelta(days=9), username=_doer(cast)),)
        written = self.chance.choice([
            writing.accepted(), writing.declined(), writing.handed(), writing.accepted(promises=promised),
            writing.accepted(promises=promised)])  # fmt: skip
        writing.answered(self._one(cast), written, by=head(cast))

    def done(self, cast: Cast) -> None:
        row = self._promise(cast)
        commitments.claim(row, words="Đã làm xong hôm nay, biên bản số 14.", by=cast[_doer(cast)])
        if self.chance.random() < 0.7:
            row.refresh_from_db()
            voices.confirm(row, voice=Sender("opinions", uuid7(), False), by=resident(cast.ward.id))

    def contest(self, cast: Cast) -> None:
        voices.contest(self._promise(cast), voice=Sender("opinions", uuid7(), False), words="Chưa xong.",
                       by=resident(cast.ward.id))  # fmt: skip

    def join(self, cast: Cast) -> None:
        gathering.merge(self._one(cast), self._one(cast), by=head(cast))

    def part(self, cast: Cast) -> None:
        into = self.chance.choice(list(Matter.objects.filter(ward=cast.ward, state="joined")) or [self._one(cast)])
        gathering.take_apart(into, by=head(cast))

    def seal(self, cast: Cast) -> None:
        joining = Joining.objects.filter(matter=self._one(cast), parted_at=None).select_related("opinion__ward").first()
        if joining is not None:
            guarding.mark(joining.opinion, self.chance.choice(["crime", "conduct"]), by=cast[_guard(cast)])

    def retopic(self, cast: Cast) -> None:
        working.retopic(self._one(cast), self.chance.choice(TOPICS[:4]), by=head(cast))

    def leave(self, cast: Cast) -> None:
        joining = Joining.objects.filter(matter=self._one(cast), parted_at=None).select_related("opinion__ward").first()
        if joining is not None:
            leaving.withdraw(joining.opinion, by=resident(cast.ward.id).actor)

    def _one(self, cast: Cast) -> Matter:
        some = list(Matter.objects.filter(ward=cast.ward).select_related("ward").order_by("id"))
        if not some:
            raise Refused("Chưa có việc nào.")
        return self.chance.choice(some)

    def _promise(self, cast: Cast) -> Commitment:
        some = list(Commitment.objects.filter(ward=cast.ward).order_by("id"))
        if not some:
            raise Refused("Chưa có lời hứa nào.")
        return self.chance.choice(some)


def _doer(cast: Cast) -> str:
    return "minh" if "minh" in cast.mandates else "quy"


def _guard(cast: Cast) -> str:
    return "dung" if "dung" in cast.mandates else "quy"
