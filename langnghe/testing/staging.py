"""The inside of `stage`: runs in the installation itself and prints who can be who, as JSON."""

import json

from django.test import Client

from langnghe.testing import cast, pages
from langnghe.testing.signed_in import client_for


def main(*, rows: bool) -> None:
    """Make both wards, a session for every officer of Diên Hồng, and a row for every route if asked."""
    here = cast.dien_hong()
    cast.hac_thanh()
    paths = [builder(here) for builder in pages.builders().values()] if rows else []
    sessions = {name: _cookies(client_for(mandate)) for name, mandate in here.mandates.items()}
    print(json.dumps({"sessions": sessions, "paths": paths}))


def _cookies(client: Client) -> dict[str, str]:
    return {name: morsel.value for name, morsel in client.cookies.items()}
