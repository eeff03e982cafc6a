"""What every walk stands on: the installation answers a phone in the hall and an officer at the desk."""

import pytest
from playwright.sync_api import Browser

from langnghe.testing import browser as browsers
from tests.walks.product import Product

pytestmark = pytest.mark.slow


def test_an_installation_made_from_nothing_answers_everywhere_and_says_what_comes_first(
    product_from_nothing: Product, chromium: Browser
) -> None:
    product = product_from_nothing
    assert "/thiet-lap/" in product.first_steps
    assert "Mã thiết lập" in product.first_steps
    for address, how in ((product.private, browsers.PHONE), (product.local, browsers.DESKTOP)):
        with browsers.page(chromium, address, **how) as page:
            answer = page.goto("/ai-cung-dung-duoc/")
            assert answer is not None
            assert answer.status == 200
