"""What everybody may read of the wards a mandate belongs to, for programs: places, topics, board, promises, figures."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from langnghe.api import cursors, shapes
from langnghe.api.operations import Call, Operation, part_of, rows_of
from langnghe.kernel.clock import local_today
from langnghe.language.topics import TOPICS
from langnghe.matters import reads as matters
from langnghe.opendata import of_matters
from langnghe.opendata.sets import DATASETS
from langnghe.people import access
from langnghe.people.models import Mandate
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, known_ward_by_slug, open_groups
from langnghe.promises import reads as promises
from langnghe.promises import sheets

ANYBODY = "account.own"


def wards_of(mandate: Mandate) -> QuerySet[Ward]:
    """The wards a mandate belongs to: its own with those merged into it, or those its office looks over."""
    found, level = Ward.objects.filter(level="commune"), mandate.ward.level
    if level == "commune":
        return found.filter(id__in=mandate.ward_ids())
    return found.filter(province=mandate.ward.province_id) if level == "province" else found


def ward_of(mandate: Mandate, slug: str) -> Ward | None:
    """One of these by its address."""
    ward = known_ward_by_slug(slug)
    return ward if ward and wards_of(mandate).filter(id=ward.id).exists() else None


def me(call: Call) -> shapes.Me:
    """Who the token acts for."""
    mandate, token = call.mandate, call.token
    return shapes.Me(
        name=token.name, mark=token.mark, slug=mandate.ward.slug, role=mandate.role, post=mandate.post.name,
        unit=mandate.post.unit.name, may_write=token.may_write, may=sorted(access.TABLE[mandate.role]),
        expires_on=token.expires_on, rate=settings.API_RATE,
    )  # fmt: skip


def wards(call: Call) -> shapes.Page[shapes.Ward]:
    """The wards a mandate belongs to."""
    found = wards_of(call.mandate).select_related("province")
    return rows_of("wards", found, call.asked, lambda rows: [_ward(ward) for ward in rows])


def _ward(ward: Ward) -> shapes.Ward:
    return shapes.Ward(
        slug=ward.slug, code=ward.code, name=ward.name, province=ward.province.name, is_open=ward.is_open
    )


def groups(call: Call) -> shapes.Page[shapes.Group]:
    """The groups of a ward that still exist."""
    found = [shapes.Group(id=group.id, name=str(group)) for group in in_order(open_groups(call.subject))]
    return part_of("groups", found, call.asked)


def topics(call: Call) -> shapes.Page[shapes.Topic]:
    """Every topic and subtopic."""
    found = [shapes.Topic(topic=one.code, topic_name=str(one.name), private=one.private) for one in TOPICS.values()]
    return part_of("topics", found, call.asked)


def board(call: Call) -> shapes.Page[Any]:
    """What stands on a ward's board, oldest first."""
    ward, asked = call.subject, call.asked
    of = f"board:{ward.id}"
    after = int(cursors.place(of, asked.after, 1)[0]) if asked.after else None
    rows, last = of_matters.page(ward, after, asked.limit)
    goes_on = (asked.after or None) if last is None else cursors.cursor(of, last)
    return shapes.Page(rows=[shapes.BoardMatter(*row) for row in rows], next=goes_on, more=last is not None)


def board_matter_of(mandate: Mandate, slug: str, serial: str) -> object:
    """A ward of the mandate with what stands on its board under this number."""
    ward = ward_of(mandate, slug)
    found = matters.public_matter(ward, serial) if ward else None
    return None if found is None or found.board_row is None else (ward, found)


def board_matter(call: Call) -> object:
    """One matter of the board, with what happened so far."""
    ward, matter = call.subject
    row = of_matters.page(ward, matter.board_row - 1, 1)[0][0]
    told = matters.steps(matter, matters.answers_of(matter))
    steps = [shapes.Step(on=step.on, what=step.text, answer=step.words) for step in told]
    return shapes.BoardMatterInFull(*row, dien_bien=steps)


def promised(call: Call) -> shapes.Page[Any]:
    """The promises about matters of the board, by matter and number."""
    ward, asked, after = call.subject, call.asked, None
    of = f"promises:{ward.id}"
    if asked.after:
        matter, number = cursors.place(of, asked.after, 2)
        after = UUID(matter), int(number)
    some, last = promises.page_after(ward, after, asked.limit)
    goes_on = (asked.after or None) if last is None else cursors.cursor(of, *last)
    rows = sheets.rows(ward, some, local_today())
    return shapes.Page(rows=[shapes.PublicPromise(*row) for row in rows], next=goes_on, more=last is not None)


def figures(call: Call) -> shapes.Page[Any]:
    """Figures of board and promises, each with its denominator."""
    ward = call.subject
    found = [shapes.Figure(*row) for page in DATASETS["so-lieu"].pages(ward) for row in page]
    return part_of(f"figures:{ward.id}", found, call.asked)


_WARD = "phuong/<slug:slug>/"
OPERATIONS = [
    Operation("me", "toi", ANYBODY, _("Mã này làm thay ai, được làm gì, đến bao giờ."), me, shapes.Me),
    Operation("wards", "phuong", ANYBODY, _("Các phường mã này hỏi được."), wards, shapes.Page[shapes.Ward],
              shapes.Listing),
    Operation("topics", "linh-vuc", ANYBODY, _("Danh mục lĩnh vực."), topics, shapes.Page[shapes.Topic],
              shapes.Listing),
    Operation("groups", f"{_WARD}to", ANYBODY, _("Các tổ dân phố của một phường."), groups,
              shapes.Page[shapes.Group], shapes.Listing, find=ward_of),
    Operation("board", f"{_WARD}viec", ANYBODY, _("Việc trên bảng công khai, đăng trước đứng trước."), board,
              shapes.Page[shapes.BoardMatter], shapes.Listing, find=ward_of),
    Operation("board_matter", f"{_WARD}viec/<str:matter>", ANYBODY, _("Một việc trên bảng, kèm diễn biến."),
              board_matter, shapes.BoardMatterInFull, find=board_matter_of),
    Operation("promises", f"{_WARD}loi-hua", ANYBODY, _("Lời hứa về các việc trên bảng."), promised,
              shapes.Page[shapes.PublicPromise], shapes.Listing, find=ward_of),
    Operation("figures", f"{_WARD}so-lieu", ANYBODY, _("Con số có mẫu số, đếm từ bảng và lời hứa."), figures,
              shapes.Page[shapes.Figure], shapes.Listing, find=ward_of),
]  # fmt: skip
