"""Residents who send opinions with photos through the real form, and keep what they were told."""

import contextlib
import http.client
import io
import random
import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from PIL import Image

PATH = "/dien-hong/gui-y-kien/"
SERIAL = re.compile(r"\bDH\d\d-\d+-[0-9A-Z]\b")
SECRET = re.compile(r'id="ma-bi-mat">((?:<span>[0-9A-Z]{5}</span> ?){6})<')
BOUNDARY = "----nguoi-dan"
PATIENCE = 90


@dataclass(frozen=True)
class Receipt:
    """What a resident holds, and what it stands for."""

    serial: str
    secret: str
    words: str
    photos: int


@dataclass(frozen=True)
class Answer:
    """What came back for one form: its status and page; a receipt if it is one."""

    status: int
    page: str
    receipt: Receipt | None


@dataclass
class Letter:
    """One form as a browser holds it: sent again, it is the same form."""

    words: str
    photos: list[bytes]
    cookie: str = ""
    hidden: dict[str, str] = field(default_factory=dict)

    def open(self, port: int) -> None:
        """Fetch the form it is written into."""
        status, head, page = ask(port, "GET", PATH)
        if status != 200:
            raise ConnectionError(f"no form: {status}")
        self.cookie = head.split(";")[0]
        self.hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|token)" value="([^"]+)"', page))

    def send(self, port: int) -> Answer:
        """Post it. OSError or HTTPException when nothing came back."""
        status, _head, page = ask(port, "POST", PATH, self._body(), self._kind(), self.cookie)
        serial, secret = SERIAL.search(page), SECRET.search(page)
        if status == 200 and serial and secret:
            groups = "-".join(re.findall(r"\w{5}", re.sub(r"</?span>", " ", secret[1])))
            return Answer(status, page, Receipt(serial[0], groups, self.words, len(self.photos)))
        return Answer(status, page, None)

    def _kind(self) -> str:
        return f"multipart/form-data; boundary={BOUNDARY}"

    def _body(self) -> bytes:
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in (self.hidden | {"words": self.words}).items()
        ]
        for number, photo in enumerate(self.photos):
            head = f'Content-Disposition: form-data; name="photos"; filename="{number}.jpg"\r\nContent-Type: image/jpeg'
            parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + photo + b"\r\n")
        return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def letter(number: int, chance: random.Random, *, photos: int | None = None) -> Letter:
    """Words that nobody else sends, with none to two photos."""
    words = f"Đèn đường hẻm {number} tắt từ tối qua, xin phường cho người xem lại. Lời số {secrets.token_hex(6)}."
    many = chance.choice((0, 1, 1, 2)) if photos is None else photos
    return Letter(words, [_photo(chance) for _photo_number in range(many)])


def send_all(port: int, many: int, hands: int, seed: int, after_each: Callable[[], None]) -> list[Receipt]:
    """`many` opinions sent by `hands` at once; every one must be accepted. Their receipts."""

    def resident(own: int) -> list[Receipt]:
        chance, receipts = random.Random(f"{seed} {own}"), []
        for number in range(own, many, hands):
            receipts.append(_accepted(port, letter(number, chance)))
            after_each()
        return receipts

    with ThreadPoolExecutor(hands) as pool:
        return [receipt for some in pool.map(resident, range(hands)) for receipt in some]


def _accepted(port: int, mine: Letter) -> Receipt:
    mine.open(port)
    answer = mine.send(port)
    if answer.receipt is None:
        raise RuntimeError(f"not accepted: {answer.status} {answer.page[-3000:]}")
    return answer.receipt


def ask(port: int, verb: str, path: str, body: bytes = b"", kind: str = "", cookie: str = "") -> tuple[int, str, str]:
    """Status, the cookie that was set, and the page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Host": "localhost", "Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    headers |= {"Content-Type": kind} if kind else {}
    headers |= {"Cookie": cookie} if cookie else {}
    with contextlib.closing(connection):
        connection.request(verb, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Set-Cookie", ""), answer.read().decode(errors="replace")


def _photo(chance: random.Random) -> bytes:
    """A picture of its own: coarse noise, a few kB."""
    small = Image.frombytes("RGB", (24, 18), chance.randbytes(24 * 18 * 3))
    file = io.BytesIO()
    small.resize((320, 240)).save(file, "JPEG", quality=80)
    return file.getvalue()
