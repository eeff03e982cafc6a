"""What the page says of a version: figures in plain words, one line a topic. Nothing here touches a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from langnghe.language.tallies import NOTHING, Tally, from_json
from langnghe.language.topics import name_of
from langnghe.shell.numbers import number
from langnghe.teaching.models import Version

FEWEST_FOR_SHARE = 10


@dataclass(frozen=True)
class Line:
    """One topic: of how many corrections how many the shared weights and the new rows guess right, and suggest."""

    name: str
    n: int
    before: int
    after: int
    offered: int
    offered_right: int


@dataclass(frozen=True)
class Shown:
    """A version on the page."""

    version: Version
    here: bool
    ward: Tally
    own: Tally
    dev: Tally
    dev_own: Tally

    @property
    def right(self) -> str:
        """How often the topic is guessed right: with what the ward taught, and with the shared weights alone."""
        return _("%(after)s trong %(n)s (bản chung: %(before)s)") % {
            "after": number(self.own.right), "n": number(self.own.n), "before": number(self.ward.right),
        }  # fmt: skip

    @property
    def precision(self) -> str:
        """How many suggestions are right."""
        return _("%(right)s trong %(n)s lời gợi ý") % {
            "right": number(self.own.offered_right), "n": number(self.own.offered),
        }  # fmt: skip

    @property
    def coverage(self) -> str:
        """For how many texts something is suggested."""
        return _("gợi ý cho %(offered)s trong %(n)s ý kiến") % {
            "offered": number(self.own.offered), "n": number(self.own.n),
        }  # fmt: skip

    @property
    def known(self) -> str:
        """Whether it still knows what it knew."""
        return _("%(after)s trong %(n)s câu thử (bản chung: %(before)s)") % {
            "after": number(self.dev_own.right), "n": number(self.dev_own.n), "before": number(self.dev.right),
        }  # fmt: skip

    @property
    def can_be_chosen(self) -> bool:
        """Whether it can be gone back to."""
        return not self.here and self.version.emptied_at is None

    @property
    def lines(self) -> list[Line]:
        """By topic, those with most corrections first."""
        rows = sorted(self.own.topics.items(), key=lambda one: (-one[1][0], one[0]))
        return [
            Line(name_of(topic), n, self.ward.topics.get(topic, [0, 0])[1], right, offered, offered_right)
            for topic, (n, right, offered, offered_right) in rows
        ]


def shown(version: Version, chosen: object) -> Shown:
    """A version as the page shows it; `chosen`: the id of what is in force."""
    judged: Mapping[str, Any] = version.judged
    tallies = (
        from_json(judged[name]) if name in judged else NOTHING for name in ("ward", "ward_own", "dev", "dev_own")
    )
    return Shown(version, version.id == chosen, *tallies)
