"""What officers do about opinions and matters in the demo's stories, each a verb of the product."""

from collections.abc import Callable, Iterator
from uuid import UUID

from langnghe.answering import approval
from langnghe.demo.cast import Tale
from langnghe.demo.officers import FRONT_OF
from langnghe.demo.reading import Step
from langnghe.demo.troubles import COVERS
from langnghe.files.rules import Box
from langnghe.intake.actions import call_back_done
from langnghe.matters import gathering, pausing, working
from langnghe.matters.actions import join, part, release_opinion
from langnghe.matters.models import Joining
from langnghe.matters.rules import Draft
from langnghe.opinions import erasures, guarding, photos, waiting
from langnghe.opinions.models import Opinion
from langnghe.people.models import Mandate

TRIAL = "trial"


def take(tale: Tale, step: Step) -> None:
    """The duty desk makes a matter of the first opinion and gives it to a post."""
    post = tale.officer(step.arguments[0]).post
    opinion = _opened(tale, tale.opinion("1"))
    tale.matter = working.take_up(opinion, topic=tale.story.topic, post=post, by=tale.place.desk)
    tale.worker = tale.officer(step.arguments[0])


def take_parted(tale: Tale, step: Step) -> None:
    """An opinion that was parted becomes a matter of its own."""
    number, username, topic = step.arguments
    working.take_up(tale.opinion(number), topic=topic, by=tale.officer(username))


def join_to(tale: Tale, step: Step) -> None:
    """One more opinion about the same."""
    opinion = _opened(tale, tale.opinion(step.arguments[0]))
    join(tale.present(), opinion, by=tale.place.desk)


def part_from(tale: Tale, step: Step) -> None:
    """It was about something else."""
    joining = Joining.objects.get(opinion=tale.opinion(step.arguments[0]), parted_at=None)
    part(joining, by=tale.place.desk)


def merge(tale: Tale, step: Step) -> None:
    """Two matters are one."""
    username, other = step.arguments
    gathering.merge(tale.present(), tale.place.tales[other].present(), by=tale.officer(username))


def board(tale: Tale, step: Step) -> None:
    """The head who answers for the topic puts it on the public board."""
    number = next((word.removeprefix("source=") for word in step.arguments if word.startswith("source=")), "1")
    opinion, words, by = tale.opinion(number), tale.words(step), releaser(tale)
    draft = Draft(
        title=tale.story.title, text=words or opinion.words, topic=tale.story.topic,
        wording="ward" if words else "sender", group_id=opinion.group_id, place=opinion.place, checked=True,
        photos=tuple(_covered(tale.story.said[int(number) - 1].photos, opinion, by)),
    )  # fmt: skip
    tale.matter = release_opinion(opinion, draft, by=by)


def _covered(names: list[str], opinion: Opinion, by: Mandate) -> Iterator[UUID]:
    """The photos sent along, each looked at and covered where something must not be seen."""
    for name, photo in zip(names, photos.of(opinion), strict=True):
        boxes = [Box(*COVERS[name])] if name in COVERS else []
        yield photos.cover(photo, boxes, by=by).id


def releaser(tale: Tale) -> Mandate:
    """Who releases answers of the story's topic."""
    ready = [one for one in approval.releasers(tale.place.ward, tale.story.topic) if one.may("matters.release")]
    return next((one for one in ready if one.may("commitments.release")), ready[0])


def ask(tale: Tale, step: Step) -> None:
    """The sender is asked something; the clock stands still."""
    assert tale.worker is not None
    pausing.ask(tale.present(), tale.opinion(step.arguments[0]), tale.words(step), by=tale.worker)


def note(tale: Tale, step: Step) -> None:
    """A note for colleagues."""
    working.note(tale.present(), tale.words(step), by=tale.officer(step.arguments[0]))


def call(tale: Tale, step: Step) -> None:
    """The sender was called back, as agreed."""
    call_back_done(tale.opinion(step.arguments[0]), by=tale.place.desk)


def pass_on(tale: Tale, step: Step) -> None:
    """A crime report goes to those who investigate."""
    username, body = step.arguments
    desk = tale.officer(username)
    guarding.pass_on(tale.opinion("1"), body, by=desk)
    if not step.day.startswith("t"):
        tale.matter = working.take_up(tale.opinion("1"), topic=tale.story.topic, post=desk.post, by=desk)
        tale.worker = desk


def conduct(tale: Tale, step: Step) -> None:
    """The Front reads a complaint about an officer first."""
    front = tale.officer(step.arguments[0])
    opinion = tale.opinion("1")
    if opinion.guard != "conduct":
        guarding.mark(opinion, "conduct", by=front)


def unseal(tale: Tale, step: Step) -> None:
    """The Front lets the unit see it and takes the matter in hand itself."""
    front = tale.officer(step.arguments[0])
    opinion = guarding.release(tale.opinion("1"), by=front)
    tale.matter = working.take_up(opinion, topic=tale.story.topic, post=front.post, by=front)
    tale.worker = front


def open_wide(tale: Tale, step: Step) -> None:
    """What the words made look like a report of a crime or a complaint is neither."""
    _opened(tale, tale.opinion(step.arguments[0]))


def _opened(tale: Tale, opinion: Opinion) -> Opinion:
    readers = {"crime": tale.place.desk, "conduct": tale.place.mandates[FRONT_OF[tale.place.slug]]}
    while opinion.guard:
        opinion = guarding.mark(opinion, "none", by=readers[opinion.guard])
    return opinion


def dismiss(tale: Tale, step: Step) -> None:
    """Not an opinion at all."""
    by = tale.officer(step.arguments[0]).actor
    waiting.set_aside(tale.opinion("1"), by=by)
    waiting.dismiss(tale.opinion("1"), TRIAL, by=by)


def set_aside(tale: Tale, step: Step) -> None:
    """A flood: what slipped in before it was noticed waits with the rest."""
    for opinion in tale.opinions.values():
        waiting.set_aside(opinion, by=tale.place.desk.actor)


def keep(tale: Tale, step: Step) -> None:
    """An opinion is not erased yet, for a reason its sender reads."""
    username, reason = step.arguments
    erasures.decline(tale.opinion("1"), reason, tale.words(step), by=tale.officer(username))


VERBS: dict[str, Callable[[Tale, Step], None]] = {
    "take": take, "takepart": take_parted, "join": join_to, "part": part_from, "merge": merge, "board": board,
    "ask": ask, "note": note, "call": call, "sealed": pass_on, "conduct": conduct, "unseal": unseal, "open": open_wide,
    "dismiss": dismiss, "aside": set_aside, "keep": keep,
}  # fmt: skip
