"""What every format of the log writes alike: base64 (RFC 4648, section 4), decimals, lines. Read strictly."""

import base64
import binascii
import re
from typing import Final

from langnghe.tlog.refusals import Malformed

HASH_BYTES: Final = 32
LARGEST: Final = 2**63 - 1
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


def to_base64(content: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(content).decode()


def from_base64(text: str, length: int | None = None) -> bytes:
    """The bytes behind canonical base64, of `length` where one is given.

    Raises Malformed for foreign signs, missing padding and tail bits that are not zero: each has but one spelling.
    """
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("base64", "foreign signs or padding") from error
    if to_base64(content) != text:
        raise Malformed("base64", "not the canonical spelling")
    if length is not None and len(content) != length:
        raise Malformed("length", f"{len(content)} bytes, not {length}")
    return content


def hash_line(text: str) -> bytes:
    """A SHA-256 hash from its line."""
    return from_base64(text, HASH_BYTES)


def decimal(text: str) -> int:
    """A number below 2^63 in ASCII digits without leading zeros."""
    if not _DECIMAL.fullmatch(text) or (value := int(text)) > LARGEST:
        raise Malformed("number", "not a decimal without leading zeros below 2^63")
    return value


def lines_of(content: bytes, limit: int) -> list[str]:
    """The lines of UTF-8 text that ends in LF, each without it. Raises Malformed past `limit` bytes."""
    if len(content) > limit:
        raise Malformed("size", f"more than {limit} bytes")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise Malformed("utf-8") from error
    if not text.endswith("\n"):
        raise Malformed("last line", "it does not end in LF")
    return text[:-1].split("\n")


def text_lines(text: str, limit: int) -> list[str]:
    """The lines of text that ends in LF. Raises Malformed, also for halves of signs."""
    try:
        return lines_of(text.encode(), limit)
    except UnicodeEncodeError as error:
        raise Malformed("utf-8") from error


def after(word: str, line: str) -> str:
    """What follows `word` and one space on a line."""
    start = f"{word} "
    if not line.startswith(start):
        raise Malformed("line", f"a line with {word} is missing")
    return line[len(start) :]
