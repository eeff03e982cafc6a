"""Verbs about wards and residential groups."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Actor, Bearer
from langnghe.kernel.clock import now
from langnghe.kernel.formats import number
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.places.models import Commune, Household, Province, ResidentialGroup, Ward
from langnghe.places.reads import require_open
from langnghe.places.rules import GroupName, group_name, phone_line

RESERVED = frozenset(
    {
        "can-bo",
        "phieu",
        "tim",
        "thiet-lap",
        "dang-nhap",
        "dang-xuat",
        "tai-khoan",
        "suc-khoe",
        "ma-nguon",
        "mau",
        "giao-dien",
        "ai-cung-dung-duoc",
        "static",
        "log",
        "demo",
    }
)
LONGEST_NAME, LONGEST_KIND = 80, 30
CODE = re.compile(r"[A-Z]{2,4}")  # it begins every serial, where digits follow


@transaction.atomic
def open_ward(
    *,
    code: str,
    slug: str,
    name: str,
    province: Province,
    commune: Commune | None,
    log_origin: str,
    level: str = "",
    by: Actor,
) -> Ward:
    """Let a ward begin here. `log_origin` names its public log for ever. Refused when code or address is taken.

    Without a commune it is an office of its province, or with `level` country one of the whole country.
    """
    if not CODE.fullmatch(code):
        raise Refused(_("Mã phường gồm 2 đến 4 chữ cái in hoa không dấu, ví dụ DH. Xin chọn lại."))
    if slug in RESERVED:
        raise Refused(_("Địa chỉ «%(slug)s» dành cho hệ thống, xin chọn tên khác.") % {"slug": slug})
    if Ward.objects.filter(code=code).exists() or Ward.objects.filter(slug=slug).exists():
        raise Refused(_("Mã hoặc địa chỉ này đã có phường khác dùng, xin chọn tên khác."))
    ward = Ward.objects.create(
        code=code, slug=slug, name=name, province=province, commune=commune, log_origin=log_origin,
        level="commune" if commune else level or "province",
    )  # fmt: skip
    record(
        "ward.opened",
        ward_id=ward.id,
        subject=("places", ward.id),
        by=by,
        facts={"code": code, "origin": log_origin},
    )
    return ward


@transaction.atomic
def set_duty_phone(ward: Ward, phone: str, *, by: Bearer) -> Ward:
    """Say which number the ward's duty desk answers, day and night; empty: none. Refused when nobody could dial it."""
    require_open(ward)
    ward.duty_phone = phone_line(phone)
    ward.save(update_fields=["duty_phone"])
    record("ward.phone_set", ward_id=ward.id, subject=("places", ward.id), by=by.actor)
    return ward


@transaction.atomic
def add_group(ward: Ward, name: str, *, kind_label: str = "", by: Bearer) -> ResidentialGroup:
    """Add a residential group; `3`, `TDP 3` and `Tổ 3` are the same one. Refused when the ward has it already."""
    require_open(ward)
    named = _named(name, kind_label)
    _require_free(ward, named)
    group = ResidentialGroup.objects.create(ward=ward, name=named.name, folded=named.folded, kind_label=named.kind)
    record("group.added", ward_id=ward.id, subject=("places", group.id), by=by.actor)
    return group


@transaction.atomic
def rename_group(group: ResidentialGroup, name: str, *, kind_label: str = "", by: Bearer) -> ResidentialGroup:
    """Give a group another name. Refused when another group of the ward bears it."""
    require_open(group.ward)
    group = _as_it_is(group)
    named = _named(name, kind_label)
    _require_free(group.ward, named, besides=group)
    group.name, group.folded, group.kind_label = named.name, named.folded, named.kind
    group.save(update_fields=["name", "folded", "kind_label"])
    record("group.renamed", ward_id=group.ward_id, subject=("places", group.id), by=by.actor)
    return group


@transaction.atomic
def close_group(group: ResidentialGroup, *, by: Bearer) -> ResidentialGroup:
    """Close a group that nobody lives in any more. Refused while it has households."""
    group = _as_it_is(group)
    households = Household.objects.filter(ward=group.ward_id, group=group).count()
    if households:
        raise Refused(
            _("%(group)s còn %(count)s hộ. Xin chuyển các hộ sang tổ khác (nhập tệp có tổ mới) rồi đóng.")
            % {"group": group, "count": number(households)}
        )
    if group.closed_at is None:
        group.closed_at = now()
        group.save(update_fields=["closed_at"])
        record("group.closed", ward_id=group.ward_id, subject=("places", group.id), by=by.actor)
    return group


@transaction.atomic
def reopen_group(group: ResidentialGroup, *, by: Bearer) -> ResidentialGroup:
    """Take the closing of a group back."""
    require_open(group.ward)
    group = _as_it_is(group)
    if group.closed_at is not None:
        group.closed_at = None
        group.save(update_fields=["closed_at"])
        record("group.reopened", ward_id=group.ward_id, subject=("places", group.id), by=by.actor)
    return group


def _as_it_is(group: ResidentialGroup) -> ResidentialGroup:
    """The group as it is now, held until we are done. Refused when an import that made it was just taken back."""
    groups = ResidentialGroup.objects.select_related("ward").select_for_update(of=("self",))
    held = groups.filter(id=group.id, ward=group.ward_id).first()
    if held is None:
        raise Refused(_("Tổ này vừa được bỏ vì một lần nhập đã hoàn tác. Xin mở lại danh sách tổ."))
    return held


def _named(name: str, kind_label: str) -> GroupName:
    named = group_name(name, kind_label)
    if not named.folded:
        raise Refused(_("Xin ghi tên tổ, ví dụ «Tổ 3»."))
    if len(named.name) > LONGEST_NAME or len(named.folded) > LONGEST_NAME or len(named.kind) > LONGEST_KIND:
        raise Refused(_("Tên tổ dài quá %(most)s chữ, xin ghi ngắn hơn.") % {"most": LONGEST_NAME})
    return named


def _require_free(ward: Ward, named: GroupName, besides: ResidentialGroup | None = None) -> None:
    came_from = besides.came_from if besides else ""
    twin = ResidentialGroup.objects.filter(ward=ward, folded=named.folded, came_from=came_from).first()
    if twin is None or twin == besides:
        return
    if twin.closed_at:
        raise Refused(_("«%(name)s» đã có nhưng đang đóng. Xin mở lại tổ ấy.") % {"name": twin})
    raise Refused(_("Phường đã có «%(name)s».") % {"name": twin})
