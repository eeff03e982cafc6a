"""`langnghe <noun> <verb>`: parses, calls one action or read, prints."""

import argparse
import os
import sys
from importlib import import_module

# One module a noun in this folder.
NOUNS: list[str] = [
    "demo", "figures", "guide", "keys", "language", "ledger", "log", "people", "places", "receipts", "reference",
    "retention", "search", "signer", "witness", "workbook",
]  # fmt: skip
# Nouns that need neither settings nor database: they run where no ward is installed.
PLAIN = {"receipts", "signer", "witness"}
# The installation's own commands live a storey above; only this table names them.
HOUSE = "langnghe.house.commands"
HOUSE_VERBS = {"serve", "prepare", "work", "upgrade", "health", "backup", "backup-key", "restore", "sweep-erased"}


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when it worked, 1 when it was refused (the reason on standard error)."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["serve"]:
        # It becomes another program; what is read here would be read for nothing.
        return int(import_module("langnghe.house.serve").main(words[1:]))
    if not PLAIN.intersection(words[:1]):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
        import_module("django").setup()
    return _run(parser(words).parse_args(words))


def parser(words: list[str]) -> argparse.ArgumentParser:
    """The parser of every command, or only of the one that `words` name: a worker loads no more than it needs."""
    made = argparse.ArgumentParser(prog="langnghe", description="Lắng Nghe: phường nghe dân và giữ lời.")
    nouns = made.add_subparsers(dest="noun", required=True, metavar="LỆNH")
    for name in _modules(words[0] if words else ""):
        import_module(name).register(nouns)
    return made


def _modules(noun: str) -> list[str]:
    if noun in HOUSE_VERBS:
        return [HOUSE]
    if noun in NOUNS and noun != "reference":
        return [f"langnghe.cli.{noun}"]
    return [HOUSE, *(f"langnghe.cli.{name}" for name in NOUNS)]


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
