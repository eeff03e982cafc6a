"""The inside of `stage`: runs in the installation itself and prints who can be who, as JSON."""

import json

from django.test import Client

from langnghe.kernel.clock import local_today
from langnghe.people.models import Mandate
from langnghe.people.tokens import make_token
from langnghe.testing import cast, pages
from langnghe.testing.signed_in import client_for


def main(*, rows: bool) -> None:
    """Make both wards, a session for every officer of Diên Hồng, and a row for every route if asked."""
    here = cast.dien_hong()
    cast.hac_thanh()
    paths = [builder(here) for builder in pages.builders().values()] if rows else []
    sessions = {name: _cookies(client_for(mandate)) for name, mandate in here.mandates.items()}
    print(json.dumps({"sessions": sessions, "paths": paths}))


def sign_in_again() -> None:
    """New sessions for the officers of Diên Hồng who still have a mandate and an account."""
    running = Mandate.objects.filter(ward__code="DH", officer__is_active=True).select_related("officer", "post")
    current = [mandate for mandate in running if mandate.runs_on(local_today())]
    print(json.dumps({"sessions": {one.officer.username: _cookies(client_for(one)) for one in current}, "paths": []}))


def give_tokens(*usernames: str) -> None:
    """A token that may write for each of these officers of Diên Hồng."""
    held = {
        one.officer.username: one for one in Mandate.objects.filter(ward__code="DH").select_related("officer", "post")
    }
    print(json.dumps({name: make_token(held[name], name="Thử", days=30, may_write=True, by=held[name])[1]
                      for name in usernames}))  # fmt: skip


def _cookies(client: Client) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client.cookies.items()}
