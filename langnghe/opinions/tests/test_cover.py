"""The page that covers photos: by squares without script, by drawing with it, seen before anything is shown."""

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from langnghe.files import reads as in_files
from langnghe.files.actions import publish
from langnghe.files.rules import Box
from langnghe.files.tests.pictures import colour, opened
from langnghe.kernel.refused import Refused
from langnghe.opinions import photos
from langnghe.opinions.boxes import Grid, chosen, drawn
from langnghe.opinions.models import Photo
from langnghe.opinions.tests.test_photos import with_photos
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from langnghe.testing.signed_in import client_for


def page_of(row: Photo, name: str = "opinions:cover", *more: str) -> str:
    return reverse(name, args=[row.opinion.serial, row.id, *more])


def one(cast: Cast) -> Photo:
    return photos.of(with_photos(cast))[0]


def shown(row: Photo) -> tuple[int, ...]:
    """The colour in the middle of the left half of the covered picture."""
    covered = Photo.objects.get(id=row.id).covered
    assert covered
    return colour(opened(in_files.location(covered).read_bytes()), 0.25, 0.5)


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("size", "grid"), [
    ((4000, 3000), (12, 9)), ((1512, 2016), (9, 12)), ((9000, 900), (12, 3)), ((1, 1), (12, 12)), ((0, 0), (3, 3)),
])  # fmt: skip
def test_the_grid_has_about_square_squares(size: tuple[int, int], grid: tuple[int, int]) -> None:
    assert Grid.over(*size) == Grid(*grid)
    assert len(Grid.over(*size).names()) == grid[0] * grid[1]


def test_squares_cover_all_of_the_picture_without_a_gap() -> None:
    grid = Grid(12, 9)
    boxes = [grid.box(name) for _row, _column, name in grid.names()]
    assert sum(box.width * box.height for box in boxes) == pytest.approx(1)
    assert (boxes[-1].left + boxes[-1].width, boxes[-1].top + boxes[-1].height) == pytest.approx((1, 1))


@pytest.mark.parametrize("name", ["0-1", "10-1", "1-13", "x", "", "1-", "-1-1", "1-1-1", "٣-٣-٣", "9" * 5000])
def test_a_square_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        Grid(12, 9).box(name)


@pytest.mark.parametrize("text", ["1,2,3", "a,b,c,d", "0,0,1,1,1", "0.1;0.2"])
def test_boxes_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="vẽ lại"):
        drawn(text)


def test_a_box_that_rounding_pushed_over_the_edge_ends_at_it() -> None:
    assert drawn("0.5,0.5,0.50001,0.50001") == [Box(0.5, 0.5, 0.5, 0.5)]
    with pytest.raises(Refused, match="Không có gì phải che"):
        chosen(Grid(3, 3), [], "")


def test_ticked_squares_are_covered_and_shown_to_the_officer_first(dien_hong: Cast) -> None:
    row, client = one(dien_hong), client_for(dien_hong["binh"])
    squares = [f"{number}-{column}" for number in range(1, 10) for column in range(1, 7)]
    answer = client.post(page_of(row), {"o": squares, "viec": "che"}, follow=True)
    assert "Nếu đăng, mọi người sẽ thấy" in answer.text
    assert max(shown(row)) < 20
    assert max(colour(opened(body(client.get(page_of(row, "opinions:picture", "che")))), 0.25, 0.5)) < 20
    assert max(colour(opened(body(client.get(page_of(row, "opinions:picture", "nho")))), 0.25, 0.5)) < 20
    assert max(colour(opened(body(client.get(page_of(row, "opinions:picture", "goc")))), 0.25, 0.5)) > 150


def test_nothing_to_cover_is_said_by_its_own_button(dien_hong: Cast) -> None:
    row, client = one(dien_hong), client_for(dien_hong["binh"])
    empty = client.post(page_of(row), {"viec": "che"})
    assert empty.status_code == 422
    assert "Không có gì phải che" in empty.text
    assert Photo.objects.get(id=row.id).covered is None
    client.post(page_of(row), {"viec": "khong-che"})
    assert max(shown(row)) > 150


