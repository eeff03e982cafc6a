"""The board at a glance, on a ward's home: a few numbers that open their rows, and the newest matters."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import gettext as _

from langnghe.kernel.clock import local_today
from langnghe.matters import board, reads, rules
from langnghe.matters.pages.asking import OVERDUE
from langnghe.matters.pages.showing import line_of
from langnghe.places.models import Ward
from langnghe.places.reads import reach
from langnghe.promises.pages.public import lines_on_home
from langnghe.shell.numbers import number

NEWEST = 3
FRESH_SECONDS = 60


@dataclass(frozen=True)
class Figure:
    """A number for everybody, with the page that shows what was counted."""

    name: str
    value: str
    url: str = ""


def glance(ward: Ward) -> dict[str, Any]:
    """What the home shows of the board."""
    newest = board.Found(ward, board.Sought())[:NEWEST]
    return {
        "figures": figures(ward), "lines": [line_of(matter) for matter in newest],
        "pinned": lines_on_home(ward), "former": _former(ward),
    }  # fmt: skip


def figures(ward: Ward) -> list[Figure]:
    """The few numbers, as the board says them."""
    whole, late, unreleased = _counts(ward)
    url = reverse("matters:board", args=[ward.slug])
    return [
        Figure(_("Việc trên bảng"), _shown(whole), url),
        Figure(_("Quá hạn trả lời"), _shown(late), f"{url}?tinh-trang={OVERDUE}"),
        Figure(_("Quá 5 ngày làm việc chưa đăng"), _shown(unreleased), f"{url}#chua-dang"),
    ]


def _counts(ward: Ward) -> tuple[int, int, int]:
    """On the board, overdue, not released in time; counted to 1,001, anew every minute."""
    near, key = caches["near"], f"glance:{ward.id}"
    known: tuple[int, int, int] | None = near.get(key)
    if known is None:
        most = rules.COUNTED + 1
        waiting = reads.unreleased(ward)
        known = (
            reads.released(ward)[:most].count(),
            board.overdue(ward, local_today())[:most].count(),
            waiting.count + waiting.more,
        )
        near.set(key, known, FRESH_SECONDS)
    return known


def _former(ward: Ward) -> list[tuple[str, str]]:
    """Name and board of each ward that was merged into this one, asked anew every minute."""
    near, key = caches["near"], f"former:{ward.id}"
    known: list[tuple[str, str]] | None = near.get(key)
    if known is None:
        before = Ward.objects.filter(id__in=reach(ward), closed_at__isnull=False).order_by("closed_at")
        known = [(one.name, reverse("matters:board", args=[one.slug])) for one in before]
        near.set(key, known, FRESH_SECONDS)
    return known


def _shown(count: int) -> str:
    return _("hơn 1.000") if count > rules.COUNTED else number(count)
