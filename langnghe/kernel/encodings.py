"""Which encoding Vietnamese bytes are in: sure, or refused; never a guess that spoils names."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from langnghe.kernel import legacy
from langnghe.kernel.legacy import Undecodable

SURE, UNLIKELY, LEAD = 0.75, 0.4, 0.25
_SAMPLE = 3000
_BYTE_WORDS = re.compile(rb"[^\x00-\x40\[-`{-\x7f]+")
_WORDS = re.compile(r"[^\x00-\x40\[-`{-\x7f\s]+")
_ONSET = "b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x"
_RHYME = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ia|iê|ya|yê|ua|uô|ưa|ươ|oa|oă|oe|uê|uy|uơ|uâ|uya|uyê|oo|ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu"
    "|oi|ôi|ơi|ui|ưi|uôi|ươi|ươu|ưu|oai|oay|oao|oeo|uây|uyu|uêu"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RHYME})(?:ch?|m|ng?|nh|p|t)?")
_TONES = {"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}


class Unsure(ValueError):
    """The encoding cannot be told with certainty."""


@dataclass(frozen=True)
class Decoded:
    """Text with the form it was found in: `utf-8`, `utf-16`, `windows-1258`, `tcvn3`, `vni`."""

    text: str
    form: str


def is_syllable(word: str) -> bool:
    """Whether `word` can be a Vietnamese syllable: onset, rhyme, coda, at most one tone."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in _TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return len(tones) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def decode(data: bytes) -> Decoded:
    """The text of `data` in NFC. Raises Unsure when no encoding fits, or more than one does."""
    marked = _by_mark(data)
    if marked is None:
        try:
            marked = Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            return _single_byte(data)
    return Decoded(repair([marked.text])(marked.text), marked.form)


def repair(texts: Iterable[str]) -> Callable[[str], str]:
    """How to read Unicode cells that hold the signs of an old font ("NguyÔn V¨n Tó"): usually as they are.

    Raises Unsure when they are neither clearly Unicode nor clearly one of the old encodings.
    """
    words = _toned_words("\n".join(texts))
    as_is = _share(words)
    if not words or as_is >= SURE:
        return _nfc
    shares = {name: _share([_try(reader, word) for word in words]) for name, reader in _OLD_FONTS.items()}
    best = max(shares, key=lambda name: shares[name])
    if as_is < UNLIKELY and shares[best] >= SURE:
        return _OLD_FONTS[best]
    if as_is < UNLIKELY or shares[best] > as_is:
        raise Unsure("mixed")
    return _nfc


def is_as_written(read: Callable[[str], str]) -> bool:
    """Whether what `repair` gave reads cells as they stand."""
    return read is _nfc


def _by_mark(data: bytes) -> Decoded | None:
    try:
        if data.startswith(BOM_UTF8):
            return Decoded(data.decode("utf-8-sig"), "utf-8")
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return Decoded(data.decode("utf-16"), "utf-16")
        if order := _unmarked_utf16(data):
            return Decoded(data.decode(order), "utf-16")
    except UnicodeDecodeError as error:
        raise Unsure("broken") from error
    return None


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark shows in its many ASCII signs, whose other half is NUL."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    if len(data) % 2 or many < max(1, len(head) // 8) or few > many // 10:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _single_byte(data: bytes) -> Decoded:
    words = [word for word in _BYTE_WORDS.findall(data) if len(word) > 1 and not word.isascii()][:_SAMPLE]
    shares = {name: _share([_try_bytes(reader, word) for word in words]) for name, reader in _READERS.items()}
    ranked = sorted(shares, key=lambda name: shares[name], reverse=True)
    best, second = ranked[:2]
    if shares[best] < SURE or shares[best] - shares[second] < LEAD:
        raise Unsure("ambiguous")
    try:
        return Decoded(_nfc(_READERS[best](data)), best)
    except (Undecodable, UnicodeDecodeError) as error:
        raise Unsure("broken") from error


def _toned_words(text: str) -> list[str]:
    return [word for word in _WORDS.findall(text) if len(word) > 1 and not word.isascii()][:_SAMPLE]


def _share(words: list[str]) -> float:
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _try_bytes(reader: Callable[[bytes], str], word: bytes) -> str:
    try:
        return reader(word)
    except (Undecodable, UnicodeDecodeError):
        return ""


def _try(reader: Callable[[str], str], word: str) -> str:
    return reader(word) if _one_byte_each(word) is not None else ""


def _one_byte_each(text: str) -> bytes | None:
    for codec in ("latin-1", "cp1252"):
        try:
            return text.encode(codec)
        except UnicodeEncodeError:
            continue
    return None


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _tcvn3(data: bytes) -> str:
    return legacy.mend_capitals(legacy.decode_tcvn3(data))


def _old_font(reader: Callable[[bytes], str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        data = _one_byte_each(text)
        try:
            return _nfc(text) if data is None else reader(data)
        except Undecodable:
            return _nfc(text)

    return read


_READERS: dict[str, Callable[[bytes], str]] = {
    "windows-1258": lambda data: data.decode("cp1258"),
    "tcvn3": _tcvn3,
    "vni": legacy.decode_vni,
}
_OLD_FONTS = {"tcvn3": _old_font(_tcvn3), "vni": _old_font(legacy.decode_vni)}