def test_begin_again_takes_a_published_picture_off_the_public_page(dien_hong: Cast, client: Client) -> None:
    row = photos.cover(one(dien_hong), [Box(0, 0, 0.5, 1)], by=dien_hong["binh"])
    assert row.covered
    address = reverse("files:serve", args=[publish(row.covered, by=dien_hong["binh"].actor).token])
    assert client.get(address).status_code == 200
    officer = client_for(dien_hong["binh"])
    assert "đang đăng công khai" in officer.get(page_of(row)).text
    officer.post(page_of(row), {"viec": "lam-lai"})
    assert client.get(address).status_code == 404
    assert officer.get(page_of(row, "opinions:picture", "che")).status_code == 404


def test_covering_more_replaces_a_published_picture(dien_hong: Cast) -> None:
    row = photos.cover(one(dien_hong), [], by=dien_hong["binh"])
    assert row.covered
    publish(row.covered, by=dien_hong["binh"].actor)
    row = photos.of(row.opinion)[0]
    client_for(dien_hong["binh"]).post(page_of(row), {"ve": "0,0,0.5,1", "viec": "che-them"})
    again = photos.of(row.opinion)[0]
    assert again.covered
    assert again.covered.public_since
    assert max(shown(row)) < 20


def test_bad_boxes_come_back_with_what_was_ticked(dien_hong: Cast) -> None:
    row, client = one(dien_hong), client_for(dien_hong["binh"])
    answer = client.post(page_of(row), {"o": ["2-3"], "ve": "rác", "viec": "che"})
    assert answer.status_code == 422
    assert 'value="2-3" checked' in answer.text
    assert client.post(page_of(row), {"ve": "0,0,9,nan", "viec": "che"}).status_code == 422


def test_only_those_who_may_read_the_opinion_see_its_photos(dien_hong: Cast, hac_thanh: Cast, client: Client) -> None:
    row = one(dien_hong)
    addresses = [page_of(row), page_of(row, "opinions:picture", "goc"), page_of(row, "opinions:picture", "nho")]
    for address in addresses:
        assert client.get(address).status_code == 302
        assert client_for(dien_hong["lan"]).get(address).status_code == 403
        assert client_for(dien_hong["chau"]).get(address).status_code == 404
        assert client_for(hac_thanh["quy"]).get(address).status_code == 404
        assert client_for(dien_hong["binh"]).get(address).status_code == 200
    assert client_for(dien_hong["binh"]).get(page_of(row, "opinions:picture", "khac")).status_code == 404


def test_a_photo_of_another_opinion_is_not_found_under_this_one(dien_hong: Cast) -> None:
    row, other = one(dien_hong), one(dien_hong)
    address = reverse("opinions:picture", args=[row.opinion.serial, other.id, "goc"])
    assert client_for(dien_hong["binh"]).get(address).status_code == 404


def test_the_officers_page_shows_the_photos_and_says_which_may_be_published(dien_hong: Cast) -> None:
    row = one(dien_hong)
    page = client_for(dien_hong["binh"]).get(reverse("opinions:opinion", args=[row.opinion.serial]))
    assert page_of(row) in page.text
    assert "chưa che" in page.text


def test_an_officer_draws_a_box_with_the_mouse(dien_hong: Cast, desktop: Page, served: Served) -> None:
    row = one(dien_hong)
    desktop.context.add_cookies([
        {"name": name, "value": morsel.value, "url": served.local}
        for name, morsel in client_for(dien_hong["binh"]).cookies.items()
    ])  # fmt: skip
    desktop.goto(page_of(row))
    stage = desktop.locator(".cover-stage").bounding_box()
    assert stage
    desktop.mouse.move(stage["x"] + 5, stage["y"] + 5)
    desktop.mouse.down()
    desktop.mouse.move(stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] - 5)
    desktop.mouse.up()
    assert "Số ô vừa vẽ: 1" in desktop.locator("[data-said]").inner_text()
    desktop.get_by_role("button", name="Che và xem thử").click()
    desktop.get_by_text("Nếu đăng, mọi người sẽ thấy").wait_for()
    assert max(shown(row)) < 20
