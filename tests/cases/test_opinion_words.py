# ruff: noqa: E501 (tables of cases read better wide)
"""Opinions of every odd shape through the public door: nothing is lost, nobody sees another's receipt."""

import html
import re
import unicodedata

import pytest
from django.test import Client

from langnghe.kernel.clock import now
from langnghe.opinions.models import Opinion
from langnghe.testing.cast import Cast

FORM = "/dien-hong/gui-y-kien/"
PLAIN = "Đèn đường tổ 5 hỏng"

KEPT = [
    ("plain", PLAIN, PLAIN),
    ("decomposed", unicodedata.normalize("NFD", PLAIN), PLAIN),
    ("half composed", "Đe\u0300n đươ\u0300ng ho\u0309ng", "Đèn đường hỏng"),
    ("capitals", "ĐÈN ĐƯỜNG HỎNG!!!", "ĐÈN ĐƯỜNG HỎNG!!!"),
    ("no accents", "den duong hong", "den duong hong"),
    ("spaces around", "  Rác nhiều quá \n\n", "Rác nhiều quá"),
    ("Windows lines", "Một\r\nHai\r\n\r\nBa", "Một\nHai\n\nBa"),
    ("NUL", "Rác\x00 nhiều", "Rác nhiều"),
    ("NUL first", "\x00Rác", "Rác"),
    ("right-to-left override", "Nhà \u202e321\u202c có rác", "Nhà 321 có rác"),
    ("isolates", "\u2066Rác\u2069 nhiều", "Rác nhiều"),
    ("zero width", "R\u200bá\u200bc", "Rác"),
    ("escape codes", "\x1b[2JRác", "[2JRác"),
    ("a mark alone", "Rác \u0301", "Rác \u0301"),
    ("emoji and words", "Rác 🚮 nhiều quá 😡", "Rác 🚮 nhiều quá 😡"),
    ("a family", "👨\u200d👩\u200d👧 sợ chó", "👨\u200d👩\u200d👧 sợ chó"),
    ("a flag", "🇻🇳 Cảm ơn phường", "🇻🇳 Cảm ơn phường"),
    ("other scripts", "垃圾太多 쓰레기 мусор القمامة", "垃圾太多 쓰레기 мусор القمامة"),
    ("astral letters", "𝓡𝓪𝓬 rác", "𝓡𝓪𝓬 rác"),
    # Nobody sees or types one, and no XML (a feed, a spreadsheet) may hold it: dropped as NUL is.
    ("noncharacter", "Rác\uffff nhiều", "Rác nhiều"),
    ("script", "<script>alert('x')</script>", "<script>alert('x')</script>"),
    ("image with an event", '<img src=x onerror="alert(1)">', '<img src=x onerror="alert(1)">'),
    ("closing tags", "</textarea></form><h1>Giả</h1>", "</textarea></form><h1>Giả</h1>"),
    ("attribute break", '" autofocus onfocus="alert(1)', '" autofocus onfocus="alert(1)'),
    ("entity", "Rác &lt;b&gt; &amp; bụi", "Rác &lt;b&gt; &amp; bụi"),
    ("comment", "<!-- rác -->", "<!-- rác -->"),
    ("svg", "<svg/onload=alert(1)>", "<svg/onload=alert(1)>"),
    ("javascript address", "javascript:alert(1)", "javascript:alert(1)"),
    ("template", "{{ 7*7 }} {% load x %}", "{{ 7*7 }} {% load x %}"),
    ("format signs", "%s %(name)s {0} {words} $HOME `id`", "%s %(name)s {0} {words} $HOME `id`"),
    ("formula", "=HYPERLINK(\"http://x.example\")", "=HYPERLINK(\"http://x.example\")"),
    ("formula plus", "+84905000000 gọi tôi", "+84905000000 gọi tôi"),
    ("formula minus", "-1+2", "-1+2"),
    ("formula at", "@SUM(A1)", "@SUM(A1)"),
    ("SQL", "'; DROP TABLE opinions_opinion; --", "'; DROP TABLE opinions_opinion; --"),
    ("backslashes", "C:\\rac\\n \\u0041", "C:\\rac\\n \\u0041"),
    ("quotes", "“Rác” ‘bụi’ \"ồn\" 'ào'", "“Rác” ‘bụi’ \"ồn\" 'ào'"),
    ("tabs", "Một\tHai", "Một\tHai"),
    ("one long word", "a" * 5_000, "a" * 5_000),
    ("many lines", "\n".join(["rác"] * 3_000), "\n".join(["rác"] * 3_000)),
    ("just under the limit", "ệ" * 20_000, "ệ" * 20_000),
    ("the limit, decomposed", unicodedata.normalize("NFD", "ệ" * 20_000), "ệ" * 20_000),
    ("the limit with spaces around", " " * 500 + "ă" * 20_000 + "\r\n" * 500, "ă" * 20_000),
    ("marks in a storm", "R" + "\u0301\u0323" * 3_000 + "ác", None),
    ("a JSON body", '{"words": "Rác"}', '{"words": "Rác"}'),
    ("an address of ours", "http://testserver/can-bo/", "http://testserver/can-bo/"),
    ("old and new tones", "hoà bình, hòa bình", "hoà bình, hòa bình"),
    ("eth", "Ðường Lê Lợi", "Ðường Lê Lợi"),
]  # fmt: skip
REFUSED = [
    ("empty", ""),
    ("spaces", "   \t \n "),
    ("no-break and wide spaces", "\u00a0\u3000\u2003"),
    ("zero width only", "\u200b\u200d\ufeff"),
    ("NUL only", "\x00\x00"),
    ("bidi only", "\u202e\u2066\u2069"),
    ("one over the limit", "ệ" * 20_001),
    ("twice the limit", "a b" * 14_000),
    ("2 MB", "rác " * 500_000),
    ("5 MB", "rác " * 1_250_000),
]

