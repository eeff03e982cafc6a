"""The part of an officer's page about a guard: who sees the opinion, whom it speaks about, what may be done."""

from dataclasses import dataclass
from typing import Any

from langnghe.opinions import guarding, reads, visibility
from langnghe.opinions.guard_forms import NameForm
from langnghe.opinions.models import GuardStep, Opinion
from langnghe.people.models import Mandate, Officer

USUAL_BODY = {"crime": "investigation", "conduct": "inspectorate"}


@dataclass(frozen=True)
class GuardPart:
    """What the page of an opinion says and offers about its guard."""

    named: list[Officer]
    steps: list[reads.Told]
    passed: GuardStep | None
    may_release: bool
    may_name: bool
    may_pass_on: bool
    marks: list[str]
    usual_body: str
    name_form: NameForm


def part_of(opinion: Opinion, by: Mandate) -> GuardPart:
    """The part of the officer's page; `marks`: as what this mandate may sort the opinion."""
    reads_it = bool(opinion.guard) and guarding.may_pass_on(opinion, by)
    named = visibility.named_in(opinion) if opinion.guard else []
    return GuardPart(
        named=named,
        steps=reads.guard_steps(opinion) if reads_it else [],
        passed=reads.passings([opinion.id]).get(opinion.id) if reads_it and not opinion.taken_up_at else None,
        may_release=opinion.guard == "conduct" and not opinion.guard_released_at and guarding.may_release(opinion, by),
        may_name=opinion.guard == "conduct" and guarding.reads_conduct(by),
        may_pass_on=reads_it,
        marks=guarding.marks_open_to(opinion, by),
        usual_body=USUAL_BODY.get(opinion.guard, ""),
        name_form=name_form(opinion, by, named),
    )


def name_form(opinion: Opinion, by: Mandate, named: list[Officer], data: Any = None) -> NameForm:
    others = Officer.objects.filter(ward_id__in={opinion.ward_id, by.ward_id}).exclude(id=by.officer_id)
    return NameForm(others.exclude(id__in=[one.id for one in named]).order_by("name"), data)
