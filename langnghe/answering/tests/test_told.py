"""Senders who asked for mails hear of an answer once, whatever it carries."""

import pytest
from django.test import override_settings

from langnghe.answering.tests import writing
from langnghe.answering.tests.writing import accepted, answered, handed_over, promised, work
from langnghe.kernel.actors import Actor
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import allowed
from langnghe.notices import actions as notices
from langnghe.notices import outbox
from langnghe.testing.cast import Cast


@pytest.fixture
def listened(dien_hong: Cast) -> Matter:
    """A matter whose sender asked for mails."""
    opinion, sender = allowed(dien_hong), Actor("resident")
    with override_settings(EMAIL_HOST="thu.vidu.vn"):
        box = notices.ask(dien_hong.ward, ("opinions", opinion.id), "ba.tu@vidu.vn", language="vi", by=sender)
    notices.confirm(box, by=sender)
    return writing.matter(dien_hong, opinion=opinion)


def mails() -> int:
    """How many mails of news go out now."""
    work()
    going = [row for row in outbox.claim(100) if outbox.begin(row)]
    for row in going:
        outbox.sent(row)
    return sum(row.code == "step" for row in going)


def test_one_mail_tells_of_an_answer_with_its_promises(dien_hong: Cast, listened: Matter) -> None:
    mails()
    second = promised(dien_hong, words="Kiểm tra cả đoạn đến nhà văn hóa.")
    answered(listened, accepted(promises=(promised(dien_hong), second)), by=dien_hong["en"])
    assert mails() == 1


def test_a_mail_tells_that_the_other_body_accepted(dien_hong: Cast, listened: Matter) -> None:
    row = handed_over(dien_hong, listened)
    mails()
    writing.taken_in(dien_hong, row)
    assert mails() == 1