# A ward may hold such words for no opinion, but may not garble them.
DOUBTFUL = ["a", "ệ", "0905000000", "...", "😡😡😡", "👍🏽", "\u0301\u0323", "?", "1"]


class Door(Client):
    """A resident's browser at Diên Hồng's public form."""

    def fresh_token(self) -> str:
        page = self.get(FORM)
        assert page.status_code == 200
        found = re.search(r'name="token"[^>]*value="([^"]+)"', page.content.decode())
        assert found, "the form carries no token"
        return html.unescape(found[1])

    def send(self, words: str, **fields: str) -> "Answer":
        data = {"token": self.fresh_token(), **fields, "words": words}
        return Answer(self, self.post(FORM, {name: value for name, value in data.items() if value is not None}))


class Answer:
    """What the form answered, followed to the receipt."""

    def __init__(self, door: Door, response: object) -> None:
        hops = 0
        while response.status_code in (302, 303) and hops < 4:  # type: ignore[attr-defined]
            response, hops = door.get(response["Location"]), hops + 1  # type: ignore[index]
        self.status = int(response.status_code)  # type: ignore[attr-defined]
        self.page = response.content.decode()  # type: ignore[attr-defined]

    @property
    def serial(self) -> str:
        return self._shown("so-phieu", r"DH\d\d-\d+-[0-9A-Z]|HT\d\d-\d+-[0-9A-Z]")

    @property
    def secret(self) -> str:
        return self._shown("ma-bi-mat", r"[0-9A-Z]{3,6}(?:[-. ][0-9A-Z]{3,6}){3,8}")

    def _shown(self, name: str, form: str) -> str:
        """A part of the receipt as the resident reads it."""
        found = re.search(rf'id="{name}"[^>]*>(.*?)</p>', self.page, re.DOTALL)
        assert found, f"no {name} on the page"
        text = " ".join(re.sub(r"<[^>]+>", "", found[1]).split())
        assert re.fullmatch(form, text), text
        return text

    def shows(self, other: "Answer") -> bool:
        """Whether another receipt's secret is anywhere on this page, however it is written."""
        return _bare(other.secret) in _bare(re.sub(r"<[^>]+>", "", self.page)) or _bare(other.secret) in _bare(
            self.page
        )


def _bare(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())


@pytest.fixture
def door(dien_hong: Cast) -> Door:
    return Door()


def words_of(opinion: Opinion) -> str:
    """The resident's own words, as they are kept."""
    return str(opinion.words)


@pytest.mark.parametrize(("raw", "kept"), [case[1:] for case in KEPT], ids=[case[0] for case in KEPT])
def test_words_are_kept_as_the_resident_wrote_them(door: Door, raw: str, kept: str | None) -> None:
    answer = door.send(raw)
    assert answer.status == 200
    opinion = Opinion.objects.get()
    assert answer.serial
    assert answer.secret
    if kept is not None:
        assert words_of(opinion) == kept
    assert "<script>alert" not in answer.page
    assert "<img src=x" not in answer.page


