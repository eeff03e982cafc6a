"""A child that looks at what it was given; run by `test_print`."""

import os
import sys

from langnghe.documents import setting


def main(_arguments: list[str]) -> int:
    """Says whether Django was loaded and which variables there are."""
    assert setting.TEMPLATE.is_file()
    print("django" in sys.modules, sorted(set(os.environ) - {"LC_CTYPE"}), end="")
    return 0
