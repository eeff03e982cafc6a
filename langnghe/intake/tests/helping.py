"""Short ways to write down for somebody, for tests."""

import re

from django.test import Client
from django.urls import reverse

from langnghe.intake import actions
from langnghe.intake.models import BoxOpening
from langnghe.kernel.clock import local_today
from langnghe.kernel.ids import new_token
from langnghe.opinions.models import Opinion
from langnghe.opinions.rules import Submission, Taken
from langnghe.testing.cast import Cast

LAMP = "Đèn đường đầu hẻm 12 tắt nửa tháng nay."


def written(client: Client, words: str = LAMP, *, desk: bool = False, **fields: str):  # type: ignore[no-untyped-def]
    """The answer to a filled form."""
    address = reverse("intake:write") + ("?kenh=tai-ban" if desk else "")
    return client.post(address, {"words": words, "token": new_token(), **fields})


def hidden(page: str) -> dict[str, str]:
    """The pass and the token of a page's forms."""
    found = dict(re.findall(r'name="(pass|token)" value="([^"]+)"', page))
    assert set(found) == {"pass", "token"}
    return found


def secrets_on(page: str) -> list[str]:
    """Groups of secrets that a page shows."""
    return re.findall(r"[ >]([0-9A-HJKMNP-TV-Z]{5})</span>", page)


def last() -> Opinion:
    """The opinion received last."""
    return Opinion.objects.select_related("ward").latest("id")


def box(cast: Cast, forms: int = 3, who: str = "binh") -> BoxOpening:
    """A box opened today before two witnesses."""
    return actions.open_box(cast.ward, local_today(), "Nhà văn hóa Tổ 3", ("NVA", "TTB"), forms, by=cast[who])


def paper(cast: Cast, words: str = LAMP, **more: object) -> Submission:
    """What stands on a paper form, as Bình enters it."""
    return Submission(words=words, token=new_token(), taken=Taken(cast["binh"].id), **more)  # type: ignore[arg-type]
