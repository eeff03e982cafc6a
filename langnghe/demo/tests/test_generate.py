"""Volume told after the demo's stories: rows as actions write them, and the same again when it was stopped."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import Model

from langnghe.commitments.evidence import COMMITMENT_V1
from langnghe.commitments.models import Claim, Commitment
from langnghe.commitments.settling import settle_due
from langnghe.demo import actions as demo
from langnghe.demo.reading import stories
from langnghe.demo.volume import actions, harvest, slices
from langnghe.demo.volume.beside import straight
from langnghe.house import work
from langnghe.kernel import entry as form
from langnghe.kernel.actors import Actor, system
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry, Job, Leaf
from langnghe.ledger.registry import commits_to_words
from langnghe.matters import indexing
from langnghe.matters.escalating import escalate_due
from langnghe.matters.following import follow_promises
from langnghe.matters.models import Answer, Joining, Matter
from langnghe.matters.pausing import end_pauses
from langnghe.opinions import finding
from langnghe.opinions.models import Opinion, SerialCounter
from langnghe.places.models import Household, Ward
from langnghe.proof.working import Sealer
from langnghe.searching.models import Indexed, Passage, Published
from langnghe.searching.writing import Text

BY = Actor("system")
TOLD = {"nhieu-lan-gui", "thai-do-tiep-dan", "mat-xe", "camera-to-3", "khu-tro-dong", "hem-21-dau-xe"}


@pytest.fixture
def first(db: None) -> Ward:
    """Diên Hồng with a part of the demo."""
    demo.load(by=BY, work=work.one_turn, told=[story for story in stories() if story.key in TOLD])
    return Ward.objects.get(slug="dien-hong")


def generate(matters: int, count: int = 1, **more: Any) -> int:
    return actions.generate(count=count, matters=matters, by=BY, work=work.one_turn, apart=straight, **more)


def test_what_is_generated_is_as_actions_make_it(first: Ward) -> None:
    """One generation for all, for it takes longer than what is asked of it. The log of the demo has a head already."""
    assert Sealer().turn() == 2
    assert generate(120, count=3) == 120
    others = Ward.objects.exclude(slug__in=["dien-hong", "lam-son"])
    assert [Matter.objects.filter(ward=ward).count() for ward in others] == [54, 54]
    sealed = Leaf.objects.count()
    assert Sealer().turn() in (0, 4)
    assert Leaf.objects.count() - sealed < 20
    assert Matter.objects.filter(ward=first, id__lt=first.id).count() == 12
    connection.check_constraints()
    _the_same_columns_are_filled(first)
    _every_commitment_can_be_proved(first)
    _officers_and_everybody_find_it(first)
    for ward in others:
        assert Household.objects.filter(ward=ward).exists()
        assert SerialCounter.objects.filter(ward=ward, last__gt=0).exists()
        _nothing_is_left_to_do(ward)
    assert not Job.objects.filter(done_at=None).exists()


def _the_same_columns_are_filled(first: Ward) -> None:
    """Each table of a told story holds as much as in the demo: nothing that was filled there is empty here."""
    told, seen = _filled(first, generated=True), _filled(first, generated=False)
    assert {Opinion, Matter, Joining, Answer, Commitment, Claim, Entry, Job} <= set(told)
    for model, columns in told.items():
        if model in seen:
            assert columns <= seen[model], model
    assert told[Matter] == seen[Matter]


def _filled(first: Ward, *, generated: bool) -> dict[type[Model], set[str]]:
    """By table, the columns in which a row holds something."""
    found: dict[type[Model], set[str]] = {}
    for rows in harvest.stories(Ward.objects.all(), UUID(int=0)):
        if any(isinstance(row, Opinion) for row in rows) and harvest.may_be_told_again(rows):
            for row in rows:
                if (row.pk < first.id) == generated:
                    filled = {column for column, value in harvest.values(row).items() if value}
                    found.setdefault(type(row), set()).update(filled)
    return found


def _every_commitment_can_be_proved(first: Ward) -> None:
    """Whoever has the words and the salt makes the very hash that the ledger holds."""
    told = {bytes(entry.commitment): entry for entry in Entry.objects.filter(id__lt=first.id)}
    for commitment, entry in told.items():
        assert len(bytes(entry.salt or b"")) == 32
        if not commits_to_words(entry.kind):
            assert entry.salt is not None
            facts = form.facts_bytes(entry.facts)
            assert form.commitment(form.FACTS_V1, bytes(entry.salt), facts) == commitment
        if entry.about is not None:
            assert bytes(entry.about) in told
    for opinion in Opinion.objects.filter(id__lt=first.id, erased_at=None):
        digest = form.commitment(form.OPINION_V1, bytes(opinion.salt), form.words_bytes(opinion.words))
        assert digest == bytes(opinion.commitment)
        assert told[digest].subject_id == opinion.id
    for promise in Commitment.objects.filter(id__lt=first.id):
        digest = form.commitment(COMMITMENT_V1, bytes(promise.salt), form.words_bytes(promise.words))
        assert digest == bytes(promise.words_hash)
        made = Entry.objects.get(kind="commitment.made", subject_id=promise.id)
        assert made.facts["words"] == digest.hex()
        assert made.facts["responsible"] == str(promise.responsible_id)


def _officers_and_everybody_find_it(first: Ward) -> None:
    """The indexes hold what the rooms themselves would write."""
    for opinion in Opinion.objects.filter(id__lt=first.id, erased_at=None):
        _is_indexed(Passage, finding.text_of(opinion))
    for matter in Matter.objects.filter(id__lt=first.id, board_row__isnull=False).select_related("ward", "group"):
        said = Answer.objects.filter(matter=matter).order_by("id").values_list("words", flat=True)
        _is_indexed(Published, indexing.published(matter, list(said)))
    assert Published.objects.filter(about_id__lt=first.id).exists()


def _is_indexed(index: type[Indexed], text: Text) -> None:
    words: Any = text.row(index).words
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            ask = f"SELECT words = %s::tsvector FROM {index._meta.db_table} WHERE ordinal = %s"
            assert cursor.execute(ask, [words.as_vector(), text.ordinal]).fetchone() == (True,)
        else:
            cursor.execute(f"SELECT words FROM {index._meta.db_table} WHERE ordinal = %s", [text.ordinal])
            assert sorted(cursor.fetchone()[0].split()) == sorted(words.as_text().split())


def _nothing_is_left_to_do(ward: Ward) -> None:
    """What follows from promises and from days alone was followed when the story first happened."""
    before = Entry.objects.count()
    for matter in Commitment.objects.filter(ward=ward).values_list("subject_id", flat=True):
        assert not follow_promises(matter, by=system(ward.id))
    settle_due(by=system(ward.id))
    end_pauses(by=system(ward.id))
    escalate_due(by=system(ward.id))
    assert Entry.objects.count() == before


def test_who_was_stopped_goes_on_to_the_same_end(first: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "MATTERS", 10)
    monkeypatch.setattr(actions, "TOGETHER", 2)
    with transaction.atomic():
        generate(35)
        whole = _all_of_it(first)
        transaction.set_rollback(True)

    def stop(there: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate(35, tell=stop)
    assert 20 <= Matter.objects.filter(id__lt=first.id).count() < 35
    assert generate(35) < 35
    assert _all_of_it(first) == whole
    assert generate(35) == 0


def _all_of_it(first: Ward) -> list[Any]:
    found = [
        [sorted(harvest.values(row).items()) for row in model._default_manager.filter(id__lt=first.id).order_by("id")]
        for model in (Opinion, Matter, Joining, Answer, Entry, Job)
    ]
    return [*found, list(SerialCounter.objects.order_by("ward", "year").values_list("ward", "year", "last"))]


def test_only_beside_the_demo_and_only_with_the_same_numbers(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="demo load"):
        generate(10)
    demo.load(by=BY, work=work.one_turn, told=[story for story in stories() if story.key == "den-hem-12"])
    with pytest.raises(Refused, match="Số phường"):
        generate(3, count=4)
