"""Numbers under load: each given once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import say
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
