"""A step is recorded whole, once, inside the transaction of what it tells of, and what was erased is listed apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from langnghe.kernel.actors import Actor, system
from langnghe.kernel.ids import uuid7
from langnghe.ledger import apart, registry
from langnghe.ledger.actions import record
from langnghe.ledger.models import Entry, Job, Leaf
from langnghe.testing.cast import Cast

RESIDENT = Actor("resident")


@pytest.fixture(autouse=True)
def registers_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test registers is forgotten after it."""
    kinds = {"group.added": "plain facts", "opinion.received": "words"}
    with monkeypatch.context() as patch:
        for name, kept in (("_kinds", kinds), ("_of_words", {"opinion.received"}), ("_after", {}), ("_followers", {})):
            patch.setattr(registry, name, kept)
        yield


@pytest.mark.django_db
def test_a_kind_that_no_room_registers_is_neither_recorded_nor_followed(dien_hong: Cast) -> None:
    with pytest.raises(LookupError, match=r"group\.made"):
        record("group.made", ward_id=dien_hong.ward.id, subject=("places", uuid7()), by=RESIDENT)
    with pytest.raises(LookupError, match=r"group\.made"):
        registry.register_follower("group.made", "tells", lambda _entry: None)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "commitment"), [("group.added", bytes(32)), ("opinion.received", None)])
def test_a_step_commits_to_words_if_its_kind_does_and_only_then(
    dien_hong: Cast, kind: str, commitment: bytes | None
) -> None:
    with pytest.raises(LookupError, match="commits to words"):
        record(kind, ward_id=dien_hong.ward.id, subject=("p", uuid7()), by=RESIDENT, commitment=commitment)


@pytest.mark.django_db(transaction=True)
def test_a_step_is_recorded_inside_the_transaction_of_its_change(dien_hong: Cast) -> None:
    before = Entry.objects.count()
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record("group.added", ward_id=dien_hong.ward.id, subject=("places", uuid7()), by=RESIDENT)
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_a_follower_registered_twice_gets_one_job_and_rows_say_what_they_are(dien_hong: Cast) -> None:
    registry.register_kinds({"group.grown": "a group grew"})
    registry.register_words([])
    for _time in range(2):
        registry.register_follower("group.grown", "tells", lambda _entry: None)
    subject, by = uuid7(), system(dien_hong.ward.id).actor
    entry = record("group.grown", ward_id=dien_hong.ward.id, subject=("places", subject), by=by)
    (job,) = Job.objects.filter(entry=entry)
    assert (str(entry), str(job)) == (f"group.grown {subject}", f"tells after {entry.id}")
    leaf = Leaf(ward_id=dien_hong.ward.id, epoch=2, index=17, entry=entry)
    assert str(leaf) == f"{dien_hong.ward.id}/2/17"
    registry.forget_follower("group.grown", "tells")
    assert registry.followers_of("group.grown") == []
    assert registry.follower("tells")(entry) is None


@pytest.mark.django_db
def test_an_erasure_is_listed_apart_once_and_a_line_cut_off_hides_no_other(dien_hong: Cast, tmp_path: Path) -> None:
    registry.register_kinds({"group.erased": "gone"})
    with transaction.atomic():
        entry = record("group.erased", ward_id=dien_hong.ward.id, subject=("places", uuid7()), by=RESIDENT)
    with override_settings(ERASED_LIST=tmp_path / "apart" / "erased"):
        apart.follow(entry)
        apart.follow(entry)
        whole = apart.file().read_text()
        apart.file().write_text(f"{whole[:40]}\n{whole}2026-11-22T25:00:00Z {whole[21:]}{whole[:70]}")
        (erased,) = apart.read(apart.file(), tmp_path / "nowhere")
        assert apart.file().stat().st_mode & 0o777 == 0o600
    assert (erased.kind, erased.ward_id, erased.subject_id) == ("group.erased", dien_hong.ward.id, entry.subject_id)
    assert erased.at == entry.at.replace(microsecond=0)
