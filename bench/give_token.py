"""A token for the duty desk of a served ward: prints it."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from langnghe.people.models import Mandate  # noqa: E402
from langnghe.people.reads import running  # noqa: E402
from langnghe.people.tokens import make_token  # noqa: E402

desk = Mandate.objects.filter(running(), ward__slug=sys.argv[1], post__role="duty_desk").select_related("post")[0]
print(make_token(desk, name="bench", days=30, by=desk)[1])
