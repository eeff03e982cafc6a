"""Numbers under load: each given once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
from langnghe.searching import ordinals
from langnghe.searching.models import Passage
from langnghe.testing.cast import Cast
from langnghe.testing.cast import dien_hong as build


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_their_own_number() -> None:
    cast = build()

    def send(turn: int) -> int:
        try:
            return say(cast, f"Ý kiến thứ {turn}").opinion.number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(send, range(40)))
    assert sorted(numbers) == list(range(1, 41))


@pytest.mark.django_db(transaction=True)
def test_the_same_form_arriving_at_the_same_moment_is_one_opinion() -> None:
    cast: Cast = build()
    token = "t" * 40

    def send(_turn: int) -> tuple[int, bytes]:
        try:
            received = say(cast, token=token)
            return received.opinion.number, received.secret
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(16)))
    assert len(answers) == 1
    assert Opinion.objects.count() == 1


@pytest.mark.django_db
def test_two_opinions_that_the_index_would_give_one_number_are_both_kept(
    dien_hong: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_id, same = ordinals.of_id, iter([5, 5])
    monkeypatch.setattr(ordinals, "of_id", lambda key: next(same, None) or by_id(key))
    numbers = [say(dien_hong, words).opinion.number for words in ("Đèn hỏng", "Nước tràn")]
    assert numbers == [1, 2]
    assert set(Opinion.objects.values_list("words", flat=True)) == {"Đèn hỏng", "Nước tràn"}
    assert set(Passage.objects.values_list("about_id", flat=True)) == set(Opinion.objects.values_list("id", flat=True))
