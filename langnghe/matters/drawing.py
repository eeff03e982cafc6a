"""The page docs/reference/matters.md, drawn from the table of `states.py`; a test keeps the two in step."""

from collections.abc import Iterator
from datetime import date

from langnghe.deadlines.defaults import DEFAULTS
from langnghe.deadlines.rules import in_force
from langnghe.matters import states
from langnghe.matters.models import OWES_ANSWER, WAITING

HEAD = """\
# Matters: states, verbs, roles

Drawn from the table in `langnghe/matters/states.py` by `bin/langnghe reference matters`; a test holds it to the code.
What has no row is refused with a sentence. "Late" is no state: it is computed from the days. A matter begins when an
officer takes an opinion up.
"""


def page() -> str:
    """The page in Markdown: the diagram, the words, and every step with its role."""
    return "\n".join([HEAD, *_diagram(), "", *_words(), *_steps(), "", *_spans()]) + "\n"


def _diagram() -> Iterator[str]:
    """Steps that change the state; those that leave it as it is stand in the table below."""
    yield from ("```mermaid", "stateDiagram-v2", "    [*] --> open: take_up")
    for state, verbs in states.TABLE.items():
        for verb, roles in verbs.items():
            for target in dict.fromkeys(to for found in roles.values() for to in found if to != state):
                by = ", ".join(role for role, found in roles.items() if target in found)
                yield f"    {state} --> {target}: {verb} ({by})"
    yield "```"


def _words() -> Iterator[str]:
    for title, names in (("State", states.STATES), ("Verb", states.VERBS), ("Role", states.ROLES)):
        yield from (f"| {title} | tiếng Việt |", "| --- | --- |")
        yield from (f"| `{code}` | {name} |" for code, name in names.items())
        yield ""


def _steps() -> Iterator[str]:
    yield from ("| in state | verb | role | may lead to |", "| --- | --- | --- | --- |")
    for state, verbs in states.TABLE.items():
        for verb, roles in verbs.items():
            for role, found in roles.items():
                yield f"| `{state}` | `{verb}` | `{role}` | {', '.join(f'`{to}`' for to in found)} |"


def _spans() -> Iterator[str]:
    yield f"The ward still owes something in: {', '.join(f'`{state}`' for state in WAITING)}."
    yield f"It owes an answer in: {', '.join(f'`{state}`' for state in OWES_ANSWER)}."
    days = in_force(DEFAULTS, "ask_back", "", date.max).days
    yield f"Working days the clock stands still while a sender is asked, at most: {days}, unless the ward set another."
