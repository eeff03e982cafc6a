"""Who was promised a call gets one."""

from django.urls import reverse

from langnghe.desk.steps import resident_steps
from langnghe.intake import reads
from langnghe.intake.models import CallBack
from langnghe.intake.tests.helping import hidden, last, written
from langnghe.ledger.models import Entry
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def test_a_call_agreed_on_the_form_waits_on_the_desk_until_ticked_off(dien_hong: Cast) -> None:
    binh = client_for(dien_hong["binh"])
    written(binh, contact="0905 123 456", call_back="on")
    opinion = last()
    assert opinion.serial in binh.get(reverse("desk:home")).text
    assert [*reads.call_backs(dien_hong["binh"])] == [opinion]
    for _turn in range(2):
        binh.post(reverse("intake:called", args=[opinion.serial]))
    assert not reads.call_backs(dien_hong["binh"]).exists()
    assert CallBack.objects.get().called_by == dien_hong["binh"]
    assert "Cán bộ đã gọi lại cho bà con." in [step.text for step in resident_steps(opinion)]
    assert Entry.objects.filter(kind="call_back.done").count() == 1


def test_a_caller_may_agree_after_the_serial_was_read_out(dien_hong: Cast) -> None:
    binh = client_for(dien_hong["binh"])
    sent = hidden(written(binh).text)
    refused = binh.post(reverse("intake:agree"), sent)
    assert refused.status_code == 422
    assert "cần số điện thoại" in refused.text
    agreed = binh.post(reverse("intake:agree"), sent | {"contact": "0905 123 456"})
    assert "Đã hẹn gọi lại" in agreed.text
    assert (last().call_back, last().contact is not None) == (True, True)


def test_calls_are_seen_within_ones_own_work_only(dien_hong: Cast) -> None:
    written(client_for(dien_hong["binh"]), group="5", contact="0905 123 456", call_back="on")
    assert not reads.call_backs(dien_hong["chau"]).exists()
    assert not reads.call_backs(dien_hong["lan"]).exists()
    answer = client_for(dien_hong["chau"]).post(reverse("intake:called", args=[last().serial]))
    assert answer.status_code == 404


def test_an_opinion_without_an_agreed_call_has_nothing_to_tick(dien_hong: Cast) -> None:
    binh = client_for(dien_hong["binh"])
    written(binh)
    assert binh.post(reverse("intake:called", args=[last().serial])).status_code == 404
