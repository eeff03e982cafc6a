"""Before anybody lets it run for an hour: the drill of odd texts asks every parser of the language room."""

import pytest

from bench.drills import words

pytestmark = pytest.mark.once


def test_the_drill_of_odd_texts_asks_every_parser(capsys: pytest.CaptureFixture[str]) -> None:
    assert words.main(["--inputs", "20", "--json"]) == 0
    said = capsys.readouterr().out
    assert all(f'"{name}: exceptions"' in said for name in words.PARSERS)


def test_a_parser_that_raises_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(words.PARSERS, "fold", lambda text: 1 // (len(text) > 30 or text.startswith("ông")))
    assert words.main(["--inputs", "50", "--parser", "fold"]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err
