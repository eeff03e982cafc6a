"""Officers find every word of what they may see, wherever it was said, and no other; everybody what is published."""

from langnghe.answering.tests import writing
from langnghe.inbox.tests.working import listed, opened, said
from langnghe.kernel.actors import resident
from langnghe.matters import actions, working
from langnghe.matters.board import Found, Sought
from langnghe.matters.tests.saying import allowed, draft
from langnghe.opinions import additions
from langnghe.opinions.additions import Extra
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def on_board(cast: Cast, words: str) -> int:
    return len(Found(cast.ward, Sought(words=words)))


def test_a_matter_is_found_by_all_that_was_said_about_it(dien_hong: Cast) -> None:
    matter = opened(dien_hong, "Rác hẻm 7 đầy ba ngày.")
    opinion = said(dien_hong, "Cống tắc trước chợ.")
    working.note(matter, "Đã hỏi tổ môi trường.", by=dien_hong["binh"])
    writing.answered(matter, writing.accepted(words="Phường tăng thêm một chuyến xe."), by=dien_hong["en"])
    for words in ("rác đầy", "môi trường", "chuyến xe", '"tăng thêm"'):
        assert listed(dien_hong, "binh", tab="tat-ca", words=words) == [matter], words
    assert listed(dien_hong, "binh", tab="tat-ca", words="đầy -rác") == []
    additions.add(opinion, Extra("Nước còn tràn ra quầy cá."), by=resident(opinion.ward_id).actor)
    assert listed(dien_hong, "binh", words="quầy cá") == [opinion]
    assert listed(dien_hong, "binh", tab="tat-ca", words="cống") == []


def test_what_is_written_as_typed_stands_first_whatever_the_order(dien_hong: Cast) -> None:
    plain = opened(dien_hong, "cho tha rong o hem 7")
    exact = opened(dien_hong, "Chó thả rông ở hẻm 7.")
    assert listed(dien_hong, "binh", tab="tat-ca", words="chó", order="cu") == [exact, plain]
    assert listed(dien_hong, "binh", tab="tat-ca", words="cho", order="cu") == [plain, exact]


def test_a_guarded_word_is_found_by_those_of_its_guard_alone(dien_hong: Cast) -> None:
    hidden = said(dien_hong, "Có người bán ma túy ở quán Tre Xanh.", crime=True)
    assert listed(dien_hong, "dung", words="tre xanh") == [hidden]
    for name in ("chau", "minh", "en", "giang"):
        assert listed(dien_hong, name, words="tre xanh") == []
        assert "Tre Xanh" not in client_for(dien_hong[name]).get("/can-bo/y-kien/?tim=tre+xanh").content.decode()


def test_a_covered_name_finds_nothing_outside_and_its_opinion_inside(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong, "Đèn hẻm 12 hỏng, hỏi ông Trần Văn Sáu.")
    actions.release_opinion(opinion, draft(text="Đèn hẻm 12 hỏng, hỏi một người trong hẻm."), by=dien_hong["dung"])
    assert [on_board(dien_hong, words) for words in ("sáu", "trần văn sáu", "một người")] == [0, 0, 1]
    assert len(listed(dien_hong, "binh", tab="tat-ca", words="trần văn sáu")) == 1


def test_the_page_marks_what_was_found_and_says_what_else_was_looked_for(dien_hong: Cast) -> None:
    opened(dien_hong, "Nhờ CA phường tới xem <b>rác</b> giúp.")
    page = client_for(dien_hong["binh"]).get("/can-bo/hop-thu/?the=tat-ca&tim=công+an+rác").content.decode()
    assert "<mark>CA</mark> phường tới xem &lt;b&gt;<mark>rác</mark>" in page
    assert "Tìm cả:" in page


def test_words_beside_a_filter_that_leaves_nothing_find_nothing_and_the_page_says_so(dien_hong: Cast) -> None:
    said(dien_hong, "Cống tắc trước chợ.")
    for filters in (f"nguoi-lam={dien_hong['binh'].post_id}", "tinh-trang=open", "phan-doi=1", "tre=1"):
        answer = client_for(dien_hong["dung"]).get(f"/can-bo/hop-thu/?tim=cong&{filters}")
        assert answer.status_code == 200, filters


def test_signs_without_a_word_find_nothing_and_the_page_says_so(dien_hong: Cast) -> None:
    said(dien_hong, "Cống tắc trước chợ.")
    for tab in ("moi-den", "tat-ca"):
        answer = client_for(dien_hong["dung"]).get("/can-bo/hop-thu/", {"the": tab, "tim": "[]!?"})
        assert answer.status_code == 200, tab
