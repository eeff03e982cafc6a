"""The page on which a ward sets its own deadlines."""

from django.urls import reverse

from langnghe.deadlines.models import WardDeadline
from langnghe.desk.tests.test_morning import taken_up
from langnghe.house.work import drain
from langnghe.matters.models import Matter
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for

ASKED = {"step": "answer", "topic": "", "days": "10", "working": "working", "valid_from": "2026-06-01",
         "source": "QĐ 7 của chủ tịch"}  # fmt: skip


def test_what_changes_is_seen_before_it_counts(dien_hong: Cast) -> None:
    matter = taken_up(dien_hong)
    with frozen("2026-06-10T08:00:00"):
        client = client_for(dien_hong["dung"])
        url = reverse("desk:set_deadline")
        seen = client.post(url, ASKED).content.decode()
        assert "1 việc đang chạy đổi ngày" in seen
        assert not WardDeadline.objects.exists()
        done = client.post(url, ASKED | {"sure": "1"}, follow=True).content.decode()
        assert "Đã đặt." in done
        assert "QĐ 7 của chủ tịch" in done
        drain()
    matter.refresh_from_db()
    assert str(matter.due_on) == "2026-06-22"
    with frozen("2026-06-11T08:00:00"):
        client = client_for(dien_hong["en"])
        back = reverse("desk:take_back_deadline", args=[WardDeadline.objects.get().id])
        assert "1 việc muộn hơn." in client.get(back).content.decode()
        assert "Đã bỏ." in client.post(back, follow=True).content.decode()
        drain()
    assert str(Matter.objects.get(id=matter.id).due_on) == "2026-06-29"


def test_a_value_without_ground_or_beyond_measure_is_refused_with_a_sentence(dien_hong: Cast) -> None:
    client = client_for(dien_hong["hanh"])
    url = reverse("desk:set_deadline")
    for wrong in ({"source": " "}, {"days": "0"}, {"days": "900"}, {"valid_from": "1999-01-01"}, {"step": "erasure"}):
        answer = client.post(url, ASKED | wrong | {"sure": "1"})
        assert answer.status_code == 422, wrong
    assert not WardDeadline.objects.exists()


def test_every_step_shows_its_source(dien_hong: Cast) -> None:
    page = client_for(dien_hong["dung"]).get(reverse("desk:deadlines")).content.decode()
    assert "Nghị định 356/2025/NĐ-CP" in page
    assert "mức đặt sẵn của Lắng Nghe" in page


def test_the_neighbours_values_are_not_found(dien_hong: Cast, hac_thanh: Cast) -> None:
    with frozen("2026-06-10T08:00:00"):
        client_for(hac_thanh["quy"]).post(reverse("desk:set_deadline"), ASKED | {"sure": "1"})
    theirs = WardDeadline.objects.get()
    client = client_for(dien_hong["dung"])
    assert client.get(reverse("desk:take_back_deadline", args=[theirs.id])).status_code == 404
    assert "QĐ 7" not in client.get(reverse("desk:deadlines")).content.decode()
