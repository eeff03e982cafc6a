"""Notes are C2SP's byte by byte: key ids, lines, and everything that x/mod refuses, and base64 tails that it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langnghe.tlog import notes
from langnghe.tlog.notes import Note, Signature, Signer, Verifier, open_note
from langnghe.tlog.refusals import BadSignature, Malformed, UnknownKey
from langnghe.tlog.tests.logs import NAME, SEED, Log, accepted, flipped, salt

pytestmark = pytest.mark.once

VKEY = "langnghe.example/phuong-thi-diem+bd7a9a91+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
LINE_700 = "vXqaka0Bd2cUtSuHXiReCawINV1PqBVGcx+jHOE652hpxGNN9mb6+J0y9d3l9mBqEJeZ7Wkak3ixiE4fiPWlP4lYZQg="


def ward() -> Signer:
    return Signer.from_seed(NAME, SEED)


def other(name: str = "langnghe.example/other") -> Signer:
    return Signer.from_seed(name, salt(name))


def opened(note: bytes, *keys: Signer) -> Note:
    return open_note(note, [key.verifier for key in keys or (ward(),)])


def test_the_key_of_the_reference_has_its_id_and_its_public_form() -> None:
    assert ward().key_id.hex() == "bd7a9a91"
    assert ward().vkey == ward().verifier.vkey == VKEY
    assert Verifier.parse(VKEY).public == ward().public


def test_the_head_of_700_entries_is_signed_as_in_the_reference() -> None:
    note = Log.of(700).checkpoint()
    assert note.decode() == (f"{NAME}\n700\nxw5zSZqcGcWQ2YSUvQUOs6ZGvzjJ96OX3OWj/t47JAc=\n\n— {NAME} {LINE_700}\n")
    assert opened(note).text.startswith(NAME)


def test_a_secret_key_is_written_and_read_as_x_mod_does() -> None:
    secret = ward().secret()
    assert secret.startswith(f"PRIVATE+KEY+{NAME}+bd7a9a91+AQABAgME")
    assert Signer.parse(secret).vkey == VKEY
    for wrong in (secret[1:], secret.replace("bd7a", "bd7b"), f"PRIVATE+KEY+{NAME}+bd7a9a91+BAAA"):
        with pytest.raises(Malformed):
            Signer.parse(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        "", "a", "a+b", VKEY.upper(), VKEY.replace("bd7a", "BD7A"), VKEY.replace("bd7a", "bd7b"), f"{VKEY}=",
        f"+{VKEY}",
        VKEY.replace("phuong", "phu ong"), f"{NAME}+bd7a9a91+", VKEY.replace("+AQ", "+BA"), f"{VKEY}\n", VKEY[:-4],
    ],
)  # fmt: skip
def test_no_other_spelling_of_a_key_is_a_key(wrong: str) -> None:
    with pytest.raises(Malformed):
        Verifier.parse(wrong)


@pytest.mark.parametrize("wrong", ["", "a b", "a+b", "a\u00a0b", "a\u3000", "a\n", "a\x01", "\ud800"])
def test_a_name_has_no_space_of_any_script_no_plus_and_no_control_sign(wrong: str) -> None:
    with pytest.raises(Malformed):
        Signer.from_seed(wrong, SEED)


def test_lines_of_keys_we_do_not_know_are_kept_apart() -> None:
    note = notes.sign("chữ\n", ward(), other())
    read = opened(note)
    assert [line.name for line in read.signatures] == [NAME]
    assert [line.name for line in read.unknown] == [other().name]
    assert read.signed_by(ward().verifier)
    assert not read.signed_by(other().verifier)


def test_a_key_that_shares_only_name_or_id_is_another_key() -> None:
    twin = Signer.from_seed(NAME, salt("twin"))
    with pytest.raises(UnknownKey):
        opened(notes.sign("chữ\n", twin))


def test_a_known_key_whose_signature_does_not_fit_spoils_the_note() -> None:
    bent = Signature(NAME, ward().key_id, bytes(64)).line()
    for lines in (bent, bent + Signature(other().name, other().key_id, other().sign(b"a\n")).line()):
        with pytest.raises(BadSignature):
            opened(notes.note_of("a\n", lines), ward(), other())


def test_a_second_line_of_the_same_key_is_left_out_but_not_where_each_line_must_count() -> None:
    note = notes.sign("chữ\n", ward(), ward())
    assert len(opened(note).signatures) == 1
    with pytest.raises(BadSignature):
        notes.open_exactly(note, [ward().verifier])


def test_exactly_these_keys_and_nobody_else() -> None:
    both = notes.sign("chữ\n", ward(), other())
    notes.open_exactly(both, [other().verifier, ward().verifier])
    for keys in ([ward().verifier], [ward().verifier, other("a").verifier]):
        with pytest.raises(BadSignature):
            notes.open_exactly(both, keys)


@pytest.mark.parametrize(
    "bend",
    [
        lambda note: note.replace(b"\n", b"\r\n"),
        lambda note: note[:-1],
        lambda note: note.replace("—".encode(), b"-"),
        lambda note: note.replace("— ".encode(), "—  ".encode()),
        lambda note: note.replace(b"\n\n", b"\n"),
        lambda note: note + b"\n",
        lambda note: note + b"x\n",
        lambda note: b"\xff" + note,
        lambda note: b"\x00" + note,
        lambda note: b"\t" + note,
        lambda note: note.replace(b"g=\n", b"h=\n"),
        lambda note: note.replace(b"=\n", b"\n"),
        lambda note: note.partition(b"\n\n")[0] + b"\n\n",
        lambda note: note.partition(b"\n\n")[0] + b"\n\n\n",
        lambda note: note + "— a AAAA\n".encode(),
        lambda note: note + "— a !!!!!!!!\n".encode(),
        lambda note: note + "— a\n".encode() * 2,
        lambda note: note + note.rpartition(b"\n\n")[2] * 100,
        lambda note: b"a" * notes.MOST_BYTES + note,
    ],
)
def test_every_other_spelling_is_refused(bend: object) -> None:
    note = Log.of(700).checkpoint()
    with pytest.raises(Malformed):
        opened(bend(note))  # type: ignore[operator]


def test_sixteen_signatures_and_more_are_read() -> None:
    note = notes.sign("chữ\n", ward(), *(other(f"langnghe.example/{number}") for number in range(99)))
    assert len(opened(note).unknown) == 99


def test_a_text_may_hold_empty_lines_and_must_end_in_one_line_feed() -> None:
    assert opened(notes.sign("a\n\nb\n", ward())).text == "a\n\nb\n"
    for wrong in ("a", "", "a\n\n— x AAAAAAAA"):
        with pytest.raises(Malformed):
            notes.sign(wrong, ward())


def test_a_note_without_signer_is_no_note() -> None:
    with pytest.raises(Malformed):
        notes.sign("a\n")


def test_no_bit_of_a_signed_head_can_be_turned() -> None:
    note = Log.of(700).checkpoint()
    assert accepted(opened, flipped(note)) == []


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_whatever_is_signed_is_read_back(text: str) -> None:
    assert opened(notes.sign(f"{text}\n", ward())).text == f"{text}\n"


def test_no_point_of_small_order_and_no_second_spelling_of_a_point_counts() -> None:
    prime, d = 2**255 - 19, -121665 * pow(121666, -1, 2**255 - 19)
    eighth = notes._EIGHTH
    assert (2 * eighth**2 - 1 + d * eighth**4) % prime == 0
    good = ward().sign(b"a")
    assert notes.verified(ward().public, good, b"a")
    for point in (0, 1, prime - 1, eighth, prime - eighth, prime, prime + 1, 2**255 - 1):
        for high in (0, 1 << 255):
            weak = (point | high).to_bytes(32, "little")
            assert not notes.verified(weak, good, b"a")
            assert not notes.verified(weak, weak + bytes(32), b"a")
            assert not notes.verified(ward().public, weak + good[32:], b"a")
    assert not notes.verified(b"", good, b"a")
    assert not notes.verified(ward().public, b"", b"a")


def test_people_compare_a_key_by_eight_groups_of_four() -> None:
    assert notes.fingerprint(VKEY) == notes.fingerprint(ward().vkey)
    assert [len(group) for group in notes.fingerprint(VKEY).split(" ")] == [4] * 8