@pytest.mark.parametrize("raw", [case[1] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_an_opinion_is_refused_in_a_sentence_and_nothing_is_stored(door: Door, raw: str) -> None:
    answer = door.send(raw)
    assert 200 <= answer.status < 500
    assert Opinion.objects.count() == 0
    assert re.search(r"(xin|hãy|mời|chưa|quá|tối đa)", answer.page, re.IGNORECASE)
    assert "so-phieu" not in answer.page


@pytest.mark.parametrize("words", DOUBTFUL)
def test_what_may_be_an_opinion_is_kept_as_it_is_or_refused(door: Door, words: str) -> None:
    answer = door.send(words)
    assert 200 <= answer.status < 500
    if Opinion.objects.exists():
        assert words_of(Opinion.objects.get()) == words
        assert answer.secret


def test_words_that_are_too_long_stay_in_the_form(door: Door) -> None:
    answer = door.send("Rác đầu ngõ. " * 1_600)
    assert Opinion.objects.count() == 0
    assert answer.page.count("Rác đầu ngõ.") >= 1_600


def test_another_wrong_field_does_not_lose_the_words(door: Door) -> None:
    answer = door.send(PLAIN, group="00000000-0000-0000-0000-000000000000")
    if Opinion.objects.count() == 0:
        assert PLAIN in answer.page


@pytest.mark.parametrize("fields", [
    {"group": "không có"}, {"group": "\x00"}, {"place": "\x00Lê Lợi\u202e"}, {"place": "Đ" * 5_000}, {"contact": "\x00"},
    {"contact": "x" * 5_000}, {"contact": "<b>0905</b>"}, {"group": "1 OR 1=1"}, {"place": "{{ 7*7 }}"}, {"extra": "?"},
])  # fmt: skip
def test_odd_fields_beside_the_words_never_break_the_form(door: Door, fields: dict[str, str]) -> None:
    answer = door.send(PLAIN, **fields)
    assert 200 <= answer.status < 500
    assert PLAIN in answer.page or Opinion.objects.count() == 1


# ── Sent twice, sent by the next ───────────────────────────────────────────────────────────────────────────────


def test_the_same_form_sent_twice_is_one_opinion_with_one_receipt(door: Door) -> None:
    token = door.fresh_token()
    first = Answer(door, door.post(FORM, {"token": token, "words": PLAIN}))
    second = Answer(door, door.post(FORM, {"token": token, "words": PLAIN}))
    assert Opinion.objects.count() == 1
    assert first.serial == second.serial
    assert first.secret == second.secret


def test_the_same_words_in_another_normal_form_are_the_same_form_sent_twice(door: Door) -> None:
    token = door.fresh_token()
    Answer(door, door.post(FORM, {"token": token, "words": PLAIN}))
    Answer(door, door.post(FORM, {"token": token, "words": unicodedata.normalize("NFD", PLAIN) + "\r\n"}))
    assert Opinion.objects.count() == 1


def test_the_next_person_at_a_shared_phone_gets_a_receipt_of_her_own(door: Door) -> None:
    token = door.fresh_token()
    first = Answer(door, door.post(FORM, {"token": token, "words": PLAIN}))
    second = Answer(door, door.post(FORM, {"token": token, "words": "Chồng tôi đánh tôi"}))
    assert Opinion.objects.count() == 2
    assert second.serial != first.serial
    assert second.secret != first.secret
    assert not second.shows(first)
    assert PLAIN not in second.page


@pytest.mark.parametrize(("before", "after"), [
    ({"contact": "0905 000 001"}, {"contact": "0905 000 002"}), ({}, {"contact": "0905 000 001"}),
    ({}, {"place": "trước chợ"}), ({"may_publish_words": "on"}, {}), ({"may_publish_words": "on"}, {"may_publish_summary": "on"}),
])  # fmt: skip
def test_what_was_changed_before_sending_again_is_not_swallowed(
    door: Door, before: dict[str, str], after: dict[str, str]
) -> None:
    token = door.fresh_token()
    first = Answer(door, door.post(FORM, {"token": token, "words": PLAIN, **before}))
    second = Answer(door, door.post(FORM, {"token": token, "words": PLAIN, **after}))
    assert Opinion.objects.count() == 2
    assert not second.shows(first)


def test_a_token_in_another_browser_does_not_open_the_first_ones_receipt(door: Door) -> None:
    token = door.fresh_token()
    first = Answer(door, door.post(FORM, {"token": token, "words": PLAIN}))
    stranger = Door()
    other = Answer(stranger, stranger.post(FORM, {"token": token, "words": "Cho xem phiếu của người trước"}))
    assert not other.shows(first)


@pytest.mark.parametrize(
    "token", [None, "", "x", "\x00", "0" * 10_000, "Đ", "00000000-0000-7000-8000-000000000000", "../..", "{{ 1 }}"]
)
def test_a_missing_or_forged_token_is_accepted_once_with_its_own_receipt(door: Door, token: str | None) -> None:
    data = {"words": PLAIN} | ({} if token is None else {"token": token})
    door.get(FORM)
    first = Answer(door, door.post(FORM, data))
    assert first.status == 200
    assert Opinion.objects.count() == 1
    assert first.serial
    other = Door()
    other.get(FORM)
    second = Answer(other, other.post(FORM, data | {"words": "Chó thả rông ở tổ 2"}))
    assert Opinion.objects.count() == 2
    assert not second.shows(first)


def test_two_people_with_the_same_words_and_no_token_get_two_receipts(door: Door) -> None:
    one = Answer(door, door.post(FORM, {"words": PLAIN}))
    other = Door()
    two = Answer(other, other.post(FORM, {"words": PLAIN}))
    assert one.serial != two.serial
    assert not two.shows(one)


def test_a_token_of_one_ward_does_not_meet_another_ward(door: Door, hac_thanh: Cast) -> None:
    token = door.fresh_token()
    first = Answer(door, door.post(FORM, {"token": token, "words": PLAIN}))
    other = door.post("/hac-thanh/gui-y-kien/", {"token": token, "words": PLAIN})
    assert not Answer(door, other).shows(first)
    assert Opinion.objects.filter(ward=hac_thanh.ward).count() == 1


def test_an_expired_form_loses_nothing(dien_hong: Cast) -> None:
    strict = Door(enforce_csrf_checks=True)
    token = strict.fresh_token()
    late = strict.post(FORM, {"token": token, "words": PLAIN, "place": "trước số 12 Lê Lợi"})
    page = late.content.decode()
    if late.status_code in (302, 303):
        assert Opinion.objects.count() == 1
    else:
        assert Opinion.objects.count() == 1 or (PLAIN in page and "trước số 12 Lê Lợi" in page)


def test_a_receipt_is_not_kept_by_the_browser_nor_told_in_an_address(door: Door) -> None:
    token = door.fresh_token()
    response = door.post(FORM, {"token": token, "words": PLAIN})
    answer = Answer(door, response)
    bare = re.sub(r"[^0-9A-Z]", "", answer.secret)
    if response.status_code in (302, 303):
        assert bare not in re.sub(r"[^0-9A-Z]", "", response["Location"].upper())
    assert "no-store" in response["Cache-Control"]
    title = re.search(r"<title>(.*?)</title>", answer.page, re.DOTALL)
    assert title
    assert answer.secret not in title[1]
    for address in re.findall(r'(?:href|src|action)="([^"#]*)', answer.page):
        assert bare not in re.sub(r"[^0-9A-Z]", "", address.upper())


def test_the_secret_is_kept_nowhere_in_plain(door: Door) -> None:
    answer = door.send(PLAIN)
    bare = re.sub(r"[^0-9A-Z]", "", answer.secret)
    for opinion in Opinion.objects.all().values():
        for value in opinion.values():
            assert bare not in re.sub(r"[^0-9A-Z]", "", str(value).upper())


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head"])
def test_other_methods_do_no_harm(door: Door, method: str) -> None:
    answer = getattr(door, method)(FORM)
    assert answer.status_code < 500
    assert Opinion.objects.count() == 0


@pytest.mark.parametrize(("body", "kind"), [
    (b"", "application/x-www-form-urlencoded"), (b"words=%FF%FE", "application/x-www-form-urlencoded"),
    (b"words=%00", "application/x-www-form-urlencoded"), (b"{}", "application/json"), (b"\xff" * 100, "text/plain"),
    (b"--x\r\n", "multipart/form-data; boundary=x"), (b"x", "multipart/form-data"),
    (b'--x\r\nContent-Disposition: form-data; name="words"; filename="a"\r\n\r\nR\r\n--x--\r\n', "multipart/form-data; boundary=x"),
    (b"words=a&" * 2_000, "application/x-www-form-urlencoded"), (b"words=R%C3%A1c&words=B%E1%BB%A5i", "application/x-www-form-urlencoded"),
    ("words=Rác".encode("utf-16"), "application/x-www-form-urlencoded; charset=utf-16"),
    (b"words=Rac", "application/x-www-form-urlencoded; charset=khong-co"),
])  # fmt: skip
def test_a_broken_body_is_never_a_server_error(door: Door, body: bytes, kind: str) -> None:
    door.raise_request_exception = False
    answer = door.generic("POST", FORM, body, content_type=kind)
    assert answer.status_code < 500


def test_when_it_happened_is_the_wards_own_clock(door: Door) -> None:
    before = now()
    door.send(PLAIN)
    assert before <= Opinion.objects.get().received_at <= now()
