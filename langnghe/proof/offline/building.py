"""Puts the page together from its parts: markup, styles, scripts, words in both languages, and the wards' keys."""

import base64
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from langnghe.proof.offline.texts import LANGUAGES, spoken

HERE: Final = Path(__file__).parent
# In the order in which they need each other.
SCRIPTS: Final = (
    "bytes", "constants", "sha256", "sha512", "ed25519", "notes", "merkle", "openings", "proofs", "promises",
    "checking", "page",
)  # fmt: skip
_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


@dataclass(frozen=True)
class TrustedKey:
    """A log's public key that the page carries: what it finds is compared with these."""

    ward: str
    origin: str
    vkey: str


@lru_cache(maxsize=32)
def page(language: str, keys: tuple[TrustedKey, ...] = ()) -> bytes:
    """The whole page, beginning in `language`. The same keys give the same bytes, so that its hash can be printed."""
    words = {name: escape(text, quote=False) for name, text in spoken(language).items()}
    filled = Template(_read("page.html")).substitute(
        words, language=language, policy=policy(), style=_style(), script=script(), carried=_carried(keys)
    )
    return filled.encode()


@cache
def policy(*more: str) -> str:
    """What the page may do: run its own script, look as it does, and reach nobody. `more`: directives for a server."""
    allowed = [f"script-src {_hash(script())}", f"style-src {_hash(_style())}", "base-uri 'none'"]
    return "; ".join(["default-src 'none'", *allowed, *(more or ("form-action 'none'",))])


@cache
def script() -> str:
    """The scripts as one, in a block of their own; modules cannot be loaded from a file."""
    return f'"use strict";\n{{\n{joined(SCRIPTS)}\n}}\n'


def joined(parts: tuple[str, ...]) -> str:
    """These scripts one after the other, without what makes modules of them."""
    return "\n\n".join(_EXPORT.sub("", _IMPORT.sub("", _read(f"js/{part}.js"))).strip() for part in parts)


@cache
def _style() -> str:
    return _read("page.css")


def _carried(keys: tuple[TrustedKey, ...]) -> str:
    """Data for the script; no sign in it can end the element it stands in."""
    carried = {"texts": {language: spoken(language) for language in LANGUAGES}, "keys": [asdict(key) for key in keys]}
    return json.dumps(carried, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
