"""Every letter we say can be drawn is drawn; every other is written as its number."""

from datetime import UTC, date, datetime

import pytest

from langnghe.documents import blocks, printing
from langnghe.documents.blocks import Paper
from langnghe.documents.letters import DRAWN, drawable
from langnghe.documents.tests import reading

pytestmark = pytest.mark.once
