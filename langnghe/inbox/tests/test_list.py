"""Each tab holds what it says, for whoever may see it; filters narrow it down together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from langnghe.inbox import hints
from langnghe.inbox.asking import NONE, Sought, sought_in, sought_of
from langnghe.inbox.tests.working import RUBBISH, listed, opened, said
from langnghe.kernel.clock import local_today
from langnghe.matters.actions import join
from langnghe.matters.working import note, retopic, take_up
from langnghe.opinions import guarding
from langnghe.opinions.models import Opinion
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for


def page(cast: Cast, name: str, query: str = "the=moi-den") -> str:
    answer = client_for(cast[name]).get(f"{reverse('inbox:index')}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(cast: Cast, name: str, opinion: Opinion) -> str:
    return client_for(cast[name]).get(reverse("opinions:opinion", args=[opinion.serial])).text


def test_what_nobody_took_up_stands_under_new_and_leaves_it_with_its_matter(dien_hong: Cast) -> None:
    waiting = said(dien_hong)
    matter = opened(dien_hong, "Đèn đường hẻm 12 tắt.")
    assert listed(dien_hong, "binh") == [waiting]
    assert listed(dien_hong, "binh", tab="dang-lam") == [matter]
    assert listed(dien_hong, "binh", tab="tat-ca") == [matter]


def test_what_was_passed_on_leaves_the_new_ones_and_stands_by_itself(dien_hong: Cast) -> None:
    crime = said(dien_hong, "Cuối hẻm có người bán ma túy cho học sinh.", crime=True)
    guarding.pass_on(crime, "investigation", by=dien_hong["binh"])
    assert listed(dien_hong, "binh") == listed(dien_hong, "dung") == []
    assert listed(dien_hong, "binh", tab="da-chuyen") == listed(dien_hong, "dung", tab="da-chuyen") == [crime]
    assert "đã chuyển " in (shown := page(dien_hong, "binh", "the=da-chuyen"))
    assert "Cơ quan Cảnh sát điều tra" in shown
    assert "không còn ở «mới đến»" in (stands := page_of(dien_hong, "binh", crime).lower())
    assert "in lại phiếu" in stands
    assert "chuyển cơ quan điều tra, in phiếu" not in stands
    assert listed(dien_hong, "giang", tab="da-chuyen") == []
    assert "Đã chuyển đi" not in page(dien_hong, "chau", "the=da-chuyen")
    matter = take_up(crime, by=dien_hong["binh"])
    assert listed(dien_hong, "binh", tab="da-chuyen") == []
    assert listed(dien_hong, "binh", tab="dang-lam") == [matter]


def test_what_was_passed_on_and_sorted_anew_is_new_again(dien_hong: Cast) -> None:
    rude = said(dien_hong, "Anh công an trực hôm qua quát mắng mẹ tôi.", about_officer=True)
    crime = said(dien_hong, "Cuối hẻm có người bán ma túy cho học sinh.", crime=True)
    guarding.pass_on(rude, "inspectorate", by=dien_hong["giang"])
    guarding.pass_on(crime, "investigation", by=dien_hong["dung"])
    guarding.name_officer(rude, dien_hong.officer("minh"), by=dien_hong["giang"])
    assert listed(dien_hong, "giang") == listed(dien_hong, "dung") == []
    guarding.release(rude, by=dien_hong["giang"])
    guarding.mark(crime, "none", by=dien_hong["dung"])
    assert set(listed(dien_hong, "dung")) == {rude, crime}
    assert listed(dien_hong, "dung", tab="da-chuyen") == []


def test_the_beat_officer_sees_the_own_groups_only(dien_hong: Cast) -> None:
    third = said(dien_hong, group_id=dien_hong.groups["Tổ 3"].id)
    said(dien_hong, "Tổ năm mất nước.", group_id=dien_hong.groups["Tổ 5"].id)
    assert listed(dien_hong, "chau") == [third]
    assert len(listed(dien_hong, "binh")) == 2


def test_filters_are_combined_and_what_has_none_can_be_asked_for(dien_hong: Cast) -> None:
    group = dien_hong.groups["Tổ 3"]
    third = said(dien_hong, group_id=group.id)
    lost = said(dien_hong, "Rác ở đâu đó không rõ.")
    assert listed(dien_hong, "binh", words="rac hem", group=str(group.id)) == [third]
    assert listed(dien_hong, "binh", words="den", group=str(group.id)) == []
    assert listed(dien_hong, "binh", group=NONE) == [lost]
    assert listed(dien_hong, "binh", topic=NONE) == [third, lost]
    assert listed(dien_hong, "binh", channel="phone") == []


def test_a_matter_is_found_by_the_words_of_any_opinion_that_joined_it_and_by_every_serial(dien_hong: Cast) -> None:
    matter, other = opened(dien_hong), said(dien_hong, "Xe rác không tới Lê Lợi.")
    opened(dien_hong, "Chó dữ thả rông.")
    join(matter, other, by=dien_hong["binh"])
    for words in ("le loi", "xe rac", matter.serial, other.serial, matter.serial.lower()):
        assert listed(dien_hong, "binh", tab="dang-lam", words=words) == [matter], words


def test_a_broad_topic_holds_what_is_below_it(dien_hong: Cast) -> None:
    matter = opened(dien_hong)
    assert listed(dien_hong, "binh", tab="dang-lam", topic="urban_env") == [matter]
    assert listed(dien_hong, "binh", tab="dang-lam", topic="traffic") == []


def test_late_is_what_passed_its_day_and_the_clock_says_by_how_much(dien_hong: Cast) -> None:
    with frozen("2026-03-02T09:00:00"):
        matter = opened(dien_hong)
    assert matter.due_on
    with frozen(f"{matter.due_on}T09:00:00"):
        assert listed(dien_hong, "binh", tab="tre-han") == []
        assert "hạn hôm nay" in page(dien_hong, "binh", "the=dang-lam")
    with frozen(f"{matter.due_on + timedelta(days=7)}T09:00:00"):
        assert listed(dien_hong, "binh", tab="tre-han") == [matter]
        assert listed(dien_hong, "binh", tab="dang-lam", late=True) == [matter]
        assert "trễ 5 ngày" in page(dien_hong, "binh", "the=tre-han")


def test_a_period_counts_both_its_days(dien_hong: Cast) -> None:
    with frozen("2026-03-02T23:30:00"):
        evening = said(dien_hong)
    with frozen("2026-03-04T08:00:00"):
        day = local_today()
        assert listed(dien_hong, "binh", since=day - timedelta(days=2), until=day - timedelta(days=2)) == [evening]
        assert listed(dien_hong, "binh", since=day - timedelta(days=1)) == []
        assert listed(dien_hong, "binh", late=True) == []
    with frozen("2026-03-20T08:00:00"):
        assert listed(dien_hong, "binh", late=True) == [evening]


def test_the_address_keeps_the_wish_and_nonsense_counts_as_not_asked(dien_hong: Cast) -> None:
    wish = Sought(
        tab="tre-han", words="rác hẻm", topic="urban_env", group=str(dien_hong.groups["Tổ 3"].id), channel="web",
        post="toi", state="open", since=local_today(), late=True, photo=True, order="cu", size=100,
    )  # fmt: skip
    assert sought_of(wish.query) == wish
    nonsense = {
        "the": "x",
        "to": "1",
        "tu": "2026-13-01",
        "kenh": "?",
        "linh-vuc": "\0",
        "moi-trang": "9999",
        "xep": ";",
    }
    assert sought_in(nonsense) == Sought()


def test_an_empty_list_says_which_filter_to_drop(dien_hong: Cast) -> None:
    said(dien_hong)
    shown = page(dien_hong, "binh", "the=moi-den&tim=rac&anh=1")
    assert "Không có gì khớp" in shown
    assert "bỏ «Có ảnh»" in shown
    assert "bỏ «Có chữ»" not in shown


def test_a_hundred_a_page_and_nothing_past_the_end(dien_hong: Cast) -> None:
    for number in range(27):
        said(dien_hong, f"Chó thả rông nhà số {number}")
    assert page(dien_hong, "binh").count('class="row inbox-row"') == 25
    assert page(dien_hong, "binh", "the=moi-den&moi-trang=100").count('class="row inbox-row"') == 27
    assert page(dien_hong, "binh", "the=moi-den&trang=2").count('class="row inbox-row"') == 2
    assert "Đã hết danh sách." in page(dien_hong, "binh", "the=moi-den&trang=9")


def test_a_number_is_found_as_people_say_it(dien_hong: Cast) -> None:
    matter, waiting = opened(dien_hong), said(dien_hong, "Chó thả rông đầu hẻm 77.")
    assert (matter.number, waiting.number) == (1, 2)
    for words in ("1", "V1", "v 01", "số 1", "việc số 1", "phiếu số 1"):
        assert listed(dien_hong, "binh", tab="dang-lam", words=words) == [matter], words
    for words in ("2", "phiếu 2", "số 2", "77"):
        assert listed(dien_hong, "binh", words=words) == [waiting], words
    for words in ("V2", "3", "0", "2x", "99999999999"):
        assert listed(dien_hong, "binh", words=words) == [], words


@pytest.mark.parametrize(
    "query", ["the=moi-den", "the=dang-lam", "the=tat-ca&tim=rac&linh-vuc=do-thi-moi-truong", "the=moi-den&tre=1"]
)
def test_a_page_costs_ten_statements_however_much_is_on_it(query: str, dien_hong: Cast) -> None:
    for number in range(12):
        said(dien_hong, f"Rác nhà số {number} chưa lấy")
        opened(dien_hong, f"Rác hẻm số {number} chưa lấy")
    client = client_for(dien_hong["binh"])
    address = f"{reverse('inbox:index')}?{query}"
    rows = client.get(address).content.decode().count('class="row inbox-row"')
    assert rows == (0 if "tre=1" in query else 12)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= 10, "\n".join(one["sql"] for one in asked)


def test_a_complaint_about_the_chief_shows_in_none_of_his_tabs_counts_filters_and_tags(dien_hong: Cast) -> None:
    before = [page(dien_hong, "dung", f"the={tab}") for tab in ("moi-den", "tat-ca")], tag_for(dien_hong, "dung")
    words = "Ông Phạm Tiến Dũng trưởng Công an phường đòi tiền tôi mới làm giấy."
    complaint = said(dien_hong, words, about_officer=True)
    assert complaint in listed(dien_hong, "giang")
    assert listed(dien_hong, "dung") == listed(dien_hong, "dung", words="doi tien") == []
    assert listed(dien_hong, "dung", words=complaint.serial) == []
    after = [page(dien_hong, "dung", f"the={tab}") for tab in ("moi-den", "tat-ca")], tag_for(dien_hong, "dung")
    assert strip(after[0]) == strip(before[0])
    assert after[1] == before[1]


def tag_for(cast: Cast, name: str, query: str = "") -> str:
    return str(client_for(cast[name]).get(f"{reverse('inbox:news')}?{query}").headers["ETag"])


def strip(pages: list[str]) -> list[str]:
    """Pages without the tokens of their forms."""
    return ["\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line) for text in pages]


def test_a_matter_of_a_hidden_opinion_is_hidden_with_it(dien_hong: Cast) -> None:
    complaint = said(dien_hong, "Anh Phạm Tiến Dũng quát mắng người đổ rác.", about_officer=True)
    matter = take_up(complaint, by=dien_hong["giang"])
    before = tag_for(dien_hong, "dung", "the=dang-lam")
    for tab in ("dang-lam", "tat-ca"):
        assert listed(dien_hong, "dung", tab=tab) == []
        assert listed(dien_hong, "dung", tab=tab, words=matter.serial) == []
        assert listed(dien_hong, "giang", tab=tab) == [matter]
    note(matter, "Mời người gửi lên Mặt trận.", by=dien_hong["giang"])
    retopic(matter, "traffic", by=dien_hong["giang"])
    assert tag_for(dien_hong, "dung", "the=dang-lam") == before


def test_a_neighbouring_ward_sees_nothing(dien_hong: Cast, hac_thanh: Cast) -> None:
    said(dien_hong)
    opened(dien_hong)
    for tab in ("moi-den", "dang-lam", "tat-ca"):
        assert listed(hac_thanh, "quy", tab=tab) == []


def test_rows_without_topic_say_what_they_may_be_about_without_a_statement_more(dien_hong: Cast, sorts: None) -> None:
    said(dien_hong)
    said(dien_hong, "Ở đây buồn lắm.")
    opened(dien_hong, topic="")
    opened(dien_hong, topic="public_order.noise")
    shown = page(dien_hong, "binh")
    assert shown.count("có lẽ: Rác, ô nhiễm") == shown.count("chưa chọn lĩnh vực") == 1
    worked = page(dien_hong, "binh", "the=dang-lam")
    assert worked.count("có lẽ: Rác, ô nhiễm") == 1
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert hints.hint(dien_hong.ward.id, RUBBISH)
    assert not asked.captured_queries
