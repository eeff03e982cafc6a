"""Whatever somebody writes, a parser reads it or says why not: a seeded share of `bin/bench --drill log-parsers`."""

import random

import pytest

from langnghe.tlog.refusals import NotProven
from langnghe.tlog.tests.fuzzing import EXACT, PARSERS, bent

pytestmark = pytest.mark.once

EACH = 300


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_raises_nothing_but_that_it_is_not_proven(name: str) -> None:
    parse, seeds = PARSERS[name]
    chance, read = random.Random(f"8 {name}"), 0
    for content in seeds:
        parse(content)
    for _input in range(EACH):
        try:
            content = bent(chance, seeds)
            parse(content)
            read += 1
            assert name not in EXACT or content in seeds
        except NotProven:
            pass
    assert read < EACH
