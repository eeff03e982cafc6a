"""The mail server as an installer names it: one variable, and a clear word when it cannot be right."""

import pytest

from langnghe.house.environment import mail


def test_nothing_named_means_off() -> None:
    assert mail("", "") == {"EMAIL_HOST": ""}


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://127.0.0.1", 25, False, False),
        ("smtp+starttls://tin:m%40t@thu.vidu.vn", 587, True, False),
        ("smtps://tin:mat@thu.vidu.vn:4650", 4650, False, True),
    ],
)
def test_a_server_is_named_with_how_it_is_spoken_to(url: str, port: int, starttls: bool, tls: bool) -> None:
    found = mail(url, "tin@phuong.vidu.vn")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starttls, tls)


def test_signs_of_a_password_that_mean_something_in_addresses_can_be_written() -> None:
    assert mail("smtps://tin:m%40t%2Fkhau@thu.vidu.vn", "tin@vidu.vn")["EMAIL_HOST_PASSWORD"] == "m@t/khau"


@pytest.mark.parametrize(
    ("url", "sender", "said"),
    [
        ("http://thu.vidu.vn", "tin@vidu.vn", "LANGNGHE_SMTP:"),
        ("smtp://", "tin@vidu.vn", "LANGNGHE_SMTP:"),
        ("smtp://thu.vidu.vn", "", "LANGNGHE_SMTP_FROM"),
    ],
)
def test_what_cannot_be_right_stops_the_start_and_names_the_variable(url: str, sender: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        mail(url, sender)
