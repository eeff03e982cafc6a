"""Reading a PDF back with a reader that is none of ours."""

import re

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

_HYPHEN = re.compile("[\ufffe\u0002](\r?\n)?")


def pages(content: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(content)
    # The reader marks a hyphen at the end of a line with signs of its own.
    return [_HYPHEN.sub("-", document[number].get_textpage().get_text_bounded()) for number in range(len(document))]


def text(content: bytes) -> str:
    """All of the text, line ends and double spaces made single spaces."""
    return squeezed(" ".join(pages(content)))


def squeezed(said: str) -> str:
    """Text with every run of space as one space; a word broken at the end of a line is not put together."""
    return " ".join(said.split())


def letters(said: str) -> str:
    """Text without any space, where a line may have broken anywhere."""
    return "".join(said.split())


def title(content: bytes) -> str:
    """The title in the metadata."""
    return str(pypdfium2.PdfDocument(content).get_metadata_dict()["Title"])


def pictures(content: bytes) -> list[Image.Image]:
    """Every picture of the file, as it is drawn."""
    found: list[Image.Image] = []
    for page in pypdfium2.PdfDocument(content):
        objects = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
        found += [one.get_bitmap().to_pil().convert("RGB") for one in objects]
    return found
