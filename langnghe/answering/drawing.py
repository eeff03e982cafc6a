"""The page docs/reference/answering.md, drawn from the tables of `states.py`; a test keeps them in step."""

from collections.abc import Iterator, Mapping

from langnghe.answering import approval, rules, states
from langnghe.matters.states import TABLE

HEAD = """\
# Answers: states, verbs, roles

Drawn from the tables in `langnghe/answering/states.py` by `bin/langnghe reference answering`; a test holds it to the
code. What has no row is refused with a sentence.
"""
Table = Mapping[str, Mapping[str, Mapping[str, str]]]


def page() -> str:
    """The page in Markdown: both tables as diagrams, their words, and what an answer makes of a matter."""
    parts = [
        *_part("Draft", states.DRAFTS, states.DRAFT_STATES, states.DRAFT_VERBS, states.DRAFT_ROLES, "draft: write"),
        *_part(
            "Hand-over", states.HAND_OVERS, states.HAND_OVER_STATES, states.HAND_OVER_VERBS, states.HAND_OVER_ROLES,
            "waiting: release", "carried: release",
        ),
        *_outcomes(), *_approval(),
    ]  # fmt: skip
    return "\n".join([HEAD, *parts]) + "\n"


def _part(
    title: str, table: Table, named: states.Words, verbs: states.Words, roles: states.Words, *starts: str
) -> Iterator[str]:
    yield from (f"## {title}", "", "```mermaid", "stateDiagram-v2", *(f"    [*] --> {start}" for start in starts))
    for state, by_verb in table.items():
        for verb, by_role in by_verb.items():
            for to in dict.fromkeys(by_role.values()):
                yield f"    {state} --> {to}: {verb} ({', '.join(r for r, led in by_role.items() if led == to)})"
    yield from ("```", "")
    for head, names in (("State", named), ("Verb", verbs), ("Role", roles)):
        yield from (f"| {head} | tiếng Việt |", "| --- | --- |")
        yield from (f"| `{code}` | {name} |" for code, name in names.items())
        yield ""
    yield from ("| in state | verb | role | leads to |", "| --- | --- | --- | --- |")
    for state, by_verb in table.items():
        for verb, by_role in by_verb.items():
            yield from (f"| `{state}` | `{verb}` | `{role}` | `{to}` |" for role, to in by_role.items())
    yield ""


def _outcomes() -> Iterator[str]:
    yield from ("## What an answer makes of a matter", "")
    yield from ("| answer | matter before | after | after, with a promise |", "| --- | --- | --- | --- |")
    for kind, verb in states.VERB_OF.items():
        for before in TABLE:
            after, promised = (states.outcome(kind, before, promises) for promises in (0, 1))
            if after:
                yield f"| `{kind}` | `{before}` | `{after}` | {f'`{promised}`' if verb == 'answer' else '–'} |"
    yield ""


def _approval() -> Iterator[str]:
    yield from ("## Who releases, where a ward set nothing of its own", "", "| topic | roles |", "| --- | --- |")
    for topic, roles in approval.DEFAULTS.items():
        yield f"| {f'`{topic}`' if topic else 'none'} | {', '.join(f'`{role}`' for role in sorted(roles))} |"
    yield from (
        "",
        "Where nobody holds such a post, whoever carries `answers.release`. A topic code that was withdrawn counts as",
        f"its parent. Promises in one answer: {rules.MOST_PROMISES}.",
        "Days to accept a hand-over: step `hand_over` of the room `deadlines`.",
    )
