"""`langnghe <noun> <verb>`: parses, calls one action or read, prints."""

import argparse
import os
import sys
from importlib import import_module

import langnghe.cli.house as house

NOUNS: list[str] = ["house"]


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when it worked, 1 when it was refused (the reason on standard error)."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["serve"]:
        # The supervisor stays for months: it must not carry Django in its memory.
        return int(import_module("langnghe.house.serve").main(words[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
    import_module("django").setup()
    return _run(parser(words).parse_args(words))


def parser(words: list[str]) -> argparse.ArgumentParser:
    """The parser of every command, or only of the one that `words` name: a worker loads no more than it needs."""
    made = argparse.ArgumentParser(prog="langnghe", description="Lắng Nghe: phường nghe dân và giữ lời.")
    nouns = made.add_subparsers(dest="noun", required=True, metavar="LỆNH")
    for name in _modules(words):
        import_module(f"langnghe.cli.{name}").register(nouns)
    return made


def _modules(words: list[str]) -> list[str]:
    first = words[0] if words else ""
    if first in house.VERBS:
        return ["house"]
    return [first] if first in NOUNS and first != "house" else NOUNS


def _run(arguments: argparse.Namespace) -> int:
    refused = import_module("langnghe.kernel.refused").Refused
    try:
        return int(arguments.run(arguments) or 0)
    except refused as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
