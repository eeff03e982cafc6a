"""An erasure that is declined: with a reason the sender reads, a clock for who waits, and somebody above to turn to."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.kernel import entry as form
from langnghe.kernel.actors import resident
from langnghe.kernel.clock import local_now
from langnghe.kernel.refused import Refused
from langnghe.ledger.models import Entry
from langnghe.opinions import erasures
from langnghe.opinions.leaving import ask_erasure, erase
from langnghe.opinions.models import ErasureDecline, Opinion
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_guard import DRUGS, RUDE
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

WHY = "Công an đang xác minh, chưa xong thì luật chưa cho xóa. Bà con hỏi lại sau ngày 20 tháng 12."


def asked(cast: Cast, words: str = DRUGS) -> Opinion:
    opinion = say(cast, words).opinion
    return ask_erasure(opinion, by=resident(opinion.ward_id).actor)


def test_the_chief_declines_with_a_reason_and_the_sender_reads_it(dien_hong: Cast, client: Client) -> None:
    received = say(dien_hong, DRUGS)
    opinion = ask_erasure(received.opinion, by=resident(received.opinion.ward_id).actor)
    dung = client_for(dien_hong["dung"])
    address = reverse("opinions:decline_erasure", args=[opinion.serial])
    dung.post(address, {"reason": "law", "words": WHY})
    sent = {"serial": opinion.serial, "secret": format_secret(received.secret)}
    page = client.post(reverse("desk:receipt"), sent, follow=True).content.decode()
    for told in (
        "Phường trả lời: chưa xóa",
        "Luật buộc phải giữ".lower(),
        WHY,
        "Viện kiểm sát nhân dân",
        "Công an tỉnh",
    ):
        assert told in page
    assert "Trưởng Công an phường" in page
    assert "Phường xem xét việc xóa" not in page
    assert WHY in dung.get(reverse("opinions:opinion", args=[opinion.serial])).content.decode()


def test_it_can_be_asked_for_again_and_declined_again(dien_hong: Cast) -> None:
    opinion = asked(dien_hong)
    erasures.decline(opinion, "law", WHY, by=dien_hong["dung"])
    assert erasures.last_decline(Opinion.objects.get()) is not None
    again = ask_erasure(opinion, by=resident(opinion.ward_id).actor)
    assert erasures.last_decline(again) is None
    erasures.decline(again, "passed_on", WHY, by=dien_hong["dung"])
    assert ErasureDecline.objects.count() == 2


def test_the_ledger_holds_the_hash_and_no_word_and_no_link(dien_hong: Cast) -> None:
    opinion = asked(dien_hong)
    told = erasures.decline(opinion, "law", WHY, by=dien_hong["dung"])
    entry = Entry.objects.get(kind="erasure.declined")
    assert entry.about is None
    digest = form.commitment(erasures.DECLINE_V1, bytes(told.salt), form.words_bytes(WHY))
    assert entry.facts["words"] == digest.hex()
    assert "law" not in entry.facts.values()


def test_who_may_not_erase_may_not_decline(dien_hong: Cast) -> None:
    crime, rude = asked(dien_hong), asked(dien_hong, RUDE)
    Opinion.objects.filter(id=rude.id).update(secret_seen_by_staff=True)
    for opinion, username in ((crime, "binh"), (crime, "giang"), (crime, "en"), (rude, "dung"), (rude, "nga")):
        with pytest.raises(Refused, match="không do nhiệm vụ này"):
            erasures.decline(opinion, "law", WHY, by=dien_hong[username])
    assert erasures.decline(rude, "not_met", WHY, by=dien_hong["giang"])


def test_what_the_sender_may_erase_alone_is_not_declined(dien_hong: Cast) -> None:
    with pytest.raises(Refused, match="tự xóa"):
        erasures.decline(asked(dien_hong, LAMP), "law", WHY, by=dien_hong["dung"])


@pytest.mark.parametrize(("reason", "words"), [("law", "không"), ("whim", WHY), ("", WHY), ("law", "a" * 1001)])
def test_a_reason_of_the_list_and_words_one_can_read_are_needed(dien_hong: Cast, reason: str, words: str) -> None:
    opinion = asked(dien_hong)
    with pytest.raises(Refused):
        erasures.decline(opinion, reason, words, by=dien_hong["dung"])
    assert not ErasureDecline.objects.exists()
    page = client_for(dien_hong["dung"]).post(
        reverse("opinions:decline_erasure", args=[opinion.serial]), {"reason": reason, "words": words}
    )
    assert page.status_code == 422


def test_of_two_officers_the_first_decides(dien_hong: Cast) -> None:
    opinion = asked(dien_hong)
    erasures.decline(opinion, "law", WHY, by=dien_hong["dung"])
    with pytest.raises(Refused, match="người khác vừa trả lời"):
        erasures.decline(opinion, "law", WHY, by=dien_hong["dung"])


def test_after_erasing_and_for_who_decides_on_none_nothing_waits(dien_hong: Cast) -> None:
    opinion = asked(dien_hong)
    assert [list(erasures.waiting(dien_hong[who])) for who in ("dung", "lan")] == [[opinion], []]
    erase(opinion, by=dien_hong["dung"])
    assert not erasures.waiting(dien_hong["dung"])
    with pytest.raises(Refused, match="đã xóa"):
        erasures.decline(opinion, "law", WHY, by=dien_hong["dung"])


def test_the_list_shows_the_oldest_first_and_what_is_late(dien_hong: Cast) -> None:
    with frozen((local_now() - timedelta(days=25)).isoformat()[:19]):
        old = asked(dien_hong)
    new = asked(dien_hong, "Nhà cuối hẻm 3 bán ma túy.")
    dung = client_for(dien_hong["dung"])
    home = dung.get(reverse("desk:home")).content.decode()
    assert "2 người gửi yêu cầu xóa" in home
    page = dung.get(reverse("opinions:erasures")).content.decode()
    assert page.index(old.serial) < page.index(new.serial)
    assert "trễ 5 ngày" in page
    assert "Trễ 5 ngày" in dung.get(reverse("opinions:erase", args=[old.serial])).content.decode()
    assert old.serial not in client_for(dien_hong["en"]).get(reverse("opinions:erasures")).content.decode()


def test_erasing_takes_the_words_of_earlier_declines_along(dien_hong: Cast) -> None:
    opinion = asked(dien_hong)
    erasures.decline(opinion, "law", WHY, by=dien_hong["dung"])
    ask_erasure(opinion, by=resident(opinion.ward_id).actor)
    erase(opinion, by=dien_hong["dung"])
    told = ErasureDecline.objects.get()
    assert (told.words, bytes(told.salt)) == ("", b"")
