"""The cast of the tests in an empty database, matters and odd words among it: `python -m bench.give_cast SEED`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from bench.give_odd_words import give  # noqa: E402
from langnghe.answering.tests import writing  # noqa: E402
from langnghe.matters.tests.saying import released  # noqa: E402
from langnghe.testing import cast as the_cast  # noqa: E402

cast = the_cast.dien_hong()
shown = released(cast)
writing.answered(shown, writing.accepted(promises=(writing.promised(cast),)), by=cast["en"])
writing.submitted(cast, writing.matter(cast, "Cống đầu hẻm 7 nghẹt, nước hôi tràn ra đường."))
give(sys.argv[1])
