"""Verbs about places."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Actor, Bearer
from langnghe.kernel.folding import clean_text, fold
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.places.models import Commune, Province, ResidentialGroup, Ward

RESERVED = frozenset(
    {
        "can-bo",
        "phieu",
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


@transaction.atomic
def open_ward(
    *,
    code: str,
    slug: str,
    name: str,
    province: Province,
    commune: Commune | None,
    log_origin: str,
    by: Actor,
) -> Ward:
    """Let a ward begin here. `log_origin` names its public log for ever. Refused when code or address is taken."""
    if slug in RESERVED:
        raise Refused(_("Địa chỉ «%(slug)s» dành cho hệ thống, xin chọn tên khác.") % {"slug": slug})
    if Ward.objects.filter(code=code).exists() or Ward.objects.filter(slug=slug).exists():
        raise Refused(_("Mã hoặc địa chỉ này đã có phường khác dùng, xin chọn tên khác."))
    ward = Ward.objects.create(
        code=code, slug=slug, name=name, province=province, commune=commune, log_origin=log_origin,
        level="commune" if commune else "province",
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
def add_group(ward: Ward, name: str, *, kind_label: str = "tổ dân phố", by: Bearer) -> ResidentialGroup:
    """Add a residential group. Refused when the ward has one of that name."""
    tidy = clean_text(name)
    if ResidentialGroup.objects.filter(ward=ward, folded=fold(tidy), came_from="").exists():
        raise Refused(_("Phường đã có «%(name)s».") % {"name": tidy})
    group = ResidentialGroup.objects.create(ward=ward, name=tidy, folded=fold(tidy), kind_label=kind_label)
    record("group.added", ward_id=ward.id, subject=("places", group.id), by=by.actor)
    return group
