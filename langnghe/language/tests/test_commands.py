"""`langnghe language …` answers line by line and says which lines it cannot read."""

import io
import json
import sys

import pytest

from langnghe.cli.main import parser

pytestmark = pytest.mark.once


def run(verb: str, lines: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[dict[str, object]]]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    monkeypatch.setattr(sys, "stdout", out)
    arguments = parser(["language", verb]).parse_args(["language", verb])
    code = int(arguments.run(arguments))
    return code, [json.loads(line) for line in out.buffer.getvalue().splitlines()]


def test_places_are_added_and_the_line_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": 7, "text": "gọi 0905 123 456"}).encode() + b"\n"
    assert run("personal-data", line, monkeypatch) == (
        0, [{"id": 7, "text": "gọi 0905 123 456", "spans": [[4, 16, "phone"]]}]
    )  # fmt: skip


def test_a_bad_line_is_told_and_the_others_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = b'{"text": "a"}\nhm\n\xff\n[1]\n{"text": 5}\n\n{"text": "\\ud800 \xc4\x90\xc6\xb0\xe1\xbb\x9dng"}\n'
    code, answered = run("fold", lines, monkeypatch)
    assert code == 1
    assert [line["folded"] for line in answered if "folded" in line] == ["a", "duong"]
    assert [line["line"] for line in answered if "error" in line] == [2, 3, 4, 5]


def test_nothing_in_gives_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("fold", b"", monkeypatch) == (0, [])
