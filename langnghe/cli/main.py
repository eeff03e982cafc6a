"""`langnghe <noun> <verb>`: parses, calls one action or read, prints."""

import argparse
import os
import sys
from importlib import import_module

import django

NOUNS: list[str] = []


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when it worked, 1 when it was refused (the reason on standard error)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
    django.setup()
    arguments = _parser().parse_args(argv)
    refused = import_module("langnghe.kernel.refused").Refused
    try:
        return int(arguments.run(arguments) or 0)
    except refused as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="langnghe", description="Lắng Nghe")
    nouns = parser.add_subparsers(dest="noun", required=True, metavar="NOUN")
    for noun in NOUNS:
        import_module(f"langnghe.cli.{noun}").register(nouns)
    return parser


if __name__ == "__main__":
    sys.exit(main())
