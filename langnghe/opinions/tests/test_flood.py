"""A flood waits beside the list, a crowd does not, and nobody is turned away."""

from collections.abc import Callable
from itertools import count

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from langnghe.kernel.actors import resident
from langnghe.ledger.models import Entry
from langnghe.opinions import flood, tokens, waiting
from langnghe.opinions.attempts import Received
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen


def waits(received: Received) -> bool:
    return Opinion.objects.get(id=received.opinion.id).quarantined_at is not None


def worked(received: Received) -> str:
    """What an honest browser finds after some work."""
    kept = bytes(received.opinion.secret_hash)
    return next(str(nonce) for nonce in count() if flood.work_done(kept, str(nonce)))


@pytest.fixture
def prove(dien_hong: Cast, client: Client) -> Callable[..., int]:
    def post(received: Received, **proof: str) -> int:
        held = {"serial": received.opinion.serial, "secret": format_secret(received.secret)}
        return client.post(reverse("opinions:prove", args=[dien_hong.ward.slug]), held | proof).status_code

    return post


def test_two_hundred_neighbours_in_ten_minutes_are_all_served_at_once(dien_hong: Cast) -> None:
    sent = [say(dien_hong, f"{LAMP} Nhà số {house}.", token=tokens.issue()) for house in range(200)]
    assert not any(waits(received) for received in sent)


def test_beyond_a_crowd_opinions_get_their_receipt_and_wait(dien_hong: Cast, settings: Settings) -> None:
    settings.CROWD = 10
    sent = [say(dien_hong, f"{LAMP} {turn}", token=tokens.issue()) for turn in range(15)]
    assert [waits(received) for received in sent] == [False] * 11 + [True] * 4
    assert all(received.secret and received.opinion.number for received in sent)


def test_the_crowd_is_forgotten_after_ten_minutes(dien_hong: Cast, settings: Settings) -> None:
    settings.CROWD = 3
    with frozen("2026-11-20T08:00:00"):
        before = [say(dien_hong, f"{LAMP} {turn}", token=tokens.issue()) for turn in range(6)]
    with frozen("2026-11-20T08:10:30"):
        after = say(dien_hong, f"{LAMP} sau", token=tokens.issue())
    assert waits(before[-1])
    assert not waits(after)


def test_a_new_year_is_no_flood(dien_hong: Cast, settings: Settings) -> None:
    settings.CROWD = 3
    with frozen("2026-12-31T23:59:00"):
        say(dien_hong, token=tokens.issue())
    with frozen("2027-01-01T00:00:10"):
        assert not waits(say(dien_hong, f"{LAMP} năm mới", token=tokens.issue()))


def test_one_form_that_brings_opinion_after_opinion_is_noticed_in_calm_times(dien_hong: Cast) -> None:
    token = tokens.issue()
    sent = [say(dien_hong, f"{LAMP} {turn}", token=token) for turn in range(5)]
    assert [waits(received) for received in sent] == [False, False, False, True, True]


def test_the_same_form_sent_again_is_never_counted_as_another(dien_hong: Cast) -> None:
    token = tokens.issue()
    again = [say(dien_hong, token=token) for _turn in range(6)]
    assert len({received.opinion.id for received in again}) == 1
    assert not waits(again[0])


def test_a_made_up_token_is_none_of_ours() -> None:
    token = tokens.issue()
    flipped = ("A" if token[0] != "A" else "B") + token[1:]
    assert tokens.ours(token)
    assert not any(tokens.ours(text) for text in ("", "x", flipped, token[:-1], token + "A", "é" * 43, "=" * 43))


@pytest.mark.parametrize("how", ["by the browser's work", "by answering"])
def test_whoever_shows_that_somebody_is_there_is_on_the_list(
    how: str, dien_hong: Cast, settings: Settings, prove: Callable[..., int]
) -> None:
    settings.CROWD = 0
    say(dien_hong)
    received = say(dien_hong, f"{LAMP} thật")
    assert waits(received)
    answer = str(sum(flood.question(bytes(received.opinion.secret_hash))))
    status = (
        prove(received, nonce=worked(received)) if how == "by the browser's work" else prove(received, answer=answer)
    )
    assert (status, waits(received)) == (200, False)
    assert Entry.objects.filter(kind="opinion.let_in", subject_id=received.opinion.id).count() == 1


def test_a_wrong_answer_lets_nothing_in_and_loses_nothing(
    dien_hong: Cast, settings: Settings, prove: Callable[..., int]
) -> None:
    settings.CROWD = 0
    say(dien_hong)
    received = say(dien_hong, f"{LAMP} máy")
    assert [prove(received, answer=text) for text in ("", "0", "hai lăm", "9" * 5000, "²")] == [422] * 5
    assert prove(received, nonce="1" * 300) == 422
    assert waits(received)


@pytest.mark.parametrize(
    ("said", "sum_"), [("7", 7), (" bảy ", 7), ("MƯỜI HAI", 12), ("muoi  tam", 18), ("mười lăm", 15)]
)
def test_the_sum_may_be_written_as_people_write(said: str, sum_: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "question", lambda _kept: (sum_ - 2, 2))
    assert flood.answered(b"", said)


def test_the_receipt_of_another_opens_no_door(dien_hong: Cast, prove: Callable[..., int]) -> None:
    mine, other = say(dien_hong, "Đường ngập"), say(dien_hong, "Chó thả rông")
    stolen = Received(mine.opinion, other.secret)
    assert prove(stolen, answer="4") == 400
    assert prove(Received(mine.opinion, bytes(15)), nonce="1") == 400


def test_a_dismissal_says_why_is_recorded_once_and_can_be_taken_back(dien_hong: Cast, settings: Settings) -> None:
    settings.CROWD = 0
    say(dien_hong)
    opinion = say(dien_hong, "Mua ngay hôm nay giảm giá").opinion
    by = resident(dien_hong.ward.id).actor
    assert waiting.dismiss(opinion, "advert", by=by)
    assert not waiting.dismiss(opinion, "advert", by=by)
    assert not waiting.let_in(opinion, by=by)
    entry = Entry.objects.get(kind="opinion.dismissed", subject_id=opinion.id)
    assert entry.facts == {"reason": "advert"}
    assert waiting.take_back(opinion, by=by)
    assert waiting.let_in(opinion, by=by)
