"""Steps that several walks take: a resident at the form and at the receipt, an officer already signed in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from langnghe.testing import browser as browsers
from langnghe.testing.crawling import Seen, ask
from langnghe.testing.served import Served
from langnghe.testing.stage import Stage
from langnghe.testing.wire import Asked
from tests.walks.product import Product

FORM = "/dien-hong/gui-y-kien/"


@dataclass(frozen=True)
class Receipt:
    """What a resident holds afterwards."""

    serial: str
    secret: str


@dataclass
class Ward:
    """The served ward, the browser everybody borrows, and the officers' sessions."""

    product: Product | Served
    browser: Browser
    stage: Stage

    @contextmanager
    def phone(self, *, scripts: bool = False, language: str = "vi") -> Iterator[Page]:
        """A resident's phone in the hall's network."""
        how = browsers.PHONE | {"java_script_enabled": scripts}
        with browsers.page(self.browser, self.product.private, language=language, **how) as page:
            yield page

    @contextmanager
    def desk(self, username: str, *, scripts: bool = True) -> Iterator[Page]:
        """The computer of an officer who has signed in."""
        how = browsers.DESKTOP | {"java_script_enabled": scripts}
        with browsers.page(self.browser, self.product.local, **how) as page:
            cookies = self.stage.sessions[username].items()
            page.context.add_cookies([{"name": name, "value": value, "url": self.product.local}
                                      for name, value in cookies])  # fmt: skip
            page.on("dialog", lambda dialog: dialog.accept())
            yield page

    def reads(self, username: str, receipt: Receipt, words: str) -> bool:
        """Whether this officer can open the opinion, and finds it in list, search and waiting for the board."""
        opened = self._asked(username, f"/can-bo/y-kien/{receipt.serial}/")
        lists = [self._asked(username, path) for path in (
            "/can-bo/", "/can-bo/y-kien/", f"/can-bo/y-kien/?tim={receipt.serial}", "/can-bo/bang/",
            "/can-bo/ghi-ho/goi-lai/", "/can-bo/cho-loc/", "/can-bo/hop-thu/", "/can-bo/hop-thu/?the=tat-ca",
            f"/can-bo/hop-thu/?the=tat-ca&tim={receipt.serial}", "/can-bo/hom-nay/in/",
        )]  # fmt: skip
        link = f"/can-bo/y-kien/{receipt.serial}/"
        found = any(link in body or words[:30] in body for _status, body in lists)
        assert found == (opened[0] == 200), f"{username}: the lists say {found}, the page {opened[0]}"
        return opened[0] == 200 and words in opened[1]

    def opens(self, username: str, path: str) -> bool:
        """Whether this officer may open a page that there is."""
        status, _body = self._asked(username, path)
        assert status in (200, 403, 404), path
        return status == 200

    def finds(self, username: str, path: str) -> bool:
        """Whether a link to this page stands on the officer's morning, its paper, or anywhere in the inbox."""
        lists = ("/can-bo/", "/can-bo/hom-nay/in/", "/can-bo/hop-thu/?the=tat-ca", "/can-bo/hop-thu/?the=dang-lam")
        return any(path in self._asked(username, place)[1] for place in lists)

    def public(self, path: str) -> str:
        """A page as anybody reads it."""
        status, body = self._asked("", path)
        assert status == 200, path
        return body

    def _asked(self, username: str, path: str) -> tuple[int, str]:
        reply = ask(
            self.product.local, Seen(cookies=dict(self.stage.sessions.get(username, {}))), Asked(path=path.encode())
        )
        return reply.status, reply.body.decode()


def send(page: Page) -> Receipt:
    """Press the button; what stands on the receipt."""
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phường đã nhận ý kiến, số")
    return Receipt(said(page, "#so-phieu"), said(page, "#ma-bi-mat").replace(" ", "-"))


def unfold(page: Page) -> None:
    """Open the folded parts of a form."""
    for part in page.locator("main details.more").all():
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()


def open_receipt(page: Page, receipt: Receipt, words: str) -> None:
    """Later, with what stands on the slip, typed as people type; the secret never stands in the address."""
    page.goto("/phieu/")
    page.get_by_label("Số phiếu").fill(receipt.serial.lower())
    page.get_by_label("Mã bí mật").fill(receipt.secret.replace("-", " ").lower())
    page.get_by_role("button", name="Mở phiếu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(receipt.serial)
    expect(page.get_by_text(words).first).to_be_visible()
    assert receipt.secret[:5] not in page.url


def close_receipt(page: Page) -> None:
    """Closed, so that whoever holds the phone next finds nothing."""
    address = page.url
    page.get_by_role("button", name="Đóng phiếu").click()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mở phiếu của tôi")


def said(page: Page, where: str) -> str:
    """Text of an element, on one line; also of one that only paper shows."""
    return re.sub(r"\s+", " ", page.locator(where).first.text_content() or "").strip()
