"""What a sender can say later, and what the ward can ask."""

import pytest

from langnghe.kernel import entry as form
from langnghe.kernel.actors import resident
from langnghe.kernel.ids import new_token
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.opinions import standing
from langnghe.opinions.additions import Extra, add, ask, mark_read
from langnghe.opinions.leaving import withdraw
from langnghe.opinions.models import Addition, Opinion, Question
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.testing.cast import Cast

MORE = "Tối qua có người té xe ở chỗ đó."


def say_more(opinion: Opinion, words: str = MORE, **more: object) -> Addition:
    return add(opinion, Extra(words, **more), by=resident(opinion.ward_id).actor)  # type: ignore[arg-type]


def test_words_added_stand_beside_the_opinion_which_stays_as_it_was(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    addition = say_more(opinion)
    opinion.refresh_from_db()
    assert (opinion.words, addition.words, addition.opinion) == (LAMP, MORE, opinion)


def test_an_addition_is_committed_to_in_the_ledger_like_an_opinion(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    addition = say_more(opinion)
    entry = Entry.objects.get(kind="opinion.added", subject_id=opinion.id)
    assert bytes(entry.commitment) == form.commitment(form.OPINION_V1, bytes(addition.salt), form.words_bytes(MORE))
    assert bytes(entry.about or b"") == bytes(opinion.commitment)


def test_the_same_form_sent_twice_adds_once(dien_hong: Cast) -> None:
    opinion, token = say(dien_hong).opinion, new_token()
    assert say_more(opinion, token=token) == say_more(opinion, token=token)
    assert Addition.objects.count() == Entry.objects.filter(kind="opinion.added").count() == 1


@pytest.mark.parametrize("words", ["", "  ", "\x00", "…!"])
def test_nothing_to_read_is_not_added(dien_hong: Cast, words: str) -> None:
    with pytest.raises(Refused, match="viết vài chữ"):
        say_more(say(dien_hong).opinion, words)


def test_to_a_withdrawn_opinion_nothing_is_added(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    withdraw(opinion, by=resident(opinion.ward_id).actor)
    with pytest.raises(Refused, match="Không rút nữa"):
        say_more(opinion)


def test_one_receipt_cannot_fill_the_disk(dien_hong: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST", 2)
    opinion = say(dien_hong).opinion
    say_more(opinion, "Một")
    say_more(opinion, "Hai")
    with pytest.raises(Refused, match="ý kiến mới"):
        say_more(opinion, "Ba")


def test_chau_asks_and_the_answer_goes_with_the_question(dien_hong: Cast) -> None:
    opinion = say(dien_hong, group_id=dien_hong.groups["Tổ 3"].id).opinion
    question = ask(opinion, "Đèn tắt cả đêm hay chỉ lúc mưa?", by=dien_hong["chau"])
    answer = say_more(opinion, "Cả đêm.", question_id=question.id)
    question.refresh_from_db()
    assert answer.question == question
    assert question.answered_at is not None


def test_the_same_question_pressed_twice_is_asked_once(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    first, second = (ask(opinion, "Ở số nhà mấy?", by=dien_hong["binh"]) for _turn in range(2))
    assert first == second
    assert Entry.objects.filter(kind="question.asked").count() == 1


def test_a_sender_is_not_buried_in_questions(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    for number in range(3):
        ask(opinion, f"Câu {number}?", by=dien_hong["binh"])
    with pytest.raises(Refused, match="ba câu"):
        ask(opinion, "Câu nữa?", by=dien_hong["binh"])


@pytest.mark.parametrize("who", ["nga", "hanh", "khoa", "lan"])
def test_who_is_not_in_charge_does_not_ask(dien_hong: Cast, who: str) -> None:
    with pytest.raises(Refused, match="phụ trách"):
        ask(say(dien_hong).opinion, "Ai gửi vậy?", by=dien_hong[who])
    assert not Question.objects.exists()


def test_the_chief_next_door_does_not_ask(dien_hong: Cast, hac_thanh: Cast) -> None:
    with pytest.raises(Refused):
        ask(say(dien_hong).opinion, "Ở đâu?", by=hac_thanh["quy"])


def test_an_answer_to_a_question_of_another_opinion_is_refused(dien_hong: Cast) -> None:
    mine, other = say(dien_hong).opinion, say(dien_hong, "Chuyện khác").opinion
    question = ask(other, "Ở đâu?", by=dien_hong["binh"])
    with pytest.raises(Refused, match="Nói thêm"):
        say_more(mine, question_id=question.id)


def test_new_words_wait_until_an_officer_says_they_are_read(dien_hong: Cast) -> None:
    opinion = say(dien_hong).opinion
    say_more(opinion)
    assert mark_read(opinion, by=dien_hong["binh"]) == 1
    assert mark_read(opinion, by=dien_hong["binh"]) == 0
    assert Entry.objects.filter(kind="addition.read").count() == 1
