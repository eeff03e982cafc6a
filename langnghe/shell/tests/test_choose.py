"""A reader chooses language and light or dark; the choice lives in a cookie."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PAGE = "/ai-cung-dung-duoc/"


def test_a_reader_reads_on_in_english_where_she_was() -> None:
    reader = Client()
    answer = reader.post(reverse("shell:language"), {"language": "en", "next": PAGE})
    assert answer.headers["Location"] == PAGE
    assert "Accessibility" in reader.get(PAGE).content.decode()


def test_vietnamese_is_spoken_to_those_who_say_nothing() -> None:
    assert '<html lang="vi"' in Client().get(PAGE).content.decode()


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_a_reader_chooses_dark_or_light_and_goes_back_to_the_device(scheme: str) -> None:
    reader = Client()
    reader.post(reverse("shell:scheme"), {"scheme": scheme, "next": PAGE})
    assert f'data-scheme="{scheme}"' in reader.get(PAGE).content.decode()
    reader.post(reverse("shell:scheme"), {"scheme": "", "next": PAGE})
    assert "data-scheme" not in reader.get(PAGE).content.decode()


@pytest.mark.parametrize("away", ["https://ke-gian.example/", "//ke-gian.example/", "javascript:alert(1)", "", "a/b"])
def test_a_choice_leads_nowhere_else(away: str) -> None:
    answer = Client().post(reverse("shell:language"), {"language": "en", "next": away})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("language", ["xx", "", "vi\x00", "../../etc"])
def test_an_unknown_language_changes_nothing(language: str) -> None:
    assert not Client().post(reverse("shell:language"), {"language": language, "next": PAGE}).cookies
