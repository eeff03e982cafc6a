"""`/huong-dan/`: the guides for residents, for each kind of officer and for the installer, drawn from the Markdown in
docs/guide/, in the reader's language. A picture waits folded, and is there where a walk has made it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from langnghe.house.drawing import NOTHING, Part
from langnghe.house.drawing import parts as parts_of
from langnghe.house.source import REST, ROOT
from langnghe.kernel.doors import public
from langnghe.kernel.speaking import speak_of
from langnghe.kernel.units import VARIANTS, said_of
from langnghe.places.reads import open_wards

FOLDERS: Final = tuple(folder / "docs" / "guide" for folder in (ROOT, REST))


@dataclass(frozen=True)
class Guide:
    """A guide: the word in its address, which is also the name of its Vietnamese file, and the English file's name."""

    word: str
    english: str

    def name(self, language: str) -> str:
        """Its file in a language."""
        return f"{self.english if language == 'en' else self.word}.md"


# In English the residents' guide is a short version, which stands before the Vietnamese.
RESIDENTS: Final = Guide("nguoi-dan", "residents")
OTHERS: Final = {
    one.word: one
    for one in (
        Guide("truc-ban", "duty-desk"),
        Guide("canh-sat-khu-vuc", "beat-officer"),
        Guide("lanh-dao", "chief-and-chairman"),
        Guide("to-truong", "group-head"),
        Guide("giam-sat", "auditor"),
        Guide("nguoi-theo-doi", "province-viewer"),
        Guide("cai-dat", "installing"),
        Guide("nguoi-chung-kien", "witness"),
    )
}


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """How to speak to the ward and what happens then; in English a short version stands before the Vietnamese."""
    wards = open_wards()
    ward = wards[0] if len(wards) == 1 else None
    if ward:
        speak_of(ward.name)
    english = parts(RESIDENTS.name("en"), "") if _language() == "en" else ()
    context = {"place": ward, "guide": parts(RESIDENTS.name("vi"), _unit()), "english": english, "others": _others()}
    return render(request, "house/guide.html", context)


@public
@require_safe
def for_officers(request: HttpRequest, which: str) -> HttpResponse:
    """How one kind of officer works, step by step; nothing in it is a secret, so it needs no signing in."""
    if which not in OTHERS:
        raise Http404
    language = _language()
    guide = parts(OTHERS[which].name(language), _unit())
    context = {"guide": guide, "spoken": language, "others": _others(which), "for_officers": True}
    return render(request, "house/guide.html", context)


@public
@require_safe
@cache_control(max_age=3600, public=True)
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of a guide."""
    path = picture_file(name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"


def _unit() -> str:
    """The word for the unit, where the page speaks of a xã or a đặc khu."""
    return next((word for word, (spoken, _) in VARIANTS.items() if spoken == get_language()), "")


def _others(but: str = "") -> list[tuple[str, str]]:
    """The other guides with their titles."""
    language = _language()
    return [(word, title(one, language)) for word, one in OTHERS.items() if word != but]


def title(guide: Guide, language: str) -> str:
    """What stands on top of a guide."""
    return parts(guide.name(language), "")[0].title


@cache
def parts(name: str, unit: str) -> tuple[Part, ...]:
    """The guide, speaking of the `unit`, its first part being the title and what stands before any other heading."""
    text = "".join(said_of(unit, line) if unit else line for line in written(name).splitlines(keepends=True))
    return parts_of(text, _folded)


def _folded(name: str, says: str) -> SafeString:
    """A picture that is not fetched before somebody opens it."""
    if picture_file(name) is None:
        return NOTHING
    address = reverse("house:help_picture", args=[name])
    return render_to_string("house/parts/guide_picture.html", {"address": address, "says": says})


def written(name: str) -> str:
    """The Markdown itself, from a checkout or from what a wheel carries along."""
    return next(folder / name for folder in FOLDERS if (folder / name).is_file()).read_text("utf-8")


def picture_file(name: str) -> Path | None:
    """Where a picture lies, if a walk has made it."""
    paths = (folder / "hinh" / f"{name}.png" for folder in FOLDERS)
    return next((path for path in paths if path.is_file()), None)
