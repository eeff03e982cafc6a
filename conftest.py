"""Fixtures every test may use."""

import pytest

from langnghe.testing import cast as the_cast


@pytest.fixture
def dien_hong(db: None) -> the_cast.Cast:
    """Phường Diên Hồng with its officers."""
    return the_cast.dien_hong()


@pytest.fixture
def hac_thanh(db: None) -> the_cast.Cast:
    """Phường Hạc Thành, the neighbour."""
    return the_cast.hac_thanh()
