"""Official numbers stay on one line, and nothing becomes HTML by that."""

from django.utils.safestring import mark_safe

from langnghe.shell.parts import whole

KEPT = '<span class="whole" translate="no">{}</span>'


def test_serials_and_numbers_of_paper_forms_stay_together() -> None:
    for number in ("DH26-214-K", "DH26-V3-2", "1047-X"):
        assert whole(f"Phiếu {number}?") == f"Phiếu {KEPT.format(number)}?"


def test_other_words_with_dashes_may_break() -> None:
    for words in ("lang-nghe-demo", "2025-2026", "Khu phố 12A-3B", "A-12-B"):
        assert whole(words) == words


def test_what_people_wrote_stays_text() -> None:
    assert whole("<b>1047-X</b>") == f"&lt;b&gt;{KEPT.format('1047-X')}&lt;/b&gt;"


def test_what_was_safe_is_not_escaped_twice() -> None:
    assert whole(mark_safe("a &amp; 1047-X")) == f"a &amp; {KEPT.format('1047-X')}"
