"""Sorting: judged by 766 opinions of other hands (tests/cases/words), which the learner never reads."""

import json
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from langnghe.kernel.folding import fold
from langnghe.language import shelf
from langnghe.language.examples import Example, examples
from langnghe.language.learning import learn
from langnghe.language.measuring import judge, macro_f1, report, subtopic_accuracy, suggested
from langnghe.language.sorter import Sorter
from langnghe.language.topics import TOPICS

pytestmark = [pytest.mark.once, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT / "tests" / "cases" / "words" / "topics_test.jsonl"


@pytest.fixture(scope="session")
def small() -> bytes:
    """The file of one that learnt four examples of each subtopic: enough to be asked anything."""
    some: dict[str, list[Example]] = {}
    for example in examples():
        some.setdefault(example.subtopic, []).append(example)
    return learn([one for several in some.values() for one in several[:4]])


@pytest.fixture(scope="session")
def cases() -> list[tuple[str, str]]:
    told = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [(one["text"], f"{one['topic']}.{one['subtopic']}") for one in told]


def test_topics_and_subtopics_are_guessed_as_people_name_them(sorter: Sorter, cases: list[tuple[str, str]]) -> None:
    judged = judge(sorter, cases)
    assert macro_f1(judged) >= 0.88
    assert subtopic_accuracy(judged) >= 0.75


def test_opinions_without_accents_are_guessed_too(sorter: Sorter, cases: list[tuple[str, str]]) -> None:
    assert macro_f1(judge(sorter, [(fold(text), code) for text, code in cases])) >= 0.84


def test_what_is_suggested_is_right_and_most_is_suggested(sorter: Sorter, cases: list[tuple[str, str]]) -> None:
    coverage, precision = suggested(judge(sorter, cases))
    assert coverage >= 0.75
    assert precision >= 0.95


def test_no_case_is_an_example(cases: list[tuple[str, str]]) -> None:
    learnt = {" ".join(fold(example.text).split()) for example in examples()}
    assert not [text for text, _code in cases if " ".join(fold(text).split()) in learnt]


def test_every_subtopic_has_examples_of_several_hands() -> None:
    hands: dict[str, set[str]] = {}
    for example in examples():
        assert example.subtopic in TOPICS, example.text
        hands.setdefault(example.subtopic, set()).add(example.hand)
    assert len(hands) == 50
    assert min(map(len, hands.values())) >= 3
    assert sum(1 for _example in examples()) >= 2_500


def test_the_words_that_decided_are_told_as_they_were_typed(sorter: Sorter) -> None:
    guess = sorter.guess("Nhà bên hát karaoke ầm ĩ tới khuya")
    assert guess.subtopic == "public_order.noise"
    assert "karaoke" in " ".join(guess.why)
    assert all(word in "nhà bên hát karaoke ầm ĩ tới khuya" for words in guess.why for word in words.split())


@pytest.mark.parametrize("text", ["", "ừ", "???", "123 456", "\x00\ufeff", "🙏"])
def test_what_says_nothing_suggests_nothing(sorter: Sorter, text: str) -> None:
    assert not sorter.guess(text).suggest


@given(text=st.text(max_size=300))
@settings(deadline=None)
def test_any_text_gets_a_guess_of_known_codes(small: bytes, text: str) -> None:
    guess = Sorter(small).guess(text)
    assert guess.topic in TOPICS
    assert guess.subtopic.startswith(f"{guess.topic}.")
    assert 0 <= guess.confidence <= 1


@pytest.mark.parametrize("broken", [b"", b"LNS1", b"GIF89a....", b"cut"])
def test_a_broken_file_is_no_sorter(small: bytes, broken: bytes) -> None:
    with pytest.raises(ValueError, match="sorter"):
        Sorter(small[:-3] if broken == b"cut" else broken)


def test_the_report_names_every_topic(sorter: Sorter, cases: list[tuple[str, str]]) -> None:
    told = report(sorter, cases[:200])
    assert all(topic in told for topic in {code.partition(".")[0] for _text, code in cases[:200]})
    assert report(sorter, []) == "n 0"


def test_a_machine_that_has_not_learnt_yet_suggests_nothing(tmp_path: Path) -> None:
    with override_settings(DATA=str(tmp_path)):
        assert shelf.sorter() is None
