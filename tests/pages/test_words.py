"""Every word on every page can be read in both languages, the packages' words too."""

import re
from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db.models import CharField, Model, TextField

from langnghe.places.models import Commune, Province, Ward, WardRow
from langnghe.testing.cast import Cast
from tests.pages import extracting, reading, speaking, walking

VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
NAMED_VALUE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# Names that are the same in every language.
NAMES = {"Lắng Nghe", "English", "Tiếng Việt"}
# Messages of packages that mean the same in Vietnamese.
SAME = re.compile(r"^(%s|[\W\d_]*|OK|email|Email|URL|TOTP)$")
SERIAL = re.compile(r"\b[A-Z]{2,4}\d\d-V?\d+-[0-9A-Z]\b")


def test_every_message_has_its_english_translation() -> None:
    said = extracting.translations("en")
    missing = [f"{where}  {text!r}" for text, where in extracting.messages().items() if text not in said]
    empty = [text for text, entries in said.items() if not all(entry.string for _path, entry in entries)]
    fuzzy = [text for text, entries in said.items() if any(entry.fuzzy for _path, entry in entries)]
    assert not missing, "Translate in langnghe/<room>/locale/en/LC_MESSAGES/django.po:\n  " + "\n  ".join(missing)
    assert not empty, f"Empty translations: {empty}"
    assert not fuzzy, f"Fuzzy translations, make them sure: {fuzzy}"


def test_translations_keep_the_values_inside() -> None:
    wrong = []
    for text, entries in extracting.translations("en").items():
        for path, entry in entries:
            said = entry.string if isinstance(entry.string, str) else entry.string[-1]
            if sorted(NAMED_VALUE.findall(text)) != sorted(NAMED_VALUE.findall(said)):
                wrong.append(f"{path.parts[-5]}: {text!r} → {said!r}")
    assert not wrong, "The values in the text and in its translation differ:\n  " + "\n  ".join(wrong)


def test_the_catalogues_say_nothing_that_no_page_says() -> None:
    of_packages = extracting.translations("vi")
    gone = [f"{entries[0][0].parts[-5]}: {text!r}" for text, entries in extracting.translations("en").items()
            if text not in extracting.messages() and text not in of_packages]  # fmt: skip
    assert not gone, "No code says these any more; take them out of the catalogues:\n  " + "\n  ".join(gone)


@pytest.mark.once
def test_no_text_on_a_page_escapes_translation(dien_hong: Cast) -> None:
    with speaking.marking_everything():
        walked = [*walking.visits(dien_hong, "vi")]
    _nothing_is_hard_coded(walked, [Ward, *_tenant_tables()])


@pytest.mark.once
def test_no_text_of_the_first_run_escapes_translation(db: None) -> None:
    with speaking.marking_everything():
        walked = [*walking.first_run_visits("vi")]
    assert len(walked) > len(walking.FIRST_RUN)
    _nothing_is_hard_coded(walked, [Province, Commune])


def _nothing_is_hard_coded(walked: list[walking.Visit], tables: list[type[Model]]) -> None:
    data = _data(tables)
    wrong = [f"{visit.where}: {text!r}" for visit in walked for text in _hard_coded(visit.html, data)]
    assert not wrong, (
        "These words are written into code or template without translation. Translate them; if they are data "
        '(a name, a number), put translate="no" on their element:\n  ' + "\n  ".join(dict.fromkeys(wrong))
    )


@pytest.mark.once
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_on_a_page_is_left_in_the_other_language_and_the_page_says_which_it_is(
    dien_hong: Cast, language: str
) -> None:
    walked = _nothing_is_left(walking.visits(dien_hong, language), language)
    # A piece that a script puts into a page speaks that page's language.
    whole = [visit for visit in walked if visit.html.lstrip().lower().startswith("<!doctype")]
    wrong = [visit.where for visit in whole if f'<html lang="{language}"' not in visit.html]
    assert whole
    assert not wrong, f"These pages do not say that they are in {language}: {wrong}"


@pytest.mark.once
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_of_the_first_run_is_left_in_the_other_language(db: None, language: str) -> None:
    _nothing_is_left(walking.first_run_visits(language), language)


def _nothing_is_left(visits: Iterable[walking.Visit], language: str) -> list[walking.Visit]:
    is_missing = _is_left_english if language == "vi" else _is_left_vietnamese
    with speaking.marking_what_stays(is_missing):
        walked = [*visits]
    left = {(visit.where, text) for visit in walked for text in reading.texts(visit.html) if speaking.MISSING in text}
    home = "langnghe/shell/locale/vi" if language == "vi" else "langnghe/<room>/locale/en"
    assert not left, f"Translate in {home}/LC_MESSAGES/django.po:\n  " + "\n  ".join(f"{w}: {t!r}" for w, t in left)
    return walked


def _is_left_english(message: str, answer: str) -> bool:
    return answer == message and message not in extracting.messages() and not SAME.match(message)


def _is_left_vietnamese(message: str, answer: str) -> bool:
    return answer == message and bool(VIETNAMESE.search(message)) and message not in NAMES


def _hard_coded(html: str, data: list[str]) -> list[str]:
    found = ((text, SERIAL.sub("", _without_marked(text))) for text in reading.texts(html))
    return [text for text, rest in found if reading.LETTER.search(_without_data(rest, data))]


def _without_marked(text: str) -> str:
    depth, kept = 0, []
    for sign in text:
        depth += (sign == speaking.OPEN) - (sign == speaking.CLOSE)
        if depth <= 0 and sign != speaking.CLOSE:
            kept.append(sign)
    return "".join(kept)


def _without_data(text: str, data: list[str]) -> str:
    for value in data:
        text = text.replace(value, "")
    return text


def _data(tables: list[type[Model]]) -> list[str]:
    """Every text in the rows of these tables, longest first: what is left of a page's words without them is ours."""
    values = NAMES | {value for model in tables for value in _texts_of(model)}
    return sorted((value for value in values if len(value) > 1), key=len, reverse=True)


def _tenant_tables() -> list[type[Model]]:
    return [model for model in apps.get_models() if issubclass(model, WardRow)]


def _texts_of(model: type[Model]) -> list[str]:
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)]
    return [str(value) for row in model._default_manager.values_list(*names) for value in row if value] if names else []
