"""What every walk stands on: the installation answers a phone in the hall and an officer at the desk."""

import pytest
from playwright.sync_api import Browser

from langnghe.testing import browser as browsers
from tests.walks.product import Product

pytestmark = pytest.mark.slow


def test_the_installed_product_answers_at_both_addresses(product: Product, chromium: Browser) -> None:
    for address, how in ((product.private, browsers.PHONE), (product.local, browsers.DESKTOP)):
        with browsers.page(chromium, address, **how) as page:
            answer = page.goto("/ai-cung-dung-duoc/")
            assert answer is not None
            assert answer.status == 200


def test_the_empty_installation_says_what_comes_first(product: Product) -> None:
    assert "/thiet-lap/" in product.first_steps
    assert "Mã thiết lập" in product.first_steps
