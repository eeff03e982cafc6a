"""The guide for residents: the page is the Markdown, says nothing that no button says, and stays small."""

import gzip
import re

import pytest
from django.test import Client

from langnghe.house import guide
from langnghe.places.models import Ward
from langnghe.testing.cast import Cast
from tests.pages import extracting

QUOTED = re.compile(r"«([^»]+)»")
BUDGET = 60_000


def answer(language: str = "vi") -> str:
    return Client().get("/huong-dan/", headers={"accept-language": language}).text


@pytest.mark.once
def test_every_button_the_guide_names_is_on_a_page() -> None:
    named = set(QUOTED.findall(guide.written(guide.RESIDENTS)))
    assert len(named) > 30
    assert not named - set(extracting.messages()), "The guide speaks of buttons that no page has"


@pytest.mark.once
@pytest.mark.parametrize("which", guide.OFFICERS)
def test_every_button_an_officers_guide_names_is_on_a_page(which: str) -> None:
    named = set(QUOTED.findall(guide.written(f"{which}.md")))
    assert len(named) > 10
    assert not named - set(extracting.messages()), "The guide speaks of buttons that no page has"


@pytest.mark.parametrize("which", guide.OFFICERS)
def test_officers_read_theirs_and_find_the_others(dien_hong: Cast, which: str) -> None:
    page = Client().get(f"/huong-dan/{which}/").text
    assert guide.parts(f"{which}.md", "")[0].title in page
    for other in guide.OFFICERS:
        assert (f'href="/huong-dan/{other}/"' in page) == (other != which)
        assert f'href="/huong-dan/{other}/"' in answer()
    assert len(gzip.compress(page.encode())) < BUDGET
    assert Client().get("/huong-dan/khong-co/").status_code == 404


@pytest.mark.once
def test_every_button_the_english_guide_names_is_what_an_english_page_says() -> None:
    said = {entry.string for entries in extracting.translations("en").values() for _path, entry in entries}
    named = set(QUOTED.findall(guide.written(guide.SHORT_ENGLISH)))
    assert named
    assert not named - said, "The short guide speaks of buttons that no English page has"


@pytest.mark.parametrize("name", [guide.RESIDENTS, guide.SHORT_ENGLISH, *(f"{one}.md" for one in guide.OFFICERS)])
def test_the_guide_uses_only_what_the_page_understands(name: str) -> None:
    drawn = " ".join(f"{part.title} {part.body}" for part in guide.parts(name, ""))
    assert len(guide.parts(name, "")) > 4
    for left in ("**", "![", "](", "`", "<!--", "&lt;", "# ", "| "):
        assert left not in drawn


def test_lists_paragraphs_and_bold_are_drawn_and_all_else_is_text() -> None:
    drawn = guide.drawn("Một **hai**\nba:\n\n- bốn\n  năm\n- <b>sáu</b>\n\n1. bảy\n2. tám")
    assert drawn == (
        "<p>Một <strong>hai</strong> ba:</p>\n<ul><li>bốn năm</li><li>&lt;b&gt;sáu&lt;/b&gt;</li></ul>\n"
        "<ol><li>bảy</li><li>tám</li></ol>"
    )


def test_every_heading_can_be_reached_from_the_top(dien_hong: Cast) -> None:
    page = answer()
    for part in guide.parts(guide.RESIDENTS, "")[1:]:
        assert part.anchor
        assert f'href="#{part.anchor}"' in page
        assert page.count(f'id="{part.anchor}"') == 1
    assert "<img" not in page
    assert len(gzip.compress(page.encode())) < BUDGET


def test_an_english_reader_gets_the_short_version_first(dien_hong: Cast) -> None:
    page = answer("en")
    assert page.index("You speak, the ward listens") < page.index("Mất phiếu")
    assert page.count("<h1") == 1


def test_a_xa_reads_of_the_xa(dien_hong: Cast) -> None:
    Ward.objects.update(name="Xã Ia Ly")
    page = answer()
    assert "Trang của xã" in page or "trang của xã" in page
    assert "trang của phường" not in page


def test_the_foot_of_every_page_leads_to_it(dien_hong: Cast) -> None:
    assert 'href="/huong-dan/"' in Client().get("/dien-hong/").text
