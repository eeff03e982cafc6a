"""When something goes wrong, the page says what to do next and nothing that was written is lost."""

import errno
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, path

from langnghe.kernel.doors import public
from langnghe.kernel.refused import Refused
from langnghe.shell import errors

WORDS = "Đèn hẻm 42 tắt ba đêm rồi.\nCác cháu đi học về tối <b>lắm</b>."


def _raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @public
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@public
def _accepting(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST["words"])


urlpatterns: list[URLPattern | URLResolver] = [
    path("hong/", _raising(RuntimeError("broken"))),
    path("day/", _raising(OperationalError("database or disk is full"))),
    path("day-thu-muc/", _raising(OSError(errno.ENOSPC, "No space left on device"))),
    path("dia-hong/", _raising(OSError(errno.EIO, "Input/output error"))),
    path("csdl-hong/", _raising(OperationalError("disk I/O error"))),
    path("tu-choi/", _raising(Refused("Bác gửi lại sau năm phút nữa."))),
    path("cam/", _raising(PermissionDenied())),
    path("la/", _raising(SuspiciousOperation())),
    path("nhan/", _accepting),
]
handler400 = "langnghe.shell.errors.bad_request"
handler403 = "langnghe.shell.errors.forbidden"
handler404 = "langnghe.shell.errors.not_found"
handler500 = "langnghe.shell.errors.server_error"


@pytest.fixture(autouse=True)
def broken_pages() -> Any:
    """A product in which each address breaks in its own way."""
    from langnghe.house.urls import urlpatterns as real

    with override_settings(ROOT_URLCONF=__name__):
        urlpatterns[9:] = real
        yield


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def trusted() -> Client:
    return Client(raise_request_exception=False, headers={"origin": "http://testserver"})


def test_an_expired_form_comes_back_with_its_words_ready_to_be_sent(reader: Client) -> None:
    page = reader.post("/nhan/", {"words": WORDS, "csrfmiddlewaretoken": "cu"}, headers={"origin": "http://testserver"})
    assert page.status_code == 403
    assert "Trang đã mở quá lâu" in page.content.decode()
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = reader.post("/nhan/", {"words": WORDS, "csrfmiddlewaretoken": token})
    assert again.content.decode() == WORDS
    assert "&lt;b&gt;lắm" in page.content.decode()


@pytest.mark.parametrize("origin", ["http://ke-gian.example", "null", ""])
def test_words_of_another_site_are_shown_but_never_sent_with_one_press(reader: Client, origin: str) -> None:
    page = reader.post("/nhan/", {"words": WORDS}, headers={"origin": origin} if origin else {}).content.decode()
    assert "Các cháu đi học về tối" in page
    assert 'name="words"' not in page


def test_a_password_is_never_written_into_a_page(reader: Client) -> None:
    sent = {"login": "binh", "password": "mat khau bi mat", "words": WORDS}
    page = reader.post("/nhan/", sent, headers={"origin": "http://testserver"}).content.decode()
    assert "mat khau bi mat" not in page
    assert 'name="words"' not in page


def test_a_browser_that_names_another_site_is_believed_over_the_origin(reader: Client) -> None:
    headers = {"origin": "http://testserver", "sec-fetch-site": "cross-site"}
    assert 'name="words"' not in reader.post("/nhan/", {"words": WORDS}, headers=headers).content.decode()


@pytest.mark.parametrize("where", ["/day/", "/day-thu-muc/"])
def test_a_full_disk_says_so_and_gives_the_words_back(trusted: Client, where: str) -> None:
    page = trusted.post(where, {"words": WORDS})
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "600"
    assert "hết chỗ chứa" in page.content.decode()
    assert 'name="words"' in page.content.decode()


@pytest.mark.parametrize("where", ["/dia-hong/", "/csdl-hong/"])
def test_a_disk_that_fails_says_that_nothing_was_written_and_gives_the_words_back(trusted: Client, where: str) -> None:
    page = trusted.post(where, {"words": WORDS, "photos": ContentFile(b"x", "anh.jpg")})
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "60"
    assert "cứ coi như chưa gửi" in page.content.decode()
    assert 'name="words"' in page.content.decode()
    assert "bấm nút quay lại của trình duyệt" in page.content.decode()


def test_a_breakdown_needs_no_database_and_gives_the_words_back(trusted: Client) -> None:
    page = trusted.post("/hong/", {"words": WORDS})
    assert page.status_code == 500
    assert "Không phải lỗi của bác" in page.content.decode()
    assert "&lt;b&gt;lắm" in page.content.decode()


def test_a_breakdown_shows_words_of_unknown_origin_only_to_be_copied(reader: Client) -> None:
    page = Client(raise_request_exception=False).post("/hong/", {"words": WORDS}).content.decode()
    assert "<textarea readonly>" in page
    assert 'name="words"' not in page


def test_a_refusal_that_no_page_caught_is_a_page_with_its_sentence(trusted: Client) -> None:
    page = trusted.post("/tu-choi/", {"words": WORDS})
    assert page.status_code == 400
    assert "Bác gửi lại sau năm phút nữa." in page.content.decode()
    assert "Các cháu đi học về tối" in page.content.decode()


@pytest.mark.parametrize(
    ("where", "status", "sentence"),
    [
        ("/cam/", 403, "không thuộc phần việc"),
        ("/la/", 400, "Máy chưa hiểu yêu cầu này"),
        ("/khong/co/trang/nay/", 404, "Không có trang này"),
    ],
)
def test_each_wrong_turn_says_what_to_do_next(trusted: Client, where: str, status: int, sentence: str) -> None:
    page = trusted.get(where)
    assert page.status_code == status
    assert sentence in page.content.decode()
    assert "Về trang đầu" in page.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_much_at_once_is_refused_with_413(trusted: Client) -> None:
    page = trusted.post("/nhan/", {"words": "lời " * 1000})
    assert page.status_code == 413
    assert "Gửi nhiều quá một lần" in page.content.decode()


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=5)
def test_too_many_fields_are_refused_with_413(trusted: Client) -> None:
    assert trusted.post("/nhan/", {f"o{number}": "1" for number in range(9)}).status_code == 413


def test_postgresql_says_in_its_own_way_that_it_failed() -> None:
    for state in (None, "57P01", "58030"):
        error = OperationalError("server closed the connection unexpectedly")
        error.__cause__ = type("Gone", (Exception,), {"sqlstate": state, "__module__": "psycopg.errors"})()
        assert errors.cannot_write(error)
    assert not errors.cannot_write(OperationalError("database is locked"))
    assert not errors.cannot_write(None)


def test_postgresql_says_in_its_own_way_that_the_disk_is_full() -> None:
    error = OperationalError("could not extend file")
    error.__cause__ = type("DiskFull", (Exception,), {"sqlstate": "53100"})()
    assert errors.disk_is_full(error)
    assert not errors.disk_is_full(OperationalError("database is locked"))
    assert not errors.disk_is_full(None)
