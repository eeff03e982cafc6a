"""Somebody with a receipt in hand at the served product: opens it, reads what it says, has it erased."""

import hashlib
import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.power.residents import PATIENCE, Receipt

PROOF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
DESK = "/phieu/"


@dataclass
class Holder:
    """A browser of their own, with its cookies."""

    port: int
    receipt: Receipt
    cookies: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Show the receipt at the desk. RuntimeError when it does not open."""
        fields = {"serial": self.receipt.serial, "secret": self.receipt.secret}
        if self._send(DESK, **fields) != 302:
            raise RuntimeError(f"the receipt {self.receipt.serial} does not open")

    def seen(self) -> tuple[bool, tuple[str, ...]]:
        """Whether the page behind the receipt still says the words; a digest of each photo."""
        page = self._get("")[1].decode(errors="replace")
        photos = [self._get(f"anh/{number + 1}/") for number in range(self.receipt.photos)]
        digests = tuple(f"{status} {hashlib.sha256(body).hexdigest()}" for status, body in photos)
        return self.receipt.words in page or self.receipt.words in self._get("loi-da-gui/")[1].decode(), digests

    def erase(self) -> None:
        """Erase it, as the sender may. RuntimeError when that is refused."""
        if self._send(f"{DESK}{self.receipt.serial}/xoa/", sure="on") != 302:
            raise RuntimeError(f"{self.receipt.serial} was not erased")

    def _get(self, below: str) -> tuple[int, bytes]:
        return self._ask("GET", f"{DESK}{self.receipt.serial}/{below}")

    def _send(self, path: str, **fields: str) -> int:
        proof = PROOF.search(self._ask("GET", path)[1].decode(errors="replace"))
        if proof is None:
            raise RuntimeError(f"no form at {path}")
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": proof[1], **fields}).encode())[0]

    def _ask(self, verb: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Host": "localhost", "Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        headers |= {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            connection.request(verb, path, body or None, headers)
            answer = connection.getresponse()
            for given in answer.headers.get_all("Set-Cookie") or ():
                name, _is, value = given.split(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read()
        finally:
            connection.close()
