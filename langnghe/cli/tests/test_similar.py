"""`langnghe language similar`: each line answered, bad lines told."""

import json
from datetime import date
from io import BytesIO

import pytest

from langnghe.cli.similar import answer
from langnghe.language.among import Among, Told

pytestmark = pytest.mark.once

DAY = date(2026, 3, 2)


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_answered() -> None:
    among = Among(None, [Told(7, "Đèn hẻm 12 Hùng Vương tắt", "hẻm 12", DAY)])
    lines = [
        '{"id": "b", "text": "đèn hẻm 12 Hùng Vương hỏng", "place": "", "date": "2026-03-04"}', "không phải JSON",
        '{"id": "c"}', '{"id": [], "text": ""}', '{"id": 1, "text": "", "place": 5}',
        '{"id": 1, "text": "", "date": "mai"}',
        '{"id": 1, "text": "", "date": 5}', "", '{"id": 1, "text": ""}',
    ]  # fmt: skip
    out = BytesIO()
    assert answer([line.encode() for line in lines], out, among) == 1
    made = [json.loads(line) for line in out.getvalue().splitlines()]
    assert made[0]["matches"][0][0] == 7
    assert [one.get("line") for one in made] == [None, 2, 3, 4, 5, 6, 7, None]
    assert made[-1]["matches"] == []
    assert not made[-1]["suggest"]
