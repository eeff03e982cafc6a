"""`langnghe signer …`: the process that holds the keys of the public logs; needs neither settings nor database."""

import argparse

from langnghe.signing import command


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    command.add_verbs(nouns.add_parser("signer", help="người ký sổ công khai: tiến trình riêng, tài khoản riêng"))
