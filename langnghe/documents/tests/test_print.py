"""Papers: what was put in is read back, whatever it looks like; limits hold; the child gets only what it needs."""

import time
from datetime import UTC, date, datetime

import pytest

from langnghe.documents import blocks, limits, printing
from langnghe.documents.blocks import Letterhead, Paper
from langnghe.documents.tests import reading
from langnghe.files import slots
from langnghe.kernel import children
from langnghe.kernel.refused import Refused

pytestmark = pytest.mark.once
AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
HEAD = Letterhead("Công an phường Diên Hồng", "Phường Diên Hồng, ngày 22 tháng 11 năm 2026", number="Số: …………")
HOSTILE = [
    '#eval("1+1") #import "/etc/passwd": * #read("/etc/passwd")',
    "$ sum_(i=1)^n x $ @nguon <nhan> *đậm* _nghiêng_ `mã` = Tiêu đề",
    "\\ \\n \\u{41} \\# // chú thích /* mở */ --- ~ ' \" [nội dung] {mã} #[x] #{1}",
    "]) #panic() ; ${x} %s %(x)s {{ x }} {% x %} </script> <b>",
    "=== không phải tiêu đề\n- không phải gạch đầu dòng\n+ 1. / thuật ngữ: x",
]


def paper(*said: str, **more: object) -> Paper:
    found = Paper("Giấy thử", "Lời khó", "Phường Diên Hồng", date(2026, 11, 22), "chân trang", **more)  # type: ignore[arg-type]
    found.add(blocks.heading(1, "Lời"), *map(blocks.words, said))
    return found


@pytest.mark.parametrize("said", HOSTILE)
def test_words_that_look_like_markup_are_printed_as_they_were_said(said: str) -> None:
    whole = paper(head=HEAD)
    whole.subject = said
    whole.add(
        blocks.words(said), blocks.facts([(said, said)]), blocks.table([(said, 1)], [[said]]),
        blocks.table([(said, 1)], [[said]], codes=True), blocks.heading(2, said), blocks.note(said),
        blocks.signature(said, said, closing=said, recipients=[said]),
    )  # fmt: skip
    content = printing.pdf(whole, at=AT).content
    assert reading.letters(reading.text(content)).count(reading.letters(said)) >= 9


def test_a_long_paper_has_its_pages_counted_on_each_and_a_table_of_contents() -> None:
    long = paper(*["Đèn đường đầu hẻm 12 tắt nửa tháng nay. " * 60] * 8, head=HEAD, contents=True)
    made = printing.pdf(long, at=AT)
    pages = reading.pages(made.content)
    assert made.pages == len(pages) > 3
    assert [f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, start=1)] == [True] * len(pages)
    assert "Mục lục" in pages[0]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]


def test_a_paper_is_a_tagged_vietnamese_pdf_that_can_be_kept() -> None:
    content = printing.pdf(paper("Ổn ạ."), at=AT).content
    assert reading.title(content) == "Giấy thử"
    assert b"/Lang(vi-VN)" in content.replace(b" ", b"")
    assert b"/MarkInfo" in content
    assert b"pdfaid:part>2<" in content
    assert b"pdfuaid:part>1<" in content
    assert content == printing.pdf(paper("Ổn ạ."), at=AT).content


def test_a_hundred_thousand_letters_without_a_space_stay_inside_the_page() -> None:
    started = time.monotonic()
    content = printing.pdf(paper("đ" * 100_000), at=AT).content
    assert reading.text(content).count("đ") == 100_000
    assert time.monotonic() - started < 30


def test_a_paper_of_millions_of_letters_is_refused_before_it_is_begun() -> None:
    with pytest.raises(Refused, match="quá dài"):
        printing.pdf(paper("a" * (printing.MOST_CHARACTERS + 1)), at=AT)


def test_a_child_that_may_use_no_more_memory_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "run", lambda *_given, **_more: -9)
    with pytest.raises(Refused, match="quá dài"):
        printing.pdf(paper("Ổn ạ."), at=AT)


def test_a_picture_that_is_gone_is_refused_with_a_sentence() -> None:
    gone = paper()
    gone.add(blocks.pictures([blocks.picture("/khong-co", width=4, height=3, alt="ảnh", caption="ảnh")]))
    with pytest.raises(Refused, match="vừa được xóa"):
        printing.pdf(gone, at=AT)


def test_whoever_comes_while_another_paper_is_made_is_told_to_try_again() -> None:
    with slots.taken("papers", count=printing.AT_ONCE), pytest.raises(Refused, match="đang lập những giấy khác"):
        printing.pdf(paper("Ổn ạ."), at=AT, patience=0.05)


def test_the_child_knows_no_setting_and_leaves_nothing_behind() -> None:
    with children.in_memory(b"") as given, children.in_memory(b"") as result:
        code = children.run("langnghe.documents.tests.prying", [], given, result, seconds=20)
        told = children.content_of(result).decode()
    assert (code, told) == (limits.DONE, "False []")
