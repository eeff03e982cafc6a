"""The key of backups: the machine holds only its public half, so whoever steals machine and disks reads nothing.

The secret half is an age identity (X25519, age-encryption.org/v1) and exists on two papers alone, which say nothing one
without the other. With both, the standard program `age` opens a backup even where Lắng Nghe is not installed.
"""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from pyrage import x25519

from langnghe.kernel.durable import write_durably
from langnghe.kernel.refused import Refused
from langnghe.people.recovery import Half, join, split

PREFIX = "age-secret-key-"
SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def recipient_file() -> Path:
    """Where the public half lies: beside the ward keys, away from the data."""
    return Path(settings.KEYS) / "backup.recipient"


def recipient() -> x25519.Recipient:
    """Whom backups are sealed to. Refused while no key was made."""
    try:
        return x25519.Recipient.from_str(recipient_file().read_text().strip())
    except FileNotFoundError:
        raise Refused(
            _("Chưa có khóa sao lưu. Chạy trước: langnghe backup-key, rồi cất hai tờ giấy ở hai nơi.")
        ) from None


def make(*, anew: bool = False) -> tuple[Half, Half]:
    """A new key: its public half is kept, its secret is returned as two papers and then forgotten.

    Refused when there is one already and it is not asked for `anew`: older backups need their own papers.
    """
    if recipient_file().exists() and not anew:
        raise Refused(
            _("Đã có khóa sao lưu; hai tờ của nó vẫn dùng được. Muốn thay (bản cũ vẫn cần hai tờ cũ): thêm --anew.")
        )
    identity = x25519.Identity.generate()
    write_durably(recipient_file(), f"{identity.to_public()}\n".encode())
    return split(secret_of(identity))


def of_halves(first: Half, second: Half) -> x25519.Identity:
    """The secret that both papers together hold. Refused when they do not belong together."""
    return identity_of(join(first, second))


def secret_of(identity: x25519.Identity) -> bytes:
    """The 32 bytes inside an age identity (Bech32, BIP 173)."""
    values = [SIGNS.index(sign) for sign in str(identity).lower()[len(PREFIX) + 1 : -6]]
    return bytes(_regroup(values, 5, 8))


def identity_of(secret: bytes) -> x25519.Identity:
    """The age identity around 32 bytes."""
    values = _regroup(list(secret), 8, 5, fill=True)
    text = PREFIX + "1" + "".join(SIGNS[value] for value in [*values, *_checksum(values)])
    return x25519.Identity.from_str(text.upper())


def _regroup(values: list[int], size: int, wanted: int, *, fill: bool = False) -> list[int]:
    bits = "".join(f"{value:0{size}b}" for value in values)
    if fill:
        bits += "0" * (-len(bits) % wanted)
    return [int(bits[at : at + wanted], 2) for at in range(0, len(bits) - wanted + 1, wanted)]


def _checksum(values: list[int]) -> list[int]:
    codes = PREFIX.encode()
    spread = [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]
    remainder = _remainder([*spread, *values, *[0] * 6]) ^ 1
    return [remainder >> 5 * (5 - at) & 31 for at in range(6)]


def _remainder(values: list[int]) -> int:
    sum_ = 1
    for value in values:
        top, sum_ = sum_ >> 25, (sum_ & 0x1FFFFFF) << 5 ^ value
        for at, part in enumerate(_GENERATOR):
            sum_ ^= part if top >> at & 1 else 0
    return sum_
