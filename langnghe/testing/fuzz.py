"""Bad input from a seed: the same seed asks the same wrong things again.

`attempts` makes requests out of what a crawl found; `run` says them to a served product and keeps each answer that is
the server's own fault. The suite runs a seeded share, `bin/bench --drill fuzz` the whole.
"""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from threading import Lock
from urllib.parse import quote_from_bytes

from langnghe.testing.crawling import Form, Seen, cookie_header
from langnghe.testing.wire import Asked, Headers, Line, Reply

TOKEN = "csrfmiddlewaretoken"
SIGN_IN = "/dang-nhap/"
METHODS = [b"GET", b"POST", b"PUT", b"PATCH", b"DELETE", b"HEAD", b"OPTIONS", b"TRACE", b"BREW", b"get", b"P\xc3\x94ST"]
NASTY: list[bytes] = [
    b"", b" ", b"\x00", b"a\x00b", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\xae\xc0\xae/", b"\xe2\x80\xaegnurt",
    "Đường Hoà Bình, Tổ 3".encode(), "Đường Hoà Bình".encode(), "Ngõ 12 đèn hỏng".encode("cp1258", "replace"),
    b"Tie\xcc\x82\xcc\x81ng Vie\xcc\xa3\xcc\x82t", "\u200b\u200f\ufeff".encode(), "👵🏽🇻🇳".encode(),
    b"\r\nSet-Cookie: a=b",
    b"-1", b"0", b"1e999", b"NaN", b"99999999999999999999999", b"0x1f", b"true", b"[]", b"{}", b"null",
    b"2026-02-30", b"0000-00-00", b"99999-12-31", b"31/02/2026", b"00000000-0000-0000-0000-000000000000", b"None",
    b"018f0000-0000-7000-8000-00000000000g", b"../../../etc/passwd", b"..\\..\\x", b"<script>alert(1)</script>",
    b"' OR '1'='1", b"%s%n%x", b"{{7*7}}{% debug %}", b"=1+1", b"a" * 300, b"a" * 5000, b"%", b"%zz", b"\xf0\x9f\x98",
    "İıẞﬁ".encode(), "٣".encode(), b"1,5", b"1.000.000", b"\t\n\x0b\x0c", b"\x1b[31m", b"javascript:alert(1)",
]  # fmt: skip
HUGE = [b"a" * 1_200_000, "ộ".encode() * 500_000, b"\x00" * 1_100_000]
TYPES = [
    b"application/x-www-form-urlencoded", b"application/x-www-form-urlencoded; charset=utf-7", b"application/json",
    b"application/x-www-form-urlencoded; charset=khong-co", b"multipart/form-data", b"text/plain", b"\xff", b"",
    b"multipart/form-data; boundary=", b"multipart/form-data; boundary=" + b"x" * 300, b"image/png",
]  # fmt: skip
PATHS = [
    b"/%00", b"/%ff%fe/", b"//", b"/../../etc/passwd", b"/%2e%2e/%2e%2e/", b"/" + b"a" * 9000, b"/%u2603/", b"/;/",
    b"/%ED%A0%80/", b"/static/%00", b"/static/../settings.py", b"/static/" + b"x" * 3000, b"/%C4%90i%E1%BB%87n", b"*",
    b"", b"/%",     b"http://khac.example/", b"/?" + b"&".join([b"a=1"] * 3000), b"/\xc4\x91", b"/a b", b"/%0d%0aX: y",
]  # fmt: skip


@dataclass
class Outcome:
    """Answers by status, each that is the server's fault, and how many only led to the sign-in."""

    statuses: Counter[int] = field(default_factory=Counter)
    turned_away: int = 0
    faults: list[tuple[Asked, Reply]] = field(default_factory=list)

    def note(self, asked: Asked, reply: Reply) -> None:
        """Count one answer."""
        self.statuses[reply.status] += 1
        self.turned_away += any(place.startswith(SIGN_IN) for place in reply.headers.get("location", []))
        if reply.status >= 500 and not _by_design(asked, reply):
            self.faults.append((asked, reply))

    def add(self, more: "Outcome") -> None:
        """Count another run with this one."""
        self.statuses += more.statuses
        self.turned_away += more.turned_away
        self.faults += more.faults


def _by_design(asked: Asked, reply: Reply) -> bool:
    """501 for a method nobody knows; 503 from the health page, which says that no worker runs."""
    unknown = reply.status == 501 and asked.method in METHODS[7:]
    return unknown or (reply.status == 503 and asked.path.startswith(b"/suc-khoe/"))


def run(address: str, visitors: list[Seen], *, seed: int, count: int, hands: int = 4) -> Outcome:
    """Ask `count` wrong things, `hands` at a time, each hand over a line that is kept."""
    outcome, waiting, turn = Outcome(), islice(attempts(visitors, seed), count), Lock()

    def ask_on() -> None:
        with Line(address) as line:
            while asked := _next(waiting, turn):
                reply = line.exchange(asked)
                with turn:
                    outcome.note(asked, reply)

    with ThreadPoolExecutor(hands) as pool:
        for done in [pool.submit(ask_on) for _hand in range(hands)]:
            done.result()
    return outcome


def _next(waiting: Iterator[Asked], turn: Lock) -> Asked | None:
    with turn:
        return next(waiting, None)


def attempts(visitors: list[Seen], seed: int) -> Iterator[Asked]:
    """Wrong requests without end."""
    chance = random.Random(seed)
    kinds = (
        [_wrong_form] * 10 + [_wrong_path] * 2 + [_wrong_row] * 3 + [_wrong_query] * 2 + [_wrong_headers] * 2 + [_odd]
    )
    while True:
        yield chance.choice(kinds)(chance, chance.choice(visitors))


