"""Whom an opinion speaks about never opens it, after a merger or under a later account; and somebody does."""

import pytest
from django.test import Client
from django.urls import reverse

from langnghe.house.work import drain
from langnghe.kernel.actors import resident, system
from langnghe.kernel.refused import Refused
from langnghe.opinions import additions, guarding, reads, visibility
from langnghe.opinions.additions import Extra
from langnghe.opinions.models import BODIES, GuardStep, NamedOfficer, Opinion
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_guard import DRUGS, RUDE, named, readers
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.people.models import Mandate
from langnghe.places import mergers
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

FRONT = ("front", "Mặt trận Tổ quốc phường", "front_officer", "Cán bộ Mặt trận", ())
CHAIR = ("committee", "Ủy ban nhân dân phường", "chairman", "Chủ tịch", ())
SECRET_NAME = "Trương Quốc Vũ"


@pytest.fixture
def joined(dien_hong: Cast, hac_thanh: Cast) -> Cast:
    """Hạc Thành with a Front officer and a chairman of its own, for opinions of Diên Hồng once the two are one."""
    hac_thanh.join("uyen", "Lâm Tú Uyên", *FRONT)
    hac_thanh.join("vu", SECRET_NAME, *CHAIR)
    return hac_thanh


def merge(old: Cast, new: Cast) -> None:
    mergers.merge_ward(old.ward, into=new.ward, by=system(old.ward.id))
    drain()


def nowhere(mandate: Mandate, opinion: Opinion, word: str) -> None:
    """Neither list, search, count, page nor action knows it."""
    client = client_for(mandate)
    assert opinion.id not in set(reads.in_scope(mandate).values_list("id", flat=True))
    assert reads.opinion_for(mandate, opinion.serial) is None
    assert client.get(reverse("opinions:opinion", args=[opinion.serial])).status_code == 404
    every = reverse("opinions:index")
    for address in (reverse("desk:home"), every, f"{every}?tim={word}", f"{every}?moi=1"):
        assert opinion.serial not in client.get(address).content.decode()
    assert not reads.with_unread_words(mandate).exists()
    with pytest.raises(Refused):
        guarding.pass_on(opinion, "inspectorate", by=mandate)


def test_words_added_after_a_merger_shut_out_the_successors_officer(dien_hong: Cast, joined: Cast) -> None:
    opinion = say(dien_hong, RUDE).opinion
    merge(dien_hong, joined)
    assert reads.opinion_for(joined["vu"], opinion.serial)
    more = Extra(f"Ông {SECRET_NAME} gọi điện bảo tôi rút đơn.")
    additions.add(Opinion.objects.get(id=opinion.id), more, by=resident(opinion.ward_id).actor)
    nowhere(joined["vu"], opinion, "nat")
    assert reads.opinion_for(joined["uyen"], opinion.serial)


def test_what_was_sent_before_the_merger_is_read_again_for_the_successors_names(dien_hong: Cast, joined: Cast) -> None:
    opinion = say(dien_hong, f"Cán bộ ở đây kể ông {SECRET_NAME} nhận tiền.", about_officer=True).opinion
    assert not NamedOfficer.objects.filter(officer_id=joined["vu"].officer_id).exists()
    merge(dien_hong, joined)
    nowhere(joined["vu"], opinion, "tien")
    assert reads.opinion_for(joined["uyen"], opinion.serial)


def test_the_same_person_under_an_account_of_the_successor_is_known_by_name(dien_hong: Cast, joined: Cast) -> None:
    opinion = say(dien_hong, named(dien_hong, "giang")).opinion
    merge(dien_hong, joined)
    giang = joined.join("giang2", "Võ  trường giang", *FRONT[:3], "Cán bộ Mặt trận 2", ())
    nowhere(giang, opinion, "quy")
    assert reads.opinion_for(joined["uyen"], opinion.serial)


def test_a_namesake_in_the_same_ward_is_not_shut_out_by_a_choice_of_the_front(dien_hong: Cast) -> None:
    opinion = say(dien_hong, LAMP, about_officer=True).opinion
    twin = dien_hong.join("en2", dien_hong.officer("en").name, *CHAIR[:3], "Phó chủ tịch", ())
    guarding.name_officer(opinion, twin.officer, by=dien_hong["giang"])
    assert reads.opinion_for(dien_hong["en"], opinion.serial)
    assert reads.opinion_for(twin, opinion.serial) is None


