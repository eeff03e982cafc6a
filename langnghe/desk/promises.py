"""What the ward promised about the matter an opinion belongs to, and what its sender may say to that."""

from typing import Any

from langnghe.commitments import reads as commitments
from langnghe.commitments.forms import ContestForm
from langnghe.commitments.hearing import CONFIRM, CONTEST
from langnghe.commitments.reads import Card
from langnghe.commitments.rules import Sender
from langnghe.desk.unsent import Unsent, photos_of
from langnghe.matters import reads as matters
from langnghe.opinions.models import Opinion

SAID = (CONFIRM, CONTEST)


def voice_of(opinion: Opinion) -> Sender:
    """The sender as one who may confirm or contest; a secret that staff saw counts for less."""
    return Sender("opinions", opinion.id, seen=opinion.secret_seen_by_staff)


def of(opinion: Opinion, unsent: Unsent | None = None) -> dict[str, Any]:
    """The promises of the opinion's matter for its page, with the form that could not be accepted."""
    matter = matters.matter_of(opinion)
    if matter is None:
        return {"promises": []}
    cards = commitments.tell(commitments.of("matters", matter.id))
    return {
        "promises": [_item(opinion, card, unsent) for card in cards],
        "answers": matters.answers_of(matter),
        "matter": matter,
        "answer_clock": matters.answer_clock(matter),
    }


def _item(opinion: Opinion, card: Card, unsent: Unsent | None) -> dict[str, Any]:
    number = card.commitment.number
    told = unsent if unsent and unsent.what in SAID and unsent.number == number else None
    return {
        "cards": [card],
        "say": commitments.say(card, voice_of(opinion)),
        "form": told.form if told else ContestForm(auto_id=f"hua{number}_%s"),
        "confirm_photos": photos_of(told, CONFIRM, number),
        "contest_photos": photos_of(told, CONTEST, number),
        "contest_open": told is not None and told.what == CONTEST,
    }
