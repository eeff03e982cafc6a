"""The two demo wards: what they are called, and how an installation knows them."""

from pathlib import Path

from django.conf import settings

WARDS = {
    # slug: code, name, commune, province
    "dien-hong": ("DH", "Phường Diên Hồng", "Diên Hồng", "Gia Lai"),
    "lam-son": ("LS", "Phường Lam Sơn", "Hạc Thành", "Thanh Hóa"),
}


# By this the demo's wards are known, generated ones too: no real log has a name under .example (RFC 2606).
ORIGINS = "langnghe.example/"


def origin(slug: str) -> str:
    """The name of a demo ward's public log."""
    return f"{ORIGINS}{slug}"


def unfinished() -> Path:
    """Stands in the data folder while the demo is loaded: a load that was stopped left it there."""
    return Path(settings.DATA) / "demo.loading"