def test_a_new_officer_does_not_open_what_was_written_about_them_before(dien_hong: Cast) -> None:
    opinion = say(dien_hong, f"Ông {SECRET_NAME} cán bộ lấy tiền của dân.").opinion
    added = say(dien_hong, RUDE).opinion
    additions.add(added, Extra(f"Cán bộ {SECRET_NAME} cũng có mặt."), by=resident(added.ward_id).actor)
    vu = dien_hong.join("vu", SECRET_NAME, *FRONT[:3], "Cán bộ Mặt trận 2", ())
    assert reads.opinion_for(vu, opinion.serial)
    drain()
    nowhere(vu, opinion, "tien")
    nowhere(vu, added, "nat")
    assert {"giang", "en"} <= readers(dien_hong, opinion)


def test_officers_of_the_successor_work_on_what_they_took_over(dien_hong: Cast, joined: Cast) -> None:
    opinion, crime = say(dien_hong, RUDE).opinion, say(dien_hong, DRUGS).opinion
    merge(dien_hong, joined)
    guarding.name_officer(opinion, joined.officer("vu"), by=joined["uyen"])
    guarding.pass_on(crime, "investigation", by=joined["quy"])
    steps = reads.guard_steps(crime)
    assert [told.mandate.officer.name for told in steps] == ["Ngô Đình Quý"]
    assert "Ngô Đình Quý" in client_for(joined["quy"]).get(f"/can-bo/y-kien/{crime.serial}/chuyen/").content.decode()
    nowhere(joined["vu"], opinion, "nat")


def unread(cast: Cast) -> Opinion:
    return say(cast, named(cast, "giang", "en", "nga")).opinion


def test_what_speaks_about_all_three_readers_goes_to_the_auditor_who_passes_it_on(dien_hong: Cast) -> None:
    opinion, other = unread(dien_hong), say(dien_hong, RUDE).opinion
    assert readers(dien_hong, opinion) == set()
    assert list(reads.last_resort(dien_hong["khoa"])) == [opinion]
    khoa = client_for(dien_hong["khoa"])
    assert "không còn ai trong phường được đọc" in khoa.get(reverse("desk:home")).content.decode()
    assert opinion.serial in khoa.get(reverse("opinions:last_resort")).content.decode()
    address = reverse("opinions:last_pass_on", args=[opinion.serial])
    assert "chia nhau tiền quỹ" in khoa.get(address).content.decode()
    said = khoa.post(address, {"to": "inspectorate"}, follow=True).content.decode()
    assert "Thanh tra tỉnh" in said
    assert GuardStep.objects.get(opinion=opinion).to == "inspectorate"
    assert khoa.get(reverse("opinions:last_pass_on", args=[other.serial])).status_code == 404
    assert khoa.get(reverse("opinions:opinion", args=[opinion.serial])).status_code in (403, 404)
    for step in ("none", "crime"):
        with pytest.raises(Refused):
            guarding.mark(opinion, step, by=dien_hong["khoa"])
    with pytest.raises(Refused):
        guarding.release(opinion, by=dien_hong["khoa"])


@pytest.mark.parametrize("with_auditor", [True, False])
def test_the_sender_is_told_at_once_where_else_to_go(dien_hong: Cast, client: Client, with_auditor: bool) -> None:
    everybody = ["giang", "en", "nga"] if with_auditor else ["giang", "en", "nga", "khoa"]
    received = say(dien_hong, named(dien_hong, *everybody))
    assert visibility.has_last_reader(received.opinion) is with_auditor
    form = {"serial": received.opinion.serial, "secret": format_secret(received.secret)}
    mine = client.post(reverse("desk:receipt"), form, follow=True).content.decode()
    sent = {"words": named(dien_hong, *everybody)}
    receipt = client.post(reverse("opinions:send", args=["dien-hong"]), sent, follow=True).content.decode()
    for page in (mine, receipt):
        assert "Trong phường không còn ai nhận đọc được ý kiến này" in page
        assert str(dict(BODIES)["inspectorate"]) in page
        assert ("Người giám sát của phường được báo" in page) is with_auditor
    if not with_auditor:
        assert not reads.last_resort(dien_hong["khoa"]).exists()


def test_who_writes_about_others_is_not_sent_elsewhere(dien_hong: Cast, client: Client) -> None:
    for words in (LAMP, RUDE, DRUGS):
        sent = client.post(reverse("opinions:send", args=["dien-hong"]), {"words": words}, follow=True)
        assert "không còn ai nhận đọc được" not in sent.content.decode()
