"""People who tell of one trouble in words of their own are heard to tell of the same."""

import numpy as np
import pytest

from langnghe.language import contrasting
from langnghe.language.contrasting import Told, turned
from langnghe.language.examples import tellings_of_scenes
from langnghe.language.tellings import lists

pytestmark = pytest.mark.once

# Ten words of each of twenty troubles; nobody uses two halves of them in one text.
TROUBLES, WORDS, WIDTH = 20, 10, 16


def halves(trouble: int) -> tuple[list[int], list[int]]:
    first = trouble * WORDS
    return list(range(first, first + WORDS // 2)), list(range(first + WORDS // 2, first + WORDS))


def direction(rows: np.ndarray, words: list[int]) -> np.ndarray:
    added = rows[words].sum(axis=0)
    return np.asarray(added / np.linalg.norm(added))


@pytest.fixture
def rows() -> np.ndarray:
    return np.random.default_rng(1).normal(size=(TROUBLES * WORDS, WIDTH)).astype(np.float32)


def told() -> list[Told]:
    return [
        Told(f"trouble {number}", "", half) for number in range(TROUBLES) for half in halves(number) for _ in range(150)
    ]


def found(rows: np.ndarray) -> float:
    """How often the other half of a trouble's words is the nearest of all."""
    ours = np.array([direction(rows, halves(number)[0]) for number in range(TROUBLES)])
    theirs = np.array([direction(rows, halves(number)[1]) for number in range(TROUBLES)])
    return float(((ours @ theirs.T).argmax(axis=1) == np.arange(TROUBLES)).mean())


def test_other_words_for_one_trouble_come_to_point_one_way(rows: np.ndarray) -> None:
    assert found(rows) < 0.4
    assert found(turned(rows, told())) > 0.9


def test_the_same_lessons_give_the_same_directions(rows: np.ndarray) -> None:
    assert np.array_equal(turned(rows, told()), turned(rows, told()))


def test_what_only_one_text_tells_of_and_empty_texts_turn_nothing(rows: np.ndarray) -> None:
    alone = [Told(f"trouble {number}", "scene", words) for number, words in enumerate([[], [1], [2, 3]])]
    assert np.array_equal(turned(rows, alone), rows)
    assert np.isfinite(turned(rows, [*told(), *[Told("nothing", "", [])] * contrasting.TOGETHER])).all()


def test_every_scene_is_of_a_trouble_of_the_lists_and_told_by_several() -> None:
    known = {kind for kind, _phrase in lists()}
    scenes: dict[tuple[str, str], set[str]] = {}
    for one in tellings_of_scenes():
        scenes.setdefault((one.trouble, one.scene), set()).add(one.text)
    assert {trouble for trouble, _scene in scenes} <= known
    assert all(len(texts) >= 2 for texts in scenes.values())
