"""A file's life: it waits for its form, is held, shown or not, and goes so that nothing of it stays behind."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from langnghe.files import actions, housekeeping, reads, removing, rules
from langnghe.files.models import File
from langnghe.files.tests.pictures import colour, opened, photo, with_position
from langnghe.kernel.actors import Actor, resident, system
from langnghe.kernel.clock import now
from langnghe.kernel.ids import uuid7
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from tests.cases.location_tags import told


def by(cast: Cast) -> Actor:
    return system(cast.ward.id).actor


def taken(cast: Cast, *, waiting: bool = False) -> File:
    return actions.store_photo(cast.ward, photo(), by=resident(cast.ward.id).actor, waiting=waiting)


def on_the_disk(cast: Cast) -> list[Path]:
    return [path for path in (Path(settings.FILES_ROOT) / cast.ward.id.hex).rglob("*") if path.is_file()]


def test_nothing_of_what_was_uploaded_lies_on_the_disk(dien_hong: Cast) -> None:
    content = with_position()
    file = actions.store_photo(dien_hong.ward, content, by=by(dien_hong))
    assert (file.media_type, file.width, file.height) == ("image/jpeg", 640, 480)
    kept = [path.read_bytes() for path in on_the_disk(dien_hong)]
    assert len(kept) == 2
    assert not any(told(part) or content[:3000] in part for part in kept)
    assert not list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir())


def test_a_photo_that_is_refused_leaves_no_row_and_no_bytes(dien_hong: Cast) -> None:
    with pytest.raises(Refused):
        actions.store_photo(dien_hong.ward, b"<svg onload=alert(1)>", by=by(dien_hong))
    assert not File.objects.exists()
    assert not on_the_disk(dien_hong)


def test_the_bytes_are_there_before_the_row(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def insert(file: File, who: Actor) -> File:
        seen.extend(place.exists() for place in (reads.location(file), reads.small_location(file)))
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "_insert", insert)
    with pytest.raises(KeyboardInterrupt):
        taken(dien_hong)
    assert seen == [True, True]


def test_nobody_sees_a_file_by_its_address_before_it_is_released(dien_hong: Cast, client: Client) -> None:
    file = taken(dien_hong)
    addresses = [reverse(name, args=[file.token]) for name in ("files:serve", "files:small")]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    actions.publish(file, by=by(dien_hong))
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    actions.unpublish(file, by=by(dien_hong))
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    kinds = Entry.objects.filter(subject_id=file.id).values_list("kind", flat=True)
    assert list(kinds) == ["file.stored", "file.published", "file.unpublished"]


def test_covering_makes_a_new_file_and_leaves_the_old_one(dien_hong: Cast) -> None:
    file = taken(dien_hong)
    before = reads.location(file).read_bytes()
    covered = actions.cover(file, [rules.Box(0, 0, 0.5, 1)], by=by(dien_hong))
    assert covered.id != file.id
    assert covered.token != file.token
    assert reads.location(file).read_bytes() == before
    for place in (reads.location(covered), reads.small_location(covered)):
        assert max(colour(opened(place.read_bytes()), 0.2, 0.5)) < 20


def test_erasing_takes_bytes_small_version_and_salt_and_twice_does_no_harm(
    dien_hong: Cast, client: Client, django_capture_on_commit_callbacks: type
) -> None:
    file = actions.publish(taken(dien_hong), by=by(dien_hong))
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase(file, by=by(dien_hong))
    assert not actions.erase(file, by=by(dien_hong))
    gone = File.objects.get(id=file.id)
    assert (gone.size, bytes(gone.salt), gone.public_since) == (0, b"", None)
    assert not on_the_disk(dien_hong)
    assert client.get(reverse("files:serve", args=[file.token])).status_code == 404
    assert Entry.objects.filter(kind="file.erased").count() == 1
    with pytest.raises(Refused, match="không còn"):
        actions.cover(file, [], by=by(dien_hong))


def test_an_erasure_that_is_taken_back_keeps_the_bytes(
    dien_hong: Cast, django_capture_on_commit_callbacks: type
) -> None:
    file = taken(dien_hong)
    with django_capture_on_commit_callbacks(execute=False):
        actions.erase(file, by=by(dien_hong))
    assert reads.location(file).exists()


def test_an_erasure_cut_short_is_finished_by_the_sweep(dien_hong: Cast) -> None:
    file = taken(dien_hong)
    actions.erase(file, by=by(dien_hong))
    assert reads.location(file).exists()
    assert housekeeping.finish_erasures() == 1
    assert not on_the_disk(dien_hong)
    assert housekeeping.finish_erasures() == 0


def test_photos_of_a_form_that_was_never_sent_go_after_a_day(
    dien_hong: Cast, django_capture_on_commit_callbacks: type
) -> None:
    unsent, sent, kept = taken(dien_hong, waiting=True), taken(dien_hong, waiting=True), taken(dien_hong)
    actions.hold(dien_hong.ward, [sent.id], by=by(dien_hong))
    with frozen(now() + timedelta(hours=23)):
        assert housekeeping.drop_orphans() == 0
    with frozen(now() + timedelta(hours=25)), django_capture_on_commit_callbacks(execute=True):
        assert housekeeping.drop_orphans() == 1
    assert not reads.location(unsent).exists()
    assert reads.location(sent).exists()
    assert reads.location(kept).exists()
    with pytest.raises(Refused, match="gửi lại ảnh"):
        actions.hold(dien_hong.ward, [sent.id, unsent.id], by=by(dien_hong))


def test_a_photo_held_at_the_last_moment_is_not_swept(dien_hong: Cast) -> None:
    file = taken(dien_hong, waiting=True)
    actions.hold(dien_hong.ward, [file.id], by=by(dien_hong))
    assert not actions.drop_waiting(file, now() + timedelta(days=2), by=by(dien_hong))


def test_another_ward_cannot_hold_it(dien_hong: Cast, hac_thanh: Cast) -> None:
    file = taken(dien_hong, waiting=True)
    with pytest.raises(Refused):
        actions.hold(hac_thanh.ward, [file.id], by=by(hac_thanh))


def test_bytes_that_no_row_names_go_after_a_week_and_nothing_else(dien_hong: Cast, tmp_path: Path) -> None:
    with override_settings(FILES_ROOT=tmp_path):
        file, stray = taken(dien_hong), rules.path_of(dien_hong.ward.id, uuid7())
        foreign = stray.parent / "cua-nguoi-khac"
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_bytes(b"x")
        foreign.write_bytes(b"x")
        assert housekeeping.drop_strays() == 0
        with frozen(now() + timedelta(days=8)):
            assert housekeeping.drop_strays() == 1
        assert not stray.exists()
        assert all(path.exists() for path in (foreign, reads.location(file), reads.small_location(file)))


def test_removing_what_was_never_written_is_fine(dien_hong: Cast) -> None:
    file = taken(dien_hong)
    removing.remove_bytes(file)
    removing.remove_bytes(file)
    assert File.objects.get(id=file.id).size > 0
