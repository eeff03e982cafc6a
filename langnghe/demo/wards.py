"""The two demo wards: what they are called, and how an installation knows them."""

from pathlib import Path

from django.conf import settings

WARDS = {
    # slug: code, name, commune, province
    "dien-hong": ("DH", "Phường Diên Hồng", "Diên Hồng", "Gia Lai"),
    "lam-son": ("LS", "Phường Lam Sơn", "Hạc Thành", "Thanh Hóa"),
}


def origin(slug: str) -> str:
    """The name of a demo ward's public log."""
    return f"langnghe.example/{slug}"


def origins() -> list[str]:
    """The names of the demo wards' public logs: by these they are known."""
    return [origin(slug) for slug in WARDS]


def unfinished() -> Path:
    """Stands in the data folder while the demo is loaded: a load that was stopped left it there."""
    return Path(settings.DATA) / "demo.loading"
