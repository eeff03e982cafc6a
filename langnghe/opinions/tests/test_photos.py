"""Photos of an opinion: kept while the form is filled in, attached with it, covered by an officer, erased with it."""

import io
from datetime import timedelta

import pytest
from django.utils.translation import override

from langnghe.files import housekeeping
from langnghe.files import reads as in_files
from langnghe.files.decoding import Upload
from langnghe.files.models import File
from langnghe.files.rules import Box
from langnghe.files.tests.pictures import colour, opened, photo, with_position
from langnghe.kernel.actors import Actor, resident
from langnghe.kernel.clock import now
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.opinions import photos
from langnghe.opinions.models import Opinion, Photo
from langnghe.opinions.tests.test_receive import say
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from tests.cases.location_tags import told


def sender(cast: Cast) -> Actor:
    return resident(cast.ward.id).actor


def kept(cast: Cast, count: int = 1) -> list[File]:
    return photos.keep(cast.ward, [photo(320 + turn, 240) for turn in range(count)], by=sender(cast)).files


def with_photos(cast: Cast, count: int = 1) -> Opinion:
    opinion = say(cast).opinion
    photos.attach(opinion, [file.id for file in kept(cast, count)], by=sender(cast))
    return opinion


def test_good_photos_are_kept_and_each_bad_one_is_named(dien_hong: Cast) -> None:
    uploads: list[Upload | bytes] = [
        with_position(),
        b"<svg>",
        io.BytesIO(photo(kind="PNG")),
        b"",
        photo(kind="WEBP"),
    ]
    found = photos.keep(dien_hong.ward, uploads, by=sender(dien_hong))
    assert len(found.files) == 3
    assert [problem[:10] for problem in found.problems] == ["Ảnh thứ 2:", "Ảnh thứ 4:"]
    assert not any(told(in_files.location(file).read_bytes()) for file in found.files)


def test_a_sixth_photo_is_not_taken_and_that_is_said(dien_hong: Cast) -> None:
    found = photos.keep(dien_hong.ward, [photo()] * 3, by=sender(dien_hong), already=3)
    assert len(found.files) == 2
    assert "nhiều nhất 5 ảnh" in found.problems[0]
    assert not photos.keep(dien_hong.ward, [photo()], by=sender(dien_hong), already=9).files


def test_an_english_reader_gets_english_sentences(dien_hong: Cast) -> None:
    with override("en"):
        found = photos.keep(dien_hong.ward, [b"no picture"], by=sender(dien_hong))
    assert found.problems[0].startswith("Picture 1: This is not a JPEG")


def test_a_form_finds_its_photos_again_in_its_own_order(dien_hong: Cast, hac_thanh: Cast) -> None:
    files = kept(dien_hong, 3)
    tokens = [file.token for file in reversed(files)]
    assert photos.waiting(dien_hong.ward, [*tokens, "khong-co", tokens[0]]) == files[::-1]
    assert photos.waiting(hac_thanh.ward, tokens) == []


def test_attached_photos_stay_in_order_and_are_no_longer_swept(dien_hong: Cast) -> None:
    opinion = with_photos(dien_hong, 3)
    assert [(row.place, row.file.width) for row in photos.of(opinion)] == [(1, 320), (2, 321), (3, 322)]
    with frozen(now() + timedelta(days=3)):
        assert housekeeping.drop_orphans() == 0
    photos.attach(opinion, [file.id for file in kept(dien_hong, 2)], by=sender(dien_hong))
    assert [row.place for row in photos.of(opinion)] == [1, 2, 3, 4, 5]


def test_too_many_photos_at_a_time_or_in_all_are_refused(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    many = [*kept(dien_hong, 5), *kept(dien_hong, 1)]
    with pytest.raises(Refused, match="nhiều nhất 5 ảnh"):
        photos.attach(opinion, [file.id for file in many], by=sender(dien_hong))
    assert not photos.of(opinion)


def test_an_officer_covers_more_and_more_and_begins_again(dien_hong: Cast) -> None:
    row = photos.of(with_photos(dien_hong))[0]
    photos.cover(row, [Box(0, 0, 0.5, 1)], by=dien_hong["chau"])
    first = row.covered
    photos.cover(row, [Box(0.75, 0.5, 0.25, 0.5)], by=dien_hong["chau"])
    assert row.covered
    assert first
    shown = opened(in_files.location(row.covered).read_bytes())
    assert max(colour(shown, 0.2, 0.5)) < 20
    assert max(colour(shown, 0.9, 0.9)) < 20
    assert colour(shown, 0.9, 0.1)[2] > 150
    assert File.objects.get(id=first.id).erased_at
    photos.uncover(row, by=dien_hong["chau"])
    assert Photo.objects.get(id=row.id).covered is None
    assert File.objects.get(id=row.file.id).erased_at is None
    told_kinds = list(Entry.objects.filter(subject_id=row.id).values_list("kind", flat=True))
    assert told_kinds == ["photo.covered", "photo.covered", "photo.uncovered"]


def test_covering_publishes_nothing(dien_hong: Cast) -> None:
    row = photos.cover(photos.of(with_photos(dien_hong))[0], [], by=dien_hong["chau"])
    assert row.covered
    assert row.covered.public_since is None
    assert row.file.public_since is None


def test_of_two_officers_who_cover_at_once_the_second_is_told(dien_hong: Cast) -> None:
    opinion = with_photos(dien_hong)
    here, there = photos.of(opinion)[0], photos.of(opinion)[0]
    photos.cover(here, [Box(0, 0, 0.5, 1)], by=dien_hong["chau"])
    with pytest.raises(Refused, match="người khác che"):
        photos.cover(there, [Box(0.5, 0, 0.5, 1)], by=dien_hong["binh"])
    assert Photo.objects.get(id=here.id).covered == here.covered


def test_erasing_an_opinion_erases_its_pictures(dien_hong: Cast) -> None:
    opinion = with_photos(dien_hong, 2)
    photos.cover(photos.of(opinion)[0], [], by=dien_hong["chau"])
    photos.erase(opinion, by=sender(dien_hong))
    assert not photos.of(opinion)
    assert File.objects.filter(erased_at=None).count() == 0


def test_a_photo_in_two_opinions_stays_with_the_other(dien_hong: Cast) -> None:
    file = kept(dien_hong)[0]
    first, second = say(dien_hong).opinion, say(dien_hong, "Đèn vẫn tắt.").opinion
    for opinion in (first, second):
        photos.attach(opinion, [file.id], by=sender(dien_hong))
    photos.erase(first, by=sender(dien_hong))
    assert [row.file for row in photos.of(second)] == [file]
