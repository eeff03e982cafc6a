"""The words of the answer at hand."""

from django.utils import translation

from langnghe.kernel.units import language_of


def speak_of(unit_name: str) -> None:
    """Let this page say xã or đặc khu when `unit_name` is one; in English nothing changes."""
    variant = language_of(unit_name)
    if variant and (translation.get_language() or "").startswith("vi"):
        translation.activate(variant)
