"""Personal data in a text: what an officer must look at before words are published.

It suggests and never changes a word; nothing found does not mean that a text is safe.
"""

from langnghe.language.personal.finding import FIRM, KINDS, Finding, findings, pieces

__all__ = ["FIRM", "KINDS", "Finding", "findings", "pieces"]
