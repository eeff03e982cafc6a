"""The bytes behind every proof, checked against the published vector and an independent few lines of hashlib."""

import hashlib
import itertools
import json
import threading
import time
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.kernel import entry
from langnghe.kernel.ids import uuid7

pytestmark = pytest.mark.once

SALT = bytes(range(32))
HANOI = timezone(timedelta(hours=7))


def by_hand(domain: bytes, salt: bytes, content: bytes) -> bytes:
    """The formula of the specification, written again: SHA-256(domain ‖ 0x00 ‖ salt32 ‖ content)."""
    digest = hashlib.sha256()
    for part in (domain, b"\x00", salt, content):
        digest.update(part)
    return digest.digest()


def test_the_published_vector() -> None:
    words = entry.words_bytes("Đèn đường tổ 5 hỏng")
    assert len(words) == 29
    expected = "5ad141ae7936488e62362c1c415176ebc9aefe2255dd58b29dbfc44c889a3b46"
    assert entry.commitment(b"langnghe/opinion/v1", SALT, words).hex() == expected
    assert entry.OPINION_V1 == b"langnghe/opinion/v1"
    assert entry.FACTS_V1 == b"langnghe/facts/v1"


@given(st.binary(min_size=1, max_size=40), st.binary(min_size=32, max_size=32), st.binary(max_size=500))
def test_commitments_follow_the_formula(domain: bytes, salt: bytes, content: bytes) -> None:
    assert entry.commitment(domain, salt, content) == by_hand(domain, salt, content)


@pytest.mark.parametrize("length", [0, 1, 16, 31, 33, 64])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="salt"):
        entry.commitment(entry.OPINION_V1, bytes(length), b"x")


def test_another_salt_domain_or_word_gives_another_commitment() -> None:
    seen = {
        entry.commitment(domain, salt, content)
        for domain in (entry.OPINION_V1, entry.FACTS_V1)
        for salt in (SALT, SALT[::-1], bytes(32))
        for content in (b"", b"a", b"a ", b"A")
    }
    assert len(seen) == 24


def test_salts_are_32_bytes_and_never_the_same() -> None:
    salts = {entry.new_salt() for _ in range(20_000)}
    assert len(salts) == 20_000
    assert {len(salt) for salt in salts} == {32}


def test_salts_come_from_the_operating_system_not_from_a_seed() -> None:
    bits = sum(int.from_bytes(entry.new_salt()).bit_count() for _ in range(2_000))
    assert 0.49 < bits / (2_000 * 256) < 0.51


# ── Words and attachments ──────────────────────────────────────────────────────────────────────────────────────


def test_the_normal_form_of_the_words_does_not_matter() -> None:
    text = "Đèn đường tổ 5 hỏng, hoà giải ở nhà văn hoá"
    assert entry.words_bytes(unicodedata.normalize("NFD", text)) == entry.words_bytes(text) == text.encode()


def test_attachments_follow_the_words_each_behind_a_zero_byte() -> None:
    one, two = by_hand(b"a", SALT, b"1"), by_hand(b"a", SALT, b"2")
    assert entry.words_bytes("Rác", [one, two]) == "Rác".encode() + b"\x00" + one + b"\x00" + two
    assert entry.words_bytes("Rác", [two, one]) != entry.words_bytes("Rác", [one, two])
    assert entry.words_bytes("Rác", iter([one])) == entry.words_bytes("Rác", (one,))


def test_words_cannot_pass_for_an_attachment() -> None:
    posing = "Rác\x00" + "a" * 32
    with pytest.raises(ValueError, match="NUL"):
        entry.words_bytes(posing)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_an_attachment_counts_by_its_32_byte_commitment_only(length: int) -> None:
    with pytest.raises(ValueError, match="32"):
        entry.words_bytes("Rác", [bytes(length)])


# ── Facts: RFC 8785 for text, whole numbers and nothing ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("facts", "canonical"),
    [
        ({}, b"{}"),
        ({"b": 1, "a": 2}, b'{"a":2,"b":1}'),
        ({"B": 1, "a": 2, "A": 3, "10": 4, "9": 5, "": 6}, b'{"":6,"10":4,"9":5,"A":3,"B":1,"a":2}'),
        ({"n": None, "z": 0, "minus": -17}, b'{"minus":-17,"n":null,"z":0}'),
        ({"max": 2**53 - 1, "min": -(2**53) + 1}, b'{"max":9007199254740991,"min":-9007199254740991}'),
        ({"topic": "đèn đường"}, '{"topic":"đèn đường"}'.encode()),
        ({"k": '"\\/'}, b'{"k":"\\"\\\\/"}'),
        ({"k": "\b\t\n\f\r"}, b'{"k":"\\b\\t\\n\\f\\r"}'),
        ({"k": "\x00\x01\x0b\x1f\x7f"}, b'{"k":"\\u0000\\u0001\\u000b\\u001f\x7f"}'),
        ({"k": "\u2028\u20ac🙂"}, '{"k":"\u2028€🙂"}'.encode()),
        ({"k": "a\u0301"}, '{"k":"a\u0301"}'.encode()),  # RFC 8785 does not normalise
        ({"<": "&>"}, b'{"<":"&>"}'),
        # RFC 8785, section 3.2.3: names by UTF-16 units, so U+1F602 (D83D …) stands before U+FB33.
        (
            {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f602": 5, "\u0080": 6, "\u00f6": 7},
            '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😂":5,"\ufb33":3}'.encode(),
        ),
    ],
)
def test_facts_have_one_form(facts: dict[str, entry.Fact], canonical: bytes) -> None:
    assert entry.facts_bytes(facts) == canonical


