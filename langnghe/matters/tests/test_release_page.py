"""An officer puts an opinion on the board: write, see it as people outside will, release, take back."""

from django.urls import reverse

from langnghe.matters.holding import version_of
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import LAMP, TEXT, TITLE, allowed, released
from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for

WRITTEN = {"title": TITLE, "text": TEXT, "wording": "sender", "topic": "beyond_police.infrastructure", "group": ""}


def test_nothing_is_public_before_it_was_looked_at(dien_hong: Cast) -> None:
    opinion, chief = allowed(dien_hong), client_for(dien_hong["dung"])
    url = reverse("matters:release", args=[opinion.serial])
    assert LAMP in chief.get(url).content.decode()
    preview = chief.post(url, WRITTEN | {"lam": "xem"})
    assert "Người ngoài sẽ thấy thế này" in preview.content.decode()
    assert not Matter.objects.exists()
    chief.post(url, WRITTEN | {"lam": "dang"})
    assert Matter.objects.get().is_public


def test_words_that_may_not_be_published_are_not_filled_in(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong, may_publish_words=False, may_publish_summary=True)
    page = client_for(dien_hong["dung"]).get(reverse("matters:release", args=[opinion.serial])).content.decode()
    assert "lời của người gửi</label>" not in page
    assert f">{LAMP}</textarea>" not in page.replace("\n", "")


def test_a_phone_number_is_marked_and_asked_about(dien_hong: Cast) -> None:
    opinion, chief = allowed(dien_hong), client_for(dien_hong["dung"])
    url = reverse("matters:release", args=[opinion.serial])
    answer = chief.post(url, WRITTEN | {"text": "Gọi 0905 123 456", "lam": "dang"})
    assert answer.status_code == 422
    assert '<mark title="số điện thoại">0905 123 456</mark>' in answer.content.decode()
    chief.post(url, WRITTEN | {"text": "Gọi 0905 123 456", "checked": "on", "lam": "dang"})
    assert Matter.objects.get().is_public


def test_an_opinion_nobody_may_publish_says_so(dien_hong: Cast) -> None:
    opinion = allowed(dien_hong, may_publish_words=False)
    answer = client_for(dien_hong["dung"]).get(reverse("matters:release", args=[opinion.serial]))
    assert "Người gửi không cho đăng" in answer.content.decode()


def test_taking_back_needs_a_reason(dien_hong: Cast) -> None:
    matter, chief = released(dien_hong), client_for(dien_hong["dung"])
    url = reverse("workspace:take_back", args=[matter.serial])
    assert chief.post(url, {}).status_code == 422
    chief.post(url, {"reason": "personal", "note": "còn số nhà"})
    matter.refresh_from_db()
    assert not matter.is_public
    assert "còn số nhà" in chief.get(reverse("workspace:matter", args=[matter.serial])).content.decode()


def test_an_earlier_version_is_not_written_over_a_later_one(dien_hong: Cast) -> None:
    matter, chief = released(dien_hong), client_for(dien_hong["dung"])
    url = reverse("matters:revise", args=[matter.serial])
    seen = version_of(matter)
    assert chief.post(url, WRITTEN | {"title": "Một", "seen": seen, "lam": "dang"}).status_code == 302
    late = chief.post(url, WRITTEN | {"title": "Hai", "seen": seen, "lam": "dang"})
    assert late.status_code == 422
    assert "vừa sửa" in late.content.decode()
