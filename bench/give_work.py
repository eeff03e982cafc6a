"""Signs an officer in at the served installation and lists work: `python -m bench.give_work SLUG ROLE COUNT`.

Prints one JSON object: the session cookie, the id of a post that may be made responsible, and open matters of the
topics this role releases, each with its serial and version.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from django.conf import settings  # noqa: E402

from langnghe.answering.approval import topics_of  # noqa: E402
from langnghe.answering.reads import doers  # noqa: E402
from langnghe.matters.models import Matter  # noqa: E402
from langnghe.people.models import Mandate  # noqa: E402
from langnghe.testing.signed_in import client_for  # noqa: E402


def main(slug: str, role: str, count: int) -> None:
    """Print what a bench needs to answer `count` matters."""
    mandates = Mandate.objects.filter(ward__slug=slug, post__role=role)
    mandate = mandates.select_related("post__unit", "ward", "officer")[0]
    matters = Matter.objects.filter(ward=mandate.ward, state="open", topic__in=topics_of(mandate))
    own = next((doer for doer in doers(mandate.ward) if doer.post.unit_id == mandate.post.unit_id), None)
    session = client_for(mandate).cookies[settings.SESSION_COOKIE_NAME].value
    print(json.dumps({
        "session": session, "post": str(own.post_id) if own else "",
        "matters": [[found.serial, found.version] for found in matters.select_related("ward").order_by("?")[:count]],
    }))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
