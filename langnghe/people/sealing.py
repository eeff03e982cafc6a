"""Sealed columns: envelope encryption, bound to their place, so that a ciphertext moved elsewhere does not open.

Bytes: version 1 | key id (4) | nonce (12) | data key wrapped by the ward key (48) | nonce (12) | text, AES-256-GCM.
Associated data of both: ward id, table, column, row id.
"""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from langnghe.kernel.refused import Refused
from langnghe.people import keys
from langnghe.places.models import WardRow

VERSION = 1
_NONCE, _WRAPPED = 12, 48
_KEY_ID = slice(1, 5)
_ENVELOPE = slice(5, 5 + _NONCE + _WRAPPED)
_BODY = slice(5 + _NONCE + _WRAPPED, None)


def seal(row: WardRow, column: str, text: str) -> bytes:
    """`text` sealed for this very row and column: `row.phone = seal(row, "phone", text)`, then save, in a transaction.

    Refused when the ward's key is missing on this machine.
    """
    key_id, ward_key = keys.current(row.ward_id)
    data_key = AESGCM.generate_key(256)
    place = _place(row, column)
    return _pack(key_id, _encrypt(ward_key, data_key, place), _encrypt(data_key, text.encode(), place))


def unseal(row: WardRow, column: str) -> str:
    """The text of a sealed column. Refused when the key is missing or the bytes were sealed for another place."""
    sealed = bytes(getattr(row, column))
    try:
        ward_key = keys.load(row.ward_id, key_id_of(sealed))
    except Refused:
        # A rotation may have re-wrapped the row after it was read; the stored bytes decide.
        sealed = bytes(type(row)._default_manager.values_list(column, flat=True).get(pk=row.pk))
        ward_key = keys.load(row.ward_id, key_id_of(sealed))
    if sealed[0] != VERSION:
        raise _misplaced()
    place = _place(row, column)
    data_key = _decrypt(ward_key, sealed[_ENVELOPE], place)
    return _decrypt(data_key, sealed[_BODY], place).decode()


def rewrap(row: WardRow, column: str, old: bytes, key_id: str, key: bytes) -> bytes:
    """The same sealed text with its data key wrapped by `key` instead of `old`; the text itself is not opened."""
    sealed = bytes(getattr(row, column))
    place = _place(row, column)
    data_key = _decrypt(old, sealed[_ENVELOPE], place)
    return _pack(key_id, _encrypt(key, data_key, place), sealed[_BODY])


def key_id_of(sealed: bytes) -> str:
    """Id of the ward key that opens these bytes."""
    return bytes(sealed)[_KEY_ID].hex()


def _pack(key_id: str, envelope: bytes, body: bytes) -> bytes:
    return bytes([VERSION]) + bytes.fromhex(key_id) + envelope + body


def _place(row: WardRow, column: str) -> bytes:
    ward_id: UUID = row.ward_id
    return b"\0".join(
        [b"langnghe/sealed/v1", ward_id.bytes, row._meta.db_table.encode(), column.encode(), row.pk.bytes]
    )


def _encrypt(key: bytes, content: bytes, place: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place)


def _decrypt(key: bytes, content: bytes, place: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], place)
    except (InvalidTag, ValueError):
        raise _misplaced() from None


def _misplaced() -> Refused:
    return Refused(
        _(
            "Phần niêm phong này không khớp với dòng đang giữ nó, có thể đã bị sửa hay chuyển chỗ. "
            "Xin báo người quản trị đối chiếu với bản sao lưu."
        )
    )
