"""Opens the office of the whole country in the served installation and prints its viewer's session cookie."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from django.conf import settings  # noqa: E402

from langnghe.kernel.actors import Actor  # noqa: E402
from langnghe.people.models import Mandate  # noqa: E402
from langnghe.places.models import Ward  # noqa: E402
from langnghe.provinces.actions import Office, open_office  # noqa: E402
from langnghe.testing.signed_in import client_for  # noqa: E402


def main() -> None:
    """Print the cookie; a ground that is used again has its office."""
    if not Ward.objects.filter(level="country").exists():
        open_office(Office("", "VN", "nguoi-theo-doi", "Người Theo Dõi", "bench.example"), by=Actor("system"))
    held = Mandate.objects.select_related("post__unit", "ward", "officer")
    print(client_for(held.get(ward__level="country")).cookies[settings.SESSION_COOKIE_NAME].value)


if __name__ == "__main__":
    main()
