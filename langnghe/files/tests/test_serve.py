"""What an address of a file may be."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_an_address_that_no_database_can_look_for_is_like_any_other_that_is_none() -> None:
    assert Client().get("/tep/%00/").status_code == 404
