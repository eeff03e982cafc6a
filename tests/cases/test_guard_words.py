"""What other residents wrote, whom the lists of words were not fitted to: how much of it is heard, without any tick."""

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
