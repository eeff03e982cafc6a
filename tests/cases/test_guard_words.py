"""What other residents wrote, whom the lists of words were not fitted to: how much of it is heard, without any tick."""

import json
from pathlib import Path

import pytest

from langnghe.language.alarms import hear
from langnghe.language.search import search_form
from tests.cases.guard_cases import CRIME as OLD_CRIME
from tests.cases.guard_cases import HOME as OLD_HOME
from tests.cases.guard_more import JUDGING, TUNING

pytestmark = pytest.mark.once
MOST_FALSE_ALARMS = 0.1
# The shares reached on the half that was never read while the lists were written; they may only rise.
REACHED = {"crime": 0.85, "conduct": 0.9, "home": 0.85}


def kept_safe(kind: str, words: str) -> bool:
    heard = hear(words, search_form(words))
    return {"crime": heard.crime or heard.conduct, "conduct": heard.conduct, "home": heard.private}[kind]


def test_no_crime_report_and_no_word_of_violence_at_home_passes_unheard_among_the_first_cases() -> None:
    assert [case.words for case in OLD_CRIME if not case.ticked and not kept_safe("crime", case.words)] == []
    assert [words for words in OLD_HOME if not kept_safe("home", getattr(words, "words", str(words)))] == []


@pytest.mark.parametrize("kind", sorted(REACHED))
def test_what_the_lists_were_written_with_is_heard(kind: str) -> None:
    assert [words for words in TUNING[kind] if not kept_safe(kind, words)] == []


@pytest.mark.parametrize("kind", sorted(REACHED))
def test_words_that_nobody_fitted_the_lists_to_are_heard(kind: str) -> None:
    heard = sum(kept_safe(kind, words) for words in JUDGING[kind])
    print(f"{kind}: {heard} of {len(JUDGING[kind])} new cases heard")
    assert heard >= REACHED[kind] * len(JUDGING[kind])


def test_at_most_one_everyday_opinion_in_ten_rings() -> None:
    for name, half in (("tuning", TUNING), ("judging", JUDGING)):
        alarms = [hear(words, search_form(words)) for words in half["ordinary"]]
        rings = sum(heard.crime or heard.conduct for heard in alarms)
        print(f"{name}: {rings} of {len(alarms)} everyday opinions ring falsely")
        assert rings <= MOST_FALSE_ALARMS * len(alarms)


# What another hand wrote (read while the hints were written), and what was kept unseen: shares that may only rise.
OTHERS = {
    "guards_other_hand_dev": {"crime": 0.95, "conduct": 0.95, "home": 0.95, "none": 0.12},
    "guards_hints_tuning": {"crime": 0.9, "conduct": 0.9, "home": 0.9, "none": 0.05},
    "guards_hints_unseen": {"crime": 0.8, "conduct": 0.85, "home": 0.9, "none": 0.2},
}


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_crimes_told_without_naming_them_are_heard_and_everyday_words_seldom(name: str) -> None:
    lines = (Path(__file__).parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    for kind, bar in OTHERS[name].items():
        texts = [case["text"] for case in map(json.loads, filter(None, lines)) if case["kind"] == kind]
        share = sum(rings(kind, text) for text in texts) / len(texts)
        print(f"{name}, {kind}: {share:.0%} of {len(texts)} ring")
        assert share <= bar if kind == "none" else share >= bar, kind


def rings(kind: str, words: str) -> bool:
    """Whether exactly this kind is suspected; of everyday words, whether anything is."""
    heard = hear(words, search_form(words))
    anything = heard.crime or heard.conduct or heard.private
    return {"crime": heard.crime, "conduct": heard.conduct, "home": heard.private, "none": anything}[kind]
