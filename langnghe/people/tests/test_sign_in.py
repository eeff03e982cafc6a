"""Signing in: a passkey, or a password and a one-time code."""

from langnghe.testing.cast import Cast
from langnghe.testing.signed_in import client_for


def test_the_helper_signs_an_officer_in(dien_hong: Cast) -> None:
    client = client_for(dien_hong["chau"])
    assert client.session["mandate"] == str(dien_hong["chau"].id)
    assert client.session["account_authentication_methods"][-1]["type"] == "totp"
