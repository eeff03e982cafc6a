"""The machine learns from corrections in the background, measures itself, and forgets what it may not keep."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from langnghe.house.work import drain
from langnghe.kernel.actors import resident, system
from langnghe.kernel.clock import local_today
from langnghe.language import schooling, shelf
from langnghe.language.examples import Example as OurExample
from langnghe.language.lessons import Lesson, vocabulary
from langnghe.language.own import OwnSorter
from langnghe.language.schooling import unpacked
from langnghe.language.search import search_form
from langnghe.language.sorter import Sorter
from langnghe.ledger.models import Entry
from langnghe.matters.models import Matter
from langnghe.matters.tests.working import only_opinion, taken_up
from langnghe.opinions import leaving
from langnghe.opinions.models import Opinion
from langnghe.teaching import actions, reads, suggesting
from langnghe.teaching.models import Example, Learning, Version
from langnghe.testing import sorting
from langnghe.testing.browser import look
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for
from langnghe.training import gathering, scheduling, working
from langnghe.training.tests.pages import ferry

NOISE, LAMPS = "public_order.noise", "beyond_police.infrastructure"
RUBBISH = "urban_env.waste_pollution"
HABIT = "Quán {} ở Bến Đá mở tới khuya."
NAMES = ("Bưởi", "Chuối", "Khế", "Ổi", "Mít", "Xoài", "Cam", "Quýt", "Dừa", "Mận", "Chanh")
ASKED = HABIT.format("Bơ")


@pytest.fixture
def school(monkeypatch: pytest.MonkeyPatch, sorts: None) -> None:
    """Learning in this process, with few words beneath and few sentences beside."""
    few = [OurExample("Đèn hẻm tắt.", LAMPS, "few"), OurExample("Karaoke ầm ĩ.", NOISE, "few")]
    monkeypatch.setattr(schooling, "examples", lambda: iter(few))
    monkeypatch.setattr(schooling, "development", lambda: [Lesson("Đèn tắt.", LAMPS), Lesson("Rác.", RUBBISH)])

    def at_once(gathered: Any, fold: int | None, current: bytes | None) -> Any:
        asked = {"lessons": gathered.rows, "own": gathered.own, "fold": fold, "current": None}
        judged, rows = schooling.school(shelf.sorter(), json.loads(json.dumps(asked)))  # type: ignore[arg-type]
        told = json.dumps(judged).encode()
        return unpacked(len(told).to_bytes(4, "little") + told + rows)

    monkeypatch.setattr(working, "_school", at_once)
    monkeypatch.setattr("langnghe.teaching.rules.FEWEST_JUDGED", 10)
    suggesting.forget_kept()


def corrected(cast: Cast) -> list[Matter]:
    """Eleven opinions of eleven senders that the ward sorts its own way."""
    return [taken_up(cast, HABIT.format(name), topic=NOISE) for name in NAMES]


def learnt(cast: Cast) -> Version:
    actions.ask(cast.ward, "asked", by=cast["hanh"])
    drain()
    suggesting.forget_kept()
    return reads.versions(cast.ward)[0]


def offered(cast: Cast, text: str = ASKED) -> str:
    found = suggesting.suggestion(cast.ward.id, text)
    return found.code if found else ""


def test_what_a_ward_corrects_it_is_offered_afterwards(dien_hong: Cast, hac_thanh: Cast, school: None) -> None:
    corrected(dien_hong)
    assert offered(dien_hong) == ""
    version = learnt(dien_hong)
    assert (version.number, version.verdict, version.examples) == (1, "better", 11)
    assert offered(dien_hong) == NOISE
    assert offered(hac_thanh) == ""
    assert offered(dien_hong, "Đèn tắt.") == LAMPS
    kinds = Entry.objects.filter(kind__startswith="model.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["model.asked", "model.trained", "model.chosen"]


def test_what_only_one_sender_wrote_is_in_no_version(dien_hong: Cast, school: None) -> None:
    corrected(dien_hong)
    own = OwnSorter(shelf.sorter(), bytes(learnt(dien_hong).rows or b""))  # type: ignore[arg-type]
    assert all(own._row(f"w {search_form(name).strip()}") is None for name in NAMES)
    assert own._row("w khuya") is not None


@pytest.mark.once
def test_the_same_words_sent_again_are_no_other_sender() -> None:
    many = [Lesson(f"Ông Tư Sún {tail} gõ xoong", NOISE) for tail in ("hay", "lại", "cứ", "vẫn")]
    assert "w sun" not in vocabulary([*many, *many, *many])
    assert "w sun" in vocabulary([*many, Lesson("Ông Tư Sún nữa kìa", NOISE)])


def test_an_erased_opinion_leaves_the_version_and_the_next_one(dien_hong: Cast, school: None) -> None:
    matters = corrected(dien_hong)
    version = learnt(dien_hong)
    asked = leaving.ask_erasure(only_opinion(matters[0]), by=resident(dien_hong.ward.id).actor)
    leaving.erase(asked, by=resident(dien_hong.ward.id))
    suggesting.forget_kept()
    assert offered(dien_hong) == ""
    drain()
    suggesting.forget_kept()
    version.refresh_from_db()
    newest = reads.versions(dien_hong.ward)[0]
    assert version.rows is None
    assert (newest.why, newest.examples) == ("forgotten", 10)
    assert offered(dien_hong) == NOISE


def test_what_is_erased_while_it_learns_is_not_learnt(
    dien_hong: Cast, school: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opinion, kept, by = only_opinion(corrected(dien_hong)[0]), working._school, resident(dien_hong.ward.id)

    def erased_meanwhile(gathered: Any, fold: int | None, current: bytes | None) -> Any:
        made = kept(gathered, fold, current)
        if fold is None and Example.objects.filter(opinion_id=opinion.id).exists():
            leaving.erase(leaving.ask_erasure(opinion, by=by.actor), by=by)
        return made

    monkeypatch.setattr(working, "_school", erased_meanwhile)
    assert learnt(dien_hong).examples == 10


def test_the_ward_s_own_subtopic_is_offered_until_it_is_closed(dien_hong: Cast, school: None) -> None:
    own = ferry(dien_hong)
    learnt(dien_hong)
    ride = "Đò ngang chở quá tải, bến đò không áo phao."
    assert offered(dien_hong, ride) == own.code
    actions.close_subtopic(own, by=dien_hong["hanh"])
    suggesting.forget_kept()
    assert offered(dien_hong, ride) == ""


def test_too_few_corrections_replace_nothing(dien_hong: Cast, school: None) -> None:
    taken_up(dien_hong, topic=NOISE)
    assert learnt(dien_hong).verdict == "few"
    assert reads.chosen_id(dien_hong.ward.id) is None


def test_without_lessons_there_is_nothing_to_learn(dien_hong: Cast, school: None) -> None:
    actions.ask(dien_hong.ward, "asked", by=dien_hong["hanh"])
    drain()
    assert not Version.objects.exists()
    assert Learning.objects.get().finished_at is not None


def test_at_night_it_learns_once_enough_is_new(dien_hong: Cast, school: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "ENOUGH", 11)
    by = system(dien_hong.ward.id)
    corrected(dien_hong)
    night = f"{local_today() + timedelta(days=1)}T02:30"
    with frozen(night):
        assert scheduling.ask_due(by=by)
        assert not scheduling.ask_due(by=by)
        drain()
        assert not scheduling.ask_due(by=by)
    with frozen(night.replace("T02", "T09")):
        assert not scheduling.ask_due(by=by)


def test_old_rows_go_and_figures_stay(dien_hong: Cast, school: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "KEPT", 1)
    corrected(dien_hong)
    for _time in range(3):
        learnt(dien_hong)
    kept = [version.emptied_at is None for version in reads.versions(dien_hong.ward)]
    assert kept == [True, True, False]


def test_rows_learnt_on_other_shared_weights_are_not_used(dien_hong: Cast, school: None) -> None:
    corrected(dien_hong)
    learnt(dien_hong)
    Version.objects.update(rows=bytes(Version.objects.get().rows or b"").replace(b'"base": null', b'"base": "ol"'))
    suggesting.forget_kept()
    assert offered(dien_hong) == ""


@pytest.mark.once
def test_a_child_with_little_memory_learns(
    dien_hong: Cast, sorter: Sorter, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(shelf, "path", lambda: sorting.KEPT / f"sorter-{sorter.head['version']}.bin")
    monkeypatch.setattr(shelf, "sorter", lambda: sorter)
    ferry(dien_hong)
    gathered = gathering.lessons(dien_hong.ward, None)
    judged, rows = working._school(gathered, None, None)
    assert judged["dev_own"].right >= judged["dev"].right - 1
    assert judged["dev"].n == 100
    found = OwnSorter(sorter, rows).guess("Bến đò không đèn, người già bước hụt khi xuống đò ngang.")
    assert found.subtopic == gathered.own[0]


@pytest.mark.once
def test_what_is_no_rows_is_refused(sorter: Sorter) -> None:
    for wrong in (b"", b"LNO1", b"LNO1\x02\0\0\0{}"):
        with pytest.raises((ValueError, KeyError)):
            OwnSorter(sorter, wrong)


def test_the_page_tells_what_was_measured_and_goes_back_with_one_click(dien_hong: Cast, school: None) -> None:
    corrected(dien_hong)
    hanh = client_for(dien_hong["hanh"])
    hanh.post(reverse("training:learn"))
    drain()
    page = hanh.get(reverse("training:index")).content.decode()
    assert "Bản 1 đo được gì" in page
    assert "11 trong 11 (bản chung: 0)" in page
    hanh.post(reverse("training:back"))
    assert reads.chosen_id(dien_hong.ward.id) is None
    hanh.post(reverse("training:choose"), {"ban": "1"})
    assert reads.chosen_id(dien_hong.ward.id) == Version.objects.get().id
    assert hanh.post(reverse("training:choose"), {"ban": "77"}).status_code == 404
    assert hanh.post(reverse("training:choose"), {"ban": "²"}).status_code == 404


def test_nga_adds_a_subtopic_and_it_stands_wherever_topics_are_chosen(dien_hong: Cast) -> None:
    nga, binh = client_for(dien_hong["nga"]), client_for(dien_hong["binh"])
    sent = {"parent": "urban_env", "name": "Chợ đêm", "instruction": "Chuyện của chợ đêm.", "sentences": "Một hai."}
    assert nga.post(reverse("training:subtopics"), sent).status_code == 422
    sent["sentences"] = "Chợ đêm dọn trễ.\nChợ đêm bán tràn ra đường.\nChợ đêm để rác lại."
    assert nga.post(reverse("training:subtopics"), sent).status_code == 302
    code, matter = reads.open_subtopics(dien_hong.ward.id)[0].code, taken_up(dien_hong, topic=LAMPS)
    page = binh.get(reverse("workspace:matter", args=[matter.serial])).content.decode()
    assert code in page
    assert "Chuyện của chợ đêm." in page
    binh.post(reverse("workspace:retopic", args=[matter.serial]), {"topic": code})
    assert code in client_for(dien_hong["dung"]).get(reverse("inbox:index")).content.decode()
    listed = binh.get(reverse("inbox:index"), {"the": "dang-lam", "linh-vuc": code}).content.decode()
    assert matter.serial in listed
    broad = binh.get(reverse("inbox:index"), {"the": "dang-lam", "linh-vuc": "do-thi-moi-truong"}).content.decode()
    assert matter.serial in broad
    assert (
        code in client_for(dien_hong["hanh"]).get(reverse("opinions:send", args=[dien_hong.ward.slug])).content.decode()
    )
    assert Opinion.objects.count() == 1


@pytest.mark.slow
def test_hanh_reads_what_the_machine_learnt(dien_hong: Cast, school: None, desktop: Page, served: Served) -> None:
    corrected(dien_hong)
    ferry(dien_hong)
    learnt(dien_hong)
    cookies = client_for(dien_hong["hanh"]).cookies.items()
    desktop.context.add_cookies([{"name": name, "value": one.value, "url": served.local} for name, one in cookies])
    desktop.goto(reverse("training:index"))
    look(desktop, "learning")
    desktop.set_viewport_size({"width": 390, "height": 844})
    look(desktop, "learning")
    desktop.get_by_role("button", name="Quay lại bản trước").click()
    expect(desktop.get_by_text("Bấm lần nữa là về bản vừa rồi")).to_be_visible()
    desktop.goto(reverse("training:subtopics"))
    look(desktop, "subtopics")
    desktop.set_viewport_size({"width": 1280, "height": 900})
    look(desktop, "subtopics")
