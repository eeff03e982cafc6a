"""The part of an opinion's page that takes it up, or names the matter it belongs to."""

from typing import Any

from django import forms
from django.http import HttpRequest

from langnghe.kernel.refused import Refused
from langnghe.matters import reads as matters
from langnghe.matters import rules, suggesting
from langnghe.opinions.models import Opinion
from langnghe.opinions.reads import passings
from langnghe.people.acting import mandate_of
from langnghe.people.rules import acts_for
from langnghe.workspace import similar
from langnghe.workspace.forms import NumberForm, TakeUpForm

TEMPLATE = "workspace/parts/take_up.html"


def part(request: HttpRequest, opinion: Opinion, refused: forms.Form | None) -> tuple[str, dict[str, Any]] | None:
    """Template and context of the part; None where there is nothing to take up, or nobody who may."""
    by = mandate_of(request)
    if not by.may("matters.work") or not acts_for(by, opinion.ward_id):
        return None
    scope = matters.in_scope(by)
    if opinion.taken_up_at is not None:
        matter = matters.matter_of(opinion)
        mine = matter is not None and scope.filter(id=matter.id).exists()
        return TEMPLATE, {
            "opinion": opinion,
            "belongs_to": matter if mine else None,
            "taken_up": True,
            "refused": refused,
        }
    try:
        rules.check_stands(opinion)
    except Refused:
        return None
    context = {"opinion": opinion, "similar": similar.like([opinion], scope), "passed_on": bool(passings([opinion.id]))}
    return TEMPLATE, context | _forms(opinion, refused)


def _forms(opinion: Opinion, refused: forms.Form | None) -> dict[str, Any]:
    posts = suggesting.posts_for(opinion)
    offered = suggesting.topic_for(opinion.ward_id, opinion.words, opinion.topic, opinion.guard)
    topic = offered.code if offered else opinion.topic
    suggested = suggesting.post_for(posts, opinion.group_id, topic, opinion.guard)
    initial = {"topic": opinion.topic, "post": str(suggested.id) if suggested else ""}
    made = {
        "take_up_form": TakeUpForm(opinion.ward_id, posts, initial=initial, auto_id="nhan_%s", offered=offered),
        "number_form": NumberForm(auto_id="nhap_%s"),
    }
    if refused is None:
        return made
    return made | {"take_up_form" if isinstance(refused, TakeUpForm) else "number_form": refused}