def _wrong_form(chance: random.Random, seen: Seen) -> Asked:
    # Who signs out has nothing more to get wrong.
    forms = [form for form in seen.forms if not form.action.endswith("/dang-xuat/")]
    if not forms:
        return _wrong_query(chance, seen)
    form = chance.choice(forms)
    fields = _fields(chance, form)
    if form.method == "GET":
        return Asked(path=form.action.encode() + b"?" + _encoded(fields), headers=_headers(chance, seen))
    if form.multipart or chance.random() < 0.15:
        kind, body = _multipart(chance, fields, form.files)
    else:
        kind, body = b"application/x-www-form-urlencoded", _encoded(fields)
    if chance.random() < 0.08:
        kind = chance.choice(TYPES)
    if chance.random() < 0.05:
        body = body[: len(body) // 2]
    return Asked(b"POST", form.action.encode(), [*_headers(chance, seen), (b"Content-Type", kind)], body)


def _fields(chance: random.Random, form: Form) -> list[tuple[bytes, bytes]]:
    """The form's fields: a few wrong, the rest as they were or plain words; sometimes missing or twice."""
    said: list[tuple[bytes, bytes]] = []
    for name, value in form.fields.items():
        dice = chance.random()
        if name == TOKEN:
            said.append((name.encode(), value.encode() if dice < 0.9 else _nasty(chance)))
        elif dice < 0.9:
            said.append((name.encode(), _nasty(chance) if dice < 0.4 else value.encode() or b"bac Tu"))
    if said and chance.random() < 0.1:
        said.append((chance.choice(said)[0], _nasty(chance)))
    if chance.random() < 0.03:
        said += [(b"x%d" % number, b"1") for number in range(chance.choice([150, 1200]))]
    return said


def _nasty(chance: random.Random) -> bytes:
    return chance.choice(HUGE) if chance.random() < 0.004 else chance.choice(NASTY)


def _encoded(fields: list[tuple[bytes, bytes]]) -> bytes:
    return b"&".join(_quoted(name) + b"=" + _quoted(value) for name, value in fields)


@lru_cache(maxsize=2000)
def _quoted(value: bytes) -> bytes:
    # A megabyte takes longer to quote than the server needs to refuse it.
    return quote_from_bytes(value).encode()


def _multipart(chance: random.Random, fields: list[tuple[bytes, bytes]], files: set[str]) -> tuple[bytes, bytes]:
    edge = b"----langnghe"
    parts = [b'Content-Disposition: form-data; name="%s"\r\n\r\n%s' % field for field in fields]
    for name in files:
        about = (name.encode(), _nasty(chance).replace(b'"', b""), chance.choice(TYPES), chance.choice(NASTY) * 20)
        parts.append(b'Content-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s' % about)
    body = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + edge + b"--\r\n"
    return b"multipart/form-data; boundary=" + edge, body


def _wrong_path(chance: random.Random, seen: Seen) -> Asked:
    return Asked(chance.choice(METHODS[:2]), chance.choice(PATHS), _headers(chance, seen))


def _wrong_row(chance: random.Random, seen: Seen) -> Asked:
    """A known address with one part of it made wrong."""
    parts = chance.choice(seen.paths).encode().split(b"/")
    parts[chance.randrange(len(parts))] = _quoted(_nasty(chance)[:2000])
    return Asked(path=b"/" + b"/".join(parts).lstrip(b"/"), headers=_headers(chance, seen))


def _wrong_query(chance: random.Random, seen: Seen) -> Asked:
    names = [b"trang", b"tim", b"q", b"next", b"page", b"tu", b"den", b"xep", b"phuong", b"to"]
    pairs = [(chance.choice(names), _nasty(chance)[:3000]) for _each in range(chance.randint(1, 4))]
    path = chance.choice(seen.paths).split("?")[0].encode()
    return Asked(path=path + b"?" + _encoded(pairs), headers=_headers(chance, seen))


def _wrong_headers(chance: random.Random, seen: Seen) -> Asked:
    names = [
        b"Accept-Language", b"Accept", b"Referer", b"Origin", b"HX-Request", b"HX-Current-URL", b"HX-Prompt", b"Range",
        b"If-Modified-Since", b"If-None-Match", b"Accept-Encoding", b"X-Requested-With", b"Host", b"X-Forwarded-Proto",
    ]  # fmt: skip
    value = _on_one_line(_nasty(chance))
    path = chance.choice(seen.paths).encode()
    return Asked(path=path, headers=[*_headers(chance, seen), (chance.choice(names), value[:4000])])


def _odd(chance: random.Random, seen: Seen) -> Asked:
    path = chance.choice(seen.paths).encode()
    return Asked(chance.choice(METHODS), path, _headers(chance, seen), chance.choice(NASTY))


def _headers(chance: random.Random, seen: Seen) -> Headers:
    """Cookies: mostly the visitor's own, sometimes none, stale or garbage."""
    dice = chance.random()
    if dice < 0.06:
        return []
    if dice < 0.16:
        name = chance.choice([*seen.cookies, "ngon-ngu", "nen", "messages", "phien", "x"])
        return [(b"Cookie", name.encode() + b"=" + _on_one_line(_nasty(chance)[:3000]))]
    return [(b"Cookie", cookie_header(seen.cookies))]


def _on_one_line(value: bytes) -> bytes:
    return value.replace(b"\r", b"").replace(b"\n", b"").replace(b"\x00", b"")
