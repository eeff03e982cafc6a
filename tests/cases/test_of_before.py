"""What was printed, sealed or signed by the first version is read by every later one."""

from contextlib import nullcontext
from unittest import mock
from uuid import UUID

import pytest

from langnghe.kernel.refused import Refused
from langnghe.opinions import receipts
from langnghe.people import keys, recovery, sealing
from langnghe.people.models import SealedContact

pytestmark = pytest.mark.once
KEY = bytes(range(32))
ROW, WARD = UUID("01900000-0000-7000-8000-000000000001"), UUID("01900000-0000-7000-8000-0000000000aa")
FIRST = (
    "0439Y S5T2D CHJP6 CSV8F D5N60 PV3DC DSQQY 0WBJY EDT7X AXKQ8 F1WQN MYVWB FNZ7K Z0417 GA1G0",
    "0839H S5T2D CHJ63 8S3C2 DHP6X RS34N CHJ7N RZ3W6 FHJ6H 8S341 DHP6E RV342 CHJ6G 974W7 KJE0Q",
)

SEALED = (
    "01069c9742202122232425262728292a2b1d3d59f307b91bcc3b8abe5643b09ba0e35f90c2ef2e30e83b7fb25310eb535bcb"
    "4e41483ee3efcb318105a19008243c010101010101010101010101f1b584e766f2c93824627cba478e36cc120eb6c175aeb1"
    "74dbf21f04"
)


def test_the_two_papers_of_a_key() -> None:
    assert keys.id_of(KEY) == "069c9742"
    first, second = (recovery.read(paper) for paper in FIRST)
    assert (first.number, second.number, first.share) == (1, 2, bytes(range(100, 132)))
    assert recovery.join(first, second) == recovery.join(second, first) == KEY
    assert (str(first), str(second)) == FIRST
    assert recovery.read(FIRST[0].lower().replace("0", "o").replace("1", "l")) == first


def test_a_contact_sealed_in_its_place() -> None:
    sealed = bytes.fromhex(SEALED)
    row = SealedContact(pk=ROW, ward_id=WARD, sealed=sealed)
    with mock.patch.object(keys, "load", lambda ward_id, key_id: {(WARD, "069c9742"): KEY}[ward_id, key_id]):
        assert sealing.unseal(row, "sealed") == "0905 123 456"


def test_a_receipt() -> None:
    secret = bytes(range(1, 16))
    assert receipts.format_secret(secret) == "04103-61059-0R3GZ-G28AW-1C602-T3GFT"
    assert receipts.parse_secret("o41o3 61o59 or3gz g28aw ic6o2 t3gft") == secret
    assert receipts.format_serial("DH", 2026, 214) == "DH26-214-1"
    for year, taken in ((2020, True), (2059, True), (2019, False), (2060, False)):
        with nullcontext() if taken else pytest.raises(Refused):
            assert receipts.parse_serial(receipts.format_serial("DH", year, 1)) == ("DH", year, 1)
    assert receipts.parse_serial("dh26 214 l") == ("DH", 2026, 214)
