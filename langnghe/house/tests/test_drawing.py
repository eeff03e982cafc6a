"""Markdown of the guides: what they use becomes HTML, all else stays text."""

import pytest
from django.utils.html import format_html

from langnghe.house import drawing

pytestmark = pytest.mark.once


def test_lists_paragraphs_and_bold_are_drawn_and_all_else_is_text() -> None:
    drawn = drawing.drawn("Một **hai**\nba:\n\n- bốn\n  năm\n- <b>sáu</b>\n\n1. bảy\n2. tám")
    assert drawn == (
        "<p>Một <strong>hai</strong> ba:</p>\n<ul><li>bốn năm</li><li>&lt;b&gt;sáu&lt;/b&gt;</li></ul>\n"
        "<ol><li>bảy</li><li>tám</li></ol>"
    )


def test_commands_stay_as_they_are_and_are_no_headings() -> None:
    title, part = drawing.parts("# Cài\n\n## Một\n\nGõ:\n```sh\n# [Service]\n\nsudo a && b\n```\nXong.\n")
    assert (title.title, title.body, part.title, part.anchor) == ("Cài", "", "Một", "mot")
    assert part.body == "<p>Gõ:</p>\n<pre><code># [Service]\n\nsudo a &amp;&amp; b</code></pre>\n<p>Xong.</p>"


def test_a_table_tells_each_column_again_for_narrow_screens() -> None:
    drawn = drawing.drawn("| điều | khỏe |\n| --- | --- |\n| `disk` | `enough` |")
    assert '<th scope="col">điều</th><th scope="col">khỏe</th>' in drawn
    assert '<tr><th scope="row"><code>disk</code></th><td data-label="khỏe"><code>enough</code></td></tr>' in drawn


def test_a_link_says_which_file_of_the_project_it_means() -> None:
    assert drawing.drawn("Xem [bảng lệnh](../reference/commands.md).") == (
        "<p>Xem bảng lệnh (<code>docs/reference/commands.md</code>).</p>"
    )


def test_a_picture_is_drawn_by_whoever_asks_and_else_left_out() -> None:
    text = "<!-- chụp lại\n-->\n![Một <việc>](hinh/viec.png)\n![Hai](hinh/hai.png)"
    assert "".join(str(part.body) for part in drawing.parts(f"# Việc\n\n{text}")).strip() == ""
    drawn = drawing.parts(f"# Việc\n\n{text}", lambda name, says: format_html("[{}: {}]", name, says))[0].body
    assert drawn == "[viec: Một &lt;việc&gt;]\n[hai: Hai]"
