"""The guides: the page is the Markdown in the reader's language, names no button that no page has, and stays small."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from langnghe.files.tests.pictures import photo
from langnghe.house import guide
from langnghe.places.models import Ward
from langnghe.testing.cast import Cast
from tests.pages import extracting

QUOTED = re.compile(r"«([^»]+)»")
COMMANDS = re.compile(r"```sh\n(.*?)```", re.DOTALL)
BUDGET = 60_000
GUIDES = (guide.RESIDENTS, *guide.OTHERS.values())
NAMES = [one.name(language) for language in ("vi", "en") for one in GUIDES]
# Guides of commands, which name no buttons.
COMMANDED = ("cai-dat", "nguoi-chung-kien")
# Placeholders of the installer's guide.
SAID = {
    "KHO": "REPO",
    "khoa-cu": "old-key",
    "khoa.pem": "key.pem",
    "PHIÊN-BẢN-CŨ": "OLD-VERSION",
    "TỆP-SAO-LƯU": "BACKUP",
}


def answer(language: str = "vi", which: str = "") -> str:
    path = f"/huong-dan/{which}/" if which else "/huong-dan/"
    return Client().get(path, headers={"accept-language": language}).text


@pytest.mark.once
def test_every_button_a_guide_names_is_on_a_page() -> None:
    words = set(extracting.messages())
    named = {
        one.word: set(QUOTED.findall(guide.written(one.name("vi")))) for one in GUIDES if one.word not in COMMANDED
    }
    assert min(map(len, named.values())) > 10
    unknown = {word: said - words for word, said in named.items() if said - words}
    assert not unknown, f"The guides speak of buttons that no page has: {unknown}"


@pytest.mark.once
def test_every_button_an_english_guide_names_is_what_an_english_page_says() -> None:
    said = {str(entry.string) for entries in extracting.translations("en").values() for _path, entry in entries}
    unknown = {one.english: named - said for one in GUIDES if (named := _named(one, "en")) - said}
    assert not unknown, f"The guides speak of buttons that no English page has: {unknown}"


@pytest.mark.once
@pytest.mark.parametrize("one", list(guide.OTHERS.values()), ids=lambda one: one.word)
def test_a_guide_says_the_same_in_both_languages(one: guide.Guide) -> None:
    """As many parts, steps and pictures in the same order, each button once in its place, and the same commands."""
    vi, en = (guide.written(one.name(language)) for language in ("vi", "en"))
    for shape in (r"^#+ ", r"^(?:- |\d+\. )", r"^!\[.*?\]\((.*?)\)", r"^\| *"):
        assert re.findall(shape, vi, re.MULTILINE) == re.findall(shape, en, re.MULTILINE), shape
    commands = "".join(COMMANDS.findall(vi))
    for word, said in SAID.items():
        commands = commands.replace(word, said)
    assert commands == "".join(COMMANDS.findall(en))
    translated = {button: _english(button) for button in QUOTED.findall(vi)}
    for button, meant in zip(QUOTED.findall(vi), QUOTED.findall(en), strict=True):
        assert meant in translated[button], button


def _named(one: guide.Guide, language: str) -> set[str]:
    return set(QUOTED.findall(guide.written(one.name(language))))


def _english(button: str) -> set[str]:
    return {str(entry.string) for _path, entry in extracting.translations("en")[button]}


@pytest.mark.parametrize("which", guide.OTHERS)
def test_officers_read_theirs_in_their_language_and_find_the_others(dien_hong: Cast, which: str) -> None:
    for language in ("vi", "en"):
        page = answer(language, which)
        assert f"<h1>{escape(guide.title(guide.OTHERS[which], language))}</h1>" in page
        for other in guide.OTHERS:
            assert (f'href="/huong-dan/{other}/"' in page) == (other != which)
            assert f'href="/huong-dan/{other}/"' in answer(language)
        assert len(gzip.compress(page.encode())) < BUDGET
    assert Client().get("/huong-dan/khong-co/").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_a_guide_uses_only_what_the_page_understands(name: str) -> None:
    drawn = " ".join(f"{part.title} {part.body}" for part in guide.parts(name, ""))
    assert len(guide.parts(name, "")) > 4
    for left in ("**", "![", "](", "`", "<!--", "&lt;", "# ", "| "):
        assert left not in re.sub(r"<pre>.*?</pre>", "", drawn, flags=re.DOTALL)


def test_every_heading_can_be_reached_from_the_top(dien_hong: Cast) -> None:
    page = answer()
    for part in guide.parts(guide.RESIDENTS.name("vi"), "")[1:]:
        assert part.anchor
        assert f'href="#{part.anchor}"' in page
        assert page.count(f'id="{part.anchor}"') == 1
    assert len(gzip.compress(page.encode())) < BUDGET


def test_a_picture_waits_folded_and_is_there_where_a_walk_has_made_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, dien_hong: Cast
) -> None:
    (tmp_path / "hinh").mkdir()
    (tmp_path / "hinh" / "viec.png").write_bytes(photo(40, 30))
    (tmp_path / "truc-ban.md").write_text(
        "# Trực ban\n\n![Việc vừa nhận](hinh/viec.png)\n![Chưa có](hinh/chua-co.png)\n"
    )
    monkeypatch.setattr(guide, "FOLDERS", (tmp_path,))
    guide.parts.cache_clear()
    try:
        drawn = guide.parts("truc-ban.md", "")[0].body
    finally:
        guide.parts.cache_clear()
    assert drawn.count("<details") == 1
    assert 'src="/huong-dan/hinh/viec.png" alt="Việc vừa nhận" loading="lazy"' in drawn
    assert "Việc vừa nhận" in drawn
    assert "Chưa có" not in drawn
    found = Client().get("/huong-dan/hinh/viec.png")
    assert (found.status_code, found.headers["Content-Type"]) == (200, "image/png")
    assert Client().get("/huong-dan/hinh/chua-co.png").status_code == 404


def test_an_english_reader_gets_the_short_version_for_residents_first(dien_hong: Cast) -> None:
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
