"""What the ward promised about the matter an opinion belongs to, and what its sender may say to that."""

from typing import Any

from langnghe.commitments import reads as commitments
from langnghe.commitments.forms import ContestForm
from langnghe.commitments.rules import Sender
from langnghe.matters import reads as matters
from langnghe.opinions.models import Opinion


def voice_of(opinion: Opinion) -> Sender:
    """The sender as one who may confirm or contest; a secret that staff saw counts for less."""
    return Sender("opinions", opinion.id, seen=opinion.secret_seen_by_staff)


def of(opinion: Opinion, contest: tuple[int, ContestForm] | None = None) -> dict[str, Any]:
    """The promises of the opinion's matter for its page; `contest`: the form that could not be accepted."""
    matter = matters.matter_of(opinion)
    if matter is None:
        return {"promises": []}
    number, refused = contest or (0, None)
    cards = commitments.tell(commitments.of("matters", matter.id))
    return {
        "promises": [
            {
                "cards": [card],
                "say": commitments.say(card, voice_of(opinion)),
                "form": refused if refused and card.commitment.number == number else _form(card.commitment.number),
            }
            for card in cards
        ],
        "answers": matters.answers_of(matter),
        "matter": matter,
        "answer_clock": matters.answer_clock(matter),
    }


def _form(number: int) -> ContestForm:
    return ContestForm(auto_id=f"hua{number}_%s")
