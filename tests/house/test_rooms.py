"""What every room keeps to: a short README, actions without requests, one clock, no address of anybody's machine."""

import ast
import re

import pytest

from langnghe.house.rooms import STOREYS
from tests.house.source import PACKAGE, Source, every_file, product, say, templates

pytestmark = pytest.mark.once

README_LINES = 15
CLOCKS = {
    "timezone.now", "timezone.localtime", "timezone.localdate", "datetime.now", "datetime.utcnow", "datetime.today",
    "datetime.datetime.now", "datetime.datetime.utcnow", "date.today", "datetime.date.today", "time.time",
    "time.localtime", "time.gmtime", "time.strftime", "Now", "functions.Now",
}  # fmt: skip
CLOCKS_ALLOWED = {"langnghe/kernel/clock.py": "the clock itself"}
ADDRESSES = re.compile(
    r"REMOTE_ADDR|REMOTE_HOST|HTTP_USER_AGENT|X[-_]FORWARDED[-_]FOR|X[-_]REAL[-_]IP|HTTP_FORWARDED\b|HTTP_CLIENT_IP"
    r"|get_client_ip|client_address|\buser[-_]agent\b",
    re.IGNORECASE,
)
# Files that may speak of addresses or user agents, each with the reason.
ADDRESSES_ALLOWED = {
    "langnghe/people/signing_in.py": "keeps allauth from reading address and browser: its hooks answer with nothing",
}
QUIET = ("actions.py", "rules.py", "reads.py", "models.py", "followers.py", "entries.py")


def test_every_room_introduces_itself_in_a_short_readme() -> None:
    wrong = []
    for room in STOREYS:
        readme = PACKAGE / room / "README.md"
        lines = readme.read_text(encoding="utf-8").splitlines() if readme.exists() else []
        if not lines:
            wrong.append(f"{say(readme)} is missing: ten lines that name its nouns, verbs, entry kinds and neighbours.")
        if len(lines) > README_LINES:
            wrong.append(f"{say(readme)} has {len(lines)} lines; keep it to {README_LINES}, the rest is in the code.")
    assert not wrong, "\n".join(wrong)


def test_no_request_enters_an_action() -> None:
    wrong = [
        f"{source.name}:{function.lineno} {function.name}() takes {argument.arg}; take the noun and a keyword-only "
        "`by`, and read the request in pages/."
        for source in product()
        if source.path.name in QUIET
        for function in source.functions()
        for argument in _arguments(function)
        if argument.arg == "request" or "HttpRequest" in ast.unparse(argument.annotation or ast.Constant(""))
    ]
    assert not wrong, "\n".join(wrong)


def test_an_action_takes_who_does_it_by_keyword() -> None:
    wrong = [
        f"{source.name}:{function.lineno} {function.name}() has no keyword-only `by`; an action says who does it."
        for source in product()
        if source.path.name == "actions.py" and source.room != "ledger"
        for function in source.tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if "by" not in {argument.arg for argument in function.args.kwonlyargs}
    ]
    assert not wrong, "\n".join(wrong)


def test_there_is_one_clock() -> None:
    wrong = [
        f"{source.name}:{call.lineno} calls {name}(); take now(), local_now() or local_today() from "
        "langnghe.kernel.clock."
        for source in product()
        if source.name not in CLOCKS_ALLOWED
        for name, call in source.calls()
        if name in CLOCKS
    ]
    assert not wrong, "\n".join(wrong)


def test_nobody_asks_for_the_address_of_a_visitor() -> None:
    texts = {source.name: source.text for source in every_file() if not source.is_test}
    texts |= {say(path): path.read_text(encoding="utf-8") for path in templates()}
    wrong = [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1} says {found[0]!r}; no address and no user agent of a "
        "visitor's machine is read or stored. Limits count per account. If a package must be kept from reading it, "
        "name the file in ADDRESSES_ALLOWED with why."
        for name, text in texts.items()
        if name not in ADDRESSES_ALLOWED
        for found in ADDRESSES.finditer(text)
    ]
    assert not wrong, "\n".join(wrong)


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    everything = function.args
    return [*everything.posonlyargs, *everything.args, *everything.kwonlyargs]


def test_the_environment_is_read_in_the_settings_only() -> None:
    wrong = [
        f"{source.name}:{node.lineno} reads the environment; make it a setting in langnghe/house/settings.py."
        for source in product()
        if source.name not in ENVIRONMENT_ALLOWED
        for node in ast.walk(source.tree)
        if _reads_environment(node)
    ]
    assert not wrong, "\n".join(wrong)


ENVIRONMENT_ALLOWED = {
    "langnghe/house/environment.py": "the reader itself, called by the settings",
    "langnghe/house/wsgi.py": "names the settings module",
    "langnghe/kernel/children.py": "hands it on to programs that work for us",
    "langnghe/house/serve.py": "hands its environment on to web and worker",
    "langnghe/house/web.py": "the server's own process reads where its certificate lies, before any settings",
    "langnghe/cli/main.py": "names the settings module",
    "langnghe/kernel/sqlite/base.py": "the gate's journal exists for benches only and is no setting of a ward",
}


def _reads_environment(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"}


def sources_of(room: str) -> list[Source]:
    """The product's files of one room."""
    return [source for source in product() if source.room == room]
