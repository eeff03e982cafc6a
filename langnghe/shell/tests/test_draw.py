"""What the parts draw: forms that explain themselves, lists with pages, a navigation that offers only open doors."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, expect

from langnghe.house import navigation as table
from langnghe.people.access import CAPABILITIES
from langnghe.shell import navigation, parts
from langnghe.shell.paging import page_of


class Question(forms.Form):
    words = forms.CharField(
        label="Bác muốn nói gì", help_text="Viết như nói chuyện.", error_messages={"required": "Bác viết giúp."}
    )
    group = forms.ChoiceField(label="Tổ", choices=[("3", "Tổ 3")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Cho đăng", required=False, help_text="Tên được che.")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def _drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get("/danh-sach/?loc=moi&trang=4"))


def test_a_field_says_what_is_wrong_where_a_screen_reader_looks() -> None:
    html = _drawn("{{ form }}", form=Question({}))
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<ul class="wrong" id="id_words_error"><li>Bác viết giúp.</li></ul>' in html


def test_a_choice_has_its_question_as_legend() -> None:
    html = _drawn("{{ form }}", form=Question())
    assert "<legend>Tổ</legend>" in html
    assert html.count("<label") == 3


def test_what_is_not_asked_is_said_to_be_optional_only_once() -> None:
    html = _drawn("{{ form }}", form=Question())
    assert "không bắt buộc" not in html.split("Cho đăng")[0]


def test_the_summary_leads_to_each_field_that_needs_mending() -> None:
    html = _drawn("{% error_summary form %}", form=Question({}))
    assert 'href="#id_words"' in html
    assert "Bác muốn nói gì: Bác viết giúp." in html
    assert "Còn vài chỗ cần sửa" not in _drawn("{% error_summary form %}", form=Question({"words": "a", "group": "3"}))


def test_text_put_into_a_part_stays_text() -> None:
    html = _drawn(
        "{% card title %}{{ body }}{% endcard %}{% badge title %}{% heading title body %}", title="<b>", body="<i>"
    )
    assert "<b>" not in html
    assert "<i>" not in html


def test_a_page_past_the_end_is_empty_and_leads_back() -> None:
    request = RequestFactory().get("/?trang=999")
    past = page_of(range(60), request)
    assert (list(past), past.has_next(), past.previous_page_number()) == ([], False, 3)
    assert page_of(range(60), RequestFactory().get("/?trang=a\x00")).number == 1
    assert list(page_of([], request)) == []


def test_pages_of_a_list_keep_the_filter() -> None:
    drawn = parts.pages(Paginator(range(250), 25).get_page(4), QueryDict("loc=moi&trang=4"), "trang")
    assert drawn["later"] == "?loc=moi&trang=5"
    assert [page.get("number", "…") for page in drawn["pages"]] == [1, 2, 3, 4, 5, "…", 10]


def test_one_page_needs_no_list_of_pages() -> None:
    assert "<nav" not in _drawn("{% pagination page %}", page=Paginator(range(3), 25).get_page(1))


def test_every_entry_of_the_navigation_leads_somewhere_and_names_a_right() -> None:
    for _label, url_name, capability, _group in table.ENTRIES:
        assert reverse(url_name)
        assert capability in CAPABILITIES


def test_the_navigation_offers_only_what_the_mandate_may_open(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        navigation.Entry("Mẫu", "shell:patterns", "places.read"),
        navigation.Entry("Khác", "shell:accessibility", "people.manage"),
    ]
    monkeypatch.setattr(navigation, "ENTRIES", entries)
    mandate = SimpleNamespace(may=lambda capability: capability == "places.read")
    links = navigation.links_for(mandate, "/mau/abc/")
    assert [(link.label, link.here) for link in links] == [("Mẫu", True)]
    assert navigation.links_for(None, "/") == []


def test_a_page_that_lies_elsewhere_still_stands_under_its_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        navigation.Entry("Hôm nay", "shell:patterns", "account.own", below="/can-bo/hom-nay/"),
        navigation.Entry("Hộp việc", "shell:accessibility", "account.own", below="/can-bo/viec/"),
    ]
    monkeypatch.setattr(navigation, "ENTRIES", entries)
    mandate = SimpleNamespace(may=lambda capability: True)
    for path, label in (
        ("/can-bo/viec/DH26-V1-K/", "Hộp việc"),
        ("/can-bo/hom-nay/in/", "Hôm nay"),
        ("/can-bo/x/", ""),
    ):
        assert "".join(str(link.label) for link in navigation.links_for(mandate, path) if link.here) == label


def test_links_are_folded_under_their_group_but_one_alone_stays_in_sight() -> None:
    links = [
        navigation.Link("Việc hôm nay", "/can-bo/", False),
        navigation.Link("Tổ và hộ", "/to/", True, group="Phường"),
        navigation.Link("Bản đồ", "/ban-do/", False, group="Phường"),
        navigation.Link("Việc nền", "/nen/", False, group="Máy"),
    ]
    groups = navigation.grouped(links)
    assert [(group.label, len(group.links), group.here) for group in groups] == [
        ("", 1, False), ("Phường", 2, True), ("", 1, False),
    ]  # fmt: skip


def test_the_pattern_page_shows_every_icon_and_part(db: None) -> None:
    page = Client().get("/mau/")
    assert page.status_code == 200
    for part in ('class="slip"', 'class="steps"', "<progress", 'class="table"', 'class="summary"', 'class="empty"'):
        assert part in page.content.decode()


def test_a_code_is_copied_with_one_press_also_over_plain_http(phone_js: Page) -> None:
    phone_js.goto("/mau/")
    phone_js.get_by_role("button", name="Chép mã riêng").click()
    expect(phone_js.get_by_role("button", name="Đã chép")).to_be_visible()


def test_without_script_nobody_is_offered_a_button_that_does_nothing(phone: Page) -> None:
    phone.goto("/mau/")
    assert not phone.get_by_text("Chép mã riêng").is_visible()
