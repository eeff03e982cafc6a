"""How tests open the pages of answering."""

from django.urls import reverse

from langnghe.answering import carrying, setting
from langnghe.answering.models import Arrival, HandOver, ReadyAnswer
from langnghe.answering.tests import writing
from langnghe.kernel.clock import local_today
from langnghe.matters.models import Matter
from langnghe.people.models import Mandate
from langnghe.places.models import Ward
from langnghe.testing.cast import Cast
from langnghe.testing.pages import page

POWER = "Điện lực Pleiku"


def head(cast: Cast) -> Mandate:
    """Whoever releases and sets up answering in this ward: the chairman, or the chief where there is none."""
    chairmen = [mandate for mandate in cast.mandates.values() if mandate.role == "chairman"]
    return chairmen[0] if chairmen else cast["quy"]


def matter(cast: Cast) -> Matter:
    """One for all pages: the same words again and again are taken for a flood."""
    found = Matter.objects.filter(ward=cast.ward, state="open", topic=writing.LAMP_TOPIC, board_row=None)
    return found.select_related("ward").first() or writing.matter(cast)


def handed_over(cast: Cast) -> HandOver:
    """A hand-over that waits."""
    waits = HandOver.objects.filter(ward=cast.ward, state="waiting")
    if not waits.exists():
        writing.answered(matter(cast), writing.handed(POWER), by=head(cast))
    return waits.get()


def came(cast: Cast) -> Arrival:
    """What a neighbour handed over, without the neighbour."""
    waits = Arrival.objects.filter(ward=cast.ward, decided_at=None).first()
    sender = Ward(name="Phường Pleiku", code="PK")
    sent = HandOver(
        ward=sender, matter=Matter(ward=sender, topic=writing.LAMP_TOPIC, raised_on=local_today()),
        to_ward=cast.ward.id, brief=writing.NOT_OURS, year=2026, number=7,
    )  # fmt: skip
    found = waits or carrying.arrive(sent)
    assert found is not None
    return found


def ready_answer(cast: Cast) -> ReadyAnswer:
    """Words for broken lamps."""
    found = ReadyAnswer.objects.filter(ward=cast.ward, retired_at=None).first()
    return found or setting.write_ready(
        cast.ward, topic=writing.LAMP_TOPIC, name="Đèn hỏng: sẽ thay", kind="accepted", words=writing.WORDS,
        by=head(cast),
    )  # fmt: skip


@page("answering:draft")
def draft(cast: Cast) -> str:
    ready_answer(cast)
    return reverse("answering:draft", args=[matter(cast).serial])


@page("answering:recall")
def recall(cast: Cast) -> str:
    return reverse("answering:recall", args=[matter(cast).serial])


@page("answering:send_back")
def send_back(cast: Cast) -> str:
    return reverse("answering:send_back", args=[matter(cast).serial])


@page("answering:drop")
def drop(cast: Cast) -> str:
    return reverse("answering:drop", args=[matter(cast).serial])


@page("answering:waiting")
def waiting(cast: Cast) -> str:
    return reverse("answering:waiting")


@page("answering:hand_overs")
def hand_overs(cast: Cast) -> str:
    handed_over(cast)
    return reverse("answering:hand_overs")


@page("answering:hand_over")
def hand_over(cast: Cast) -> str:
    return reverse("answering:hand_over", args=[handed_over(cast).id])


@page("answering:slip")
def slip(cast: Cast) -> str:
    return reverse("answering:slip", args=[handed_over(cast).id])


@page("answering:accept")
def accept(cast: Cast) -> str:
    return reverse("answering:accept", args=[handed_over(cast).id])


@page("answering:give_back")
def give_back(cast: Cast) -> str:
    return reverse("answering:give_back", args=[handed_over(cast).id])


@page("answering:arrivals")
def arrivals(cast: Cast) -> str:
    came(cast)
    return reverse("answering:arrivals")


@page("answering:arrival")
def arrival(cast: Cast) -> str:
    return reverse("answering:arrival", args=[came(cast).id])


@page("answering:take_in")
def take_in(cast: Cast) -> str:
    return reverse("answering:take_in", args=[came(cast).id])


@page("answering:refuse")
def refuse(cast: Cast) -> str:
    return reverse("answering:refuse", args=[came(cast).id])


@page("answering:approvers")
def approvers(cast: Cast) -> str:
    return reverse("answering:approvers")


@page("answering:approver")
def approver(cast: Cast) -> str:
    return reverse("answering:approver", args=["public_order"])


@page("answering:ready_answers")
def ready_answers(cast: Cast) -> str:
    ready_answer(cast)
    return reverse("answering:ready_answers")


@page("answering:add_ready")
def add_ready(cast: Cast) -> str:
    return reverse("answering:add_ready")


@page("answering:ready")
def ready(cast: Cast) -> str:
    return reverse("answering:ready", args=[ready_answer(cast).id])


@page("answering:retire_ready")
def retire_ready(cast: Cast) -> str:
    return reverse("answering:retire_ready", args=[ready_answer(cast).id])
