"""Most communes are not a phường but a xã, and some a đặc khu: pages speak of the unit they belong to.

The words of the product say «phường»; for the others a catalogue of its own is made when words are compiled.
"""

import re
from typing import Final

# The unit's word, the language it is spoken under, and the folder of its catalogues.
VARIANTS: Final = {"xã": ("vi-xa", "vi_XA"), "đặc khu": ("vi-dk", "vi_DK")}
_WARD = re.compile("phường", re.IGNORECASE)


def language_of(unit_name: str) -> str:
    """The variant of Vietnamese in which "Xã Ia Ly" calls itself xã; empty for a phường."""
    return next((spoken for word, (spoken, _) in VARIANTS.items() if unit_name.lower().startswith(f"{word} ")), "")


def said_of(word: str, text: str) -> str:
    """`text` with «phường» as `word`, capital where it was; unchanged when it tells the kinds apart itself."""
    if any(other in text.lower() for other in VARIANTS):
        return text
    return _WARD.sub(lambda found: word.capitalize() if found[0][0].isupper() else word, text)
