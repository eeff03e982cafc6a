"""The worker learns a ward's rows, a part a turn: five parts judge what each has not seen, the last one learns all."""

import base64
import json
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max

from langnghe.kernel import children
from langnghe.kernel.actors import Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.entry import Fact
from langnghe.language import schooling, shelf
from langnghe.language.lessons import FOLDS
from langnghe.language.sorter import Sorter
from langnghe.language.tallies import NOTHING, Tally, from_json
from langnghe.ledger.actions import record
from langnghe.opinions.models import Opinion
from langnghe.opinions.visibility import MAY_TEACH
from langnghe.teaching import actions, reads, rules
from langnghe.teaching.models import Choosing, Example, Learning, Version
from langnghe.training.gathering import Gathered, lessons

SECONDS = 240.0
KEPT = 5
"""Versions whose rows are kept to go back to."""


class NotLearnt(Exception):
    """The shared weights are not there yet, or the child was ended; the job is tried again later."""


def learn(learning: Learning, *, by: Bearer) -> bool:
    """One part; True while more is left. Safe to run twice and to kill."""
    if learning.finished_at is not None:
        return False
    base = shelf.sorter()
    if base is None:
        raise NotLearnt("the shared weights are not learnt yet")
    current = reads.choosing(learning.ward_id)
    in_force = current.version if current and current.version and current.version.emptied_at is None else None
    gathered = lessons(learning.ward, in_force.learnt_at if in_force else None)
    if not gathered.rows:
        return _nothing(learning)
    if learning.turn < FOLDS:
        return _judge(learning, gathered, in_force)
    return _finish(learning, gathered, base, by)


def _nothing(learning: Learning) -> bool:
    """No lessons are left: the shared weights alone sort."""
    Learning.objects.filter(id=learning.id).update(finished_at=now(), turn=FOLDS + 1)
    return False


def _judge(learning: Learning, gathered: Gathered, in_force: Version | None) -> bool:
    """Learn without one part of the lessons, and count how that part is guessed."""
    judged, _rows = _school(gathered, learning.turn, reads.rows_of(in_force.id) if in_force else None)
    known = {name: from_json(told) for name, told in learning.judged.items()}
    summed = {name: asdict(known.get(name, NOTHING) + tally) for name, tally in judged.items()}
    # Asked again meanwhile it began anew: then this part is not counted.
    same = Learning.objects.filter(id=learning.id, turn=learning.turn, finished_at=None)
    same.update(turn=learning.turn + 1, judged=summed)
    return True


def _finish(learning: Learning, gathered: Gathered, base: Sorter, by: Bearer) -> bool:
    """Learn all, measure on what is never learnt, keep it as a version, and let it sort if it is not worse."""
    judged, rows = _school(gathered, None, None)
    known = {name: from_json(told) for name, told in learning.judged.items()} | judged
    with transaction.atomic():
        held = Learning.objects.select_for_update().get(id=learning.id)
        if held.finished_at is not None or held.turn != learning.turn or not _all_may_teach(gathered):
            return held.finished_at is None
        _keep(held, gathered, known, rows, str(base.head.get("version")), by)
        held.finished_at, held.turn = now(), FOLDS + 1
        held.save(update_fields=["finished_at", "turn"])
    return False


def _all_may_teach(gathered: Gathered) -> bool:
    """Whether nothing was erased, withdrawn or shut away while it was learnt; held until the version is written."""
    wanted = set(gathered.opinion_ids)
    held = Example.objects.select_for_update().filter(opinion_id__in=wanted).exclude(code="")
    there = set(held.values_list("opinion_id", flat=True))
    return there == wanted and Opinion.objects.filter(MAY_TEACH, id__in=wanted).count() == len(wanted)


def _keep(
    held: Learning, gathered: Gathered, judged: dict[str, Tally], rows: bytes, base: str, by: Bearer
) -> Version:  # fmt: skip
    ward, verdict = held.ward, rules.verdict(judged, has_own=bool(gathered.own))
    last = Version.objects.filter(ward=ward).aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        ward=ward, number=last + 1, why=held.why, verdict=verdict, base=base, learnt_at=now(),
        asked_by_id=held.asked_by_id, examples=len(gathered.opinion_ids), features=_features(rows),
        judged={name: asdict(tally) for name, tally in judged.items()}, rows=rows,
    )  # fmt: skip
    facts: dict[str, Fact] = {"number": version.number, "verdict": verdict, "examples": version.examples}
    record("model.trained", ward_id=ward.id, subject=("teaching", version.id), by=by.actor, facts=facts)
    if verdict == "better":
        actions.choose(ward, version, by=by)
    _empty_old(version)
    return version


def _empty_old(newest: Version) -> None:
    """Older rows go, but for what is in force."""
    chosen = Choosing.objects.filter(ward=newest.ward_id).order_by("-id").values_list("version_id", flat=True).first()
    full = Version.objects.filter(ward=newest.ward_id, rows__isnull=False).exclude(id=chosen or newest.id)
    old = list(full.order_by("-id").values_list("id", flat=True)[KEPT:])
    Version.objects.filter(id__in=old).update(rows=None, emptied_at=now())


def _features(rows: bytes) -> int:
    length = int.from_bytes(rows[4:8], "little")
    return int(json.loads(rows[8 : 8 + length])["features"])


def _school(gathered: Gathered, fold: int | None, current: bytes | None) -> tuple[dict[str, Tally], bytes]:
    """In a child with limits, which holds the words in its memory and nowhere else."""
    asked = {
        "lessons": gathered.rows, "own": gathered.own, "fold": fold,
        "current": base64.b64encode(current).decode() if current else None,
    }  # fmt: skip
    with children.in_memory(json.dumps(asked).encode()) as source, children.in_memory(b"") as result:
        code = children.run(
            "langnghe.language.schooling", [str(shelf.path())], source, result, seconds=SECONDS,
            variables=schooling.VARIABLES,
        )  # fmt: skip
        if code != 0:
            raise NotLearnt(f"the child ended with {code}")
        return schooling.unpacked(children.content_of(result))