@pytest.mark.parametrize("value", [2**53, -(2**53), 10**30])
def test_a_number_that_other_verifiers_would_read_differently_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="fact"):
        entry.facts_bytes({"n": value})


@pytest.mark.parametrize("value", [1.0, 0.5, float("nan"), [], {}, b"x", datetime(2026, 1, 1, tzinfo=UTC)])
def test_facts_are_text_whole_numbers_or_nothing(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        entry.facts_bytes({"k": value})  # type: ignore[dict-item]


FACTS = st.dictionaries(
    st.text(max_size=8), st.one_of(st.none(), st.integers(-(2**53) + 1, 2**53 - 1), st.text(max_size=30)), max_size=8
)


@given(FACTS)
def test_facts_can_be_read_back_and_written_the_same(facts: dict[str, entry.Fact]) -> None:
    written = entry.facts_bytes(facts)
    assert json.loads(written) == facts
    assert entry.facts_bytes(json.loads(written)) == written
    assert entry.facts_bytes(dict(reversed(facts.items()))) == written


# ── The public line ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_leaf_is_five_lines_and_no_more() -> None:
    committed, earlier = bytes(range(32)), bytes(range(100, 132))
    at = datetime(2026, 8, 9, 19, 59, 59, 999_999, tzinfo=HANOI)
    expected = f"langnghe/entry/v1\nopinion.received\n2026-08-09T12Z\n-\n{committed.hex()}\n".encode()
    assert entry.leaf_bytes("opinion.received", at, None, committed) == expected
    follows = f"langnghe/entry/v1\nmatter.answered\n2026-08-09T12Z\n{earlier.hex()}\n{committed.hex()}\n".encode()
    assert entry.leaf_bytes("matter.answered", at, earlier, committed) == follows


@pytest.mark.parametrize(
    ("at", "hour"),
    [
        (datetime(2026, 1, 1, 0, 0, tzinfo=HANOI), b"2025-12-31T17Z"),
        (datetime(2026, 1, 1, 6, 59, 59, tzinfo=HANOI), b"2025-12-31T23Z"),
        (datetime(2026, 1, 1, 7, 0, tzinfo=HANOI), b"2026-01-01T00Z"),
        (datetime(2024, 2, 29, 23, 30, tzinfo=UTC), b"2024-02-29T23Z"),
    ],
)
def test_time_is_told_to_the_hour_in_utc_only(at: datetime, hour: bytes) -> None:
    assert entry.leaf_bytes("opinion.received", at, None, SALT).splitlines()[2] == hour


def test_a_leaf_from_a_database_that_returns_memory_is_the_same() -> None:
    at = datetime(2026, 8, 9, 12, tzinfo=UTC)
    plain = entry.leaf_bytes("opinion.received", at, SALT, SALT)
    assert entry.leaf_bytes("opinion.received", at, memoryview(SALT), memoryview(SALT)) == plain


# ── Identifiers ────────────────────────────────────────────────────────────────────────────────────────────────


def test_identifiers_are_version_7_of_the_standard_variant() -> None:
    for _ in range(2_000):
        number = uuid7().int
        assert number >> 76 & 0xF == 7
        assert number >> 62 & 0b11 == 0b10


def test_the_time_part_is_now() -> None:
    before = time.time_ns() // 1_000_000
    stamps = [uuid7().int >> 80 for _ in range(200)]
    after = time.time_ns() // 1_000_000
    assert before <= stamps[0] <= stamps[-1] <= after + 5


def test_eight_threads_get_rising_identifiers_that_never_meet() -> None:
    made: list[list[UUID]] = [[] for _ in range(8)]
    start = threading.Barrier(8)

    def work(own: list[UUID]) -> None:
        start.wait()
        own.extend(uuid7() for _ in range(20_000))

    threads = [threading.Thread(target=work, args=(own,)) for own in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(earlier < later for own in made for earlier, later in itertools.pairwise(own))
    assert len({one for own in made for one in own}) == 160_000


def test_the_clock_going_back_does_not_bring_identifiers_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = uuid7()
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() - 3_600_000_000_000)
    assert first < uuid7() < uuid7()


def test_the_random_part_cannot_be_foretold() -> None:
    tails = [uuid7().int & (2**62 - 1) for _ in range(5_000)]
    assert len(set(tails)) == 5_000
    assert 0.48 < sum(tail.bit_count() for tail in tails) / (5_000 * 62) < 0.52
