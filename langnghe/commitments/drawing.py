"""The page docs/reference/commitments.md, drawn from the table of `rules.py`; a test keeps the two in step."""

from collections.abc import Iterator

from langnghe.commitments import rules

HEAD = """\
# Commitments: states, verbs, roles

Drawn from the table in `langnghe/commitments/rules.py` by `bin/langnghe reference commitments`; a test holds it to the
code. What has no row is refused with a sentence. "Late" is no state: it is computed from the days, and a moved date
never takes it back.
"""


def page() -> str:
    """The page in Markdown: the diagram, the words, and every step with its role."""
    return "\n".join([HEAD, *_diagram(), "", *_words(), *_steps(), "", *_spans()]) + "\n"


def _diagram() -> Iterator[str]:
    yield from (
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> open: make",
        "    [*] --> open: enter",
        "    [*] --> booked: enter",
    )
    for state, verbs in rules.TABLE.items():
        for verb, roles in verbs.items():
            for target in dict.fromkeys(to for states in roles.values() for to in states):
                by = ", ".join(role for role, states in roles.items() if target in states)
                yield f"    {state} --> {target}: {verb} ({by})"
    yield "    broken --> [*]"
    yield "```"


def _words() -> Iterator[str]:
    for title, names in (("State", rules.STATES), ("Verb", rules.VERBS), ("Role", rules.ROLES)):
        yield from (f"| {title} | tiếng Việt |", "| --- | --- |")
        yield from (f"| `{code}` | {name} |" for code, name in names.items())
        yield ""


def _steps() -> Iterator[str]:
    yield from ("| in state | verb | role | may lead to |", "| --- | --- | --- | --- |")
    for state, verbs in rules.TABLE.items():
        for verb, roles in verbs.items():
            for role, states in roles.items():
                yield f"| `{state}` | `{verb}` | `{role}` | {', '.join(f'`{to}`' for to in states)} |"


def _spans() -> Iterator[str]:
    yield f"Days to contest a claim: {rules.CONTEST_DAYS}. Days only senders may confirm: {rules.SILENT_DAYS}."
    yield f"Outsiders needed in place of a sender: {rules.OUTSIDERS}; beside a staff-seen secret: 1."
    yield f"Days a stranger's contest holds a closing back: {rules.FRONT_DAYS}."
