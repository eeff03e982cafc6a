"""Importing officers: what a row of the list does. The machine that runs it is `sheets.machine`."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.entry import Fact
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.opinions.guarding import unname_officers
from langnghe.people import withdrawing
from langnghe.people.actions import add_officer, add_post, give_mandate
from langnghe.people.models import Mandate, Officer, Post, Unit
from langnghe.people.reads import running
from langnghe.people.withdrawing import Made
from langnghe.places.models import ResidentialGroup, Ward
from langnghe.places.reads import require_open
from langnghe.places.slices import known_groups
from langnghe.roster.columns import choose
from langnghe.roster.judging import Draft, Judge, texts_of
from langnghe.roster.known import known_of
from langnghe.roster.models import OfficerImport, OfficerLine, OfficerProblem
from langnghe.sheets import uploads
from langnghe.sheets.machine import Importing
from langnghe.sheets.problems import Problem
from langnghe.sheets.reading import Sheet, open_sheets

UNIT_KINDS = {
    "beat_officer": "police", "duty_desk": "police", "police_chief": "police", "committee_officer": "committee",
    "chairman": "committee", "front_officer": "front", "group_head": "group_board", "steering_secretary": "steering",
    "province_viewer": "province", "auditor": "audit", "administrator": "committee",
}  # fmt: skip


class Officers(Importing[OfficerImport, Draft]):
    """The list of officers."""

    room, nameless, slice = "roster", "can-bo", 2
    batches, lines, problems = OfficerImport, OfficerLine, OfficerProblem

    def tell(self, step: str, batch: OfficerImport, by: Bearer, facts: dict[str, Fact]) -> None:
        """Record a step."""
        record(f"officer_import.{step}", ward_id=batch.ward_id, subject=("roster", batch.id), by=by.actor, facts=facts)

    def demand_open(self, ward: Ward) -> None:
        """Refused in a merged ward."""
        require_open(ward)

    def look(self, batch: OfficerImport) -> Sheet:
        """The table with sign-in names, roles and units."""
        return choose(open_sheets(uploads.file_at(batch.path)))[0]

    def verdicts(self, batch: OfficerImport) -> Iterator[tuple[int, Draft | list[Problem]]]:
        """What each row would do, by the officers and groups the ward has now."""
        sheet, layout = choose(open_sheets(uploads.file_at(batch.path)))
        names = (texts_of(layout, row).get("username", "").lower() for row in sheet.rows())
        return Judge(layout, known_of(batch.ward, names, known_groups(batch.ward))).verdicts(sheet.rows())

    def foresee(self, batch: OfficerImport, drafts: list[Draft]) -> None:
        """New mandates, and those held already."""
        same = sum(draft.held for draft in drafts)
        batch.same += same
        batch.added += len(drafts) - same

    def write(self, batch: OfficerImport, drafts: list[Draft], *, by: Bearer) -> None:
        """Invite whoever has no account, make units and posts that are missing, give the mandates."""
        for draft in drafts:
            try:
                with transaction.atomic():
                    made = _settle(batch.ward, draft, by)
            except Refused:
                batch.wrong += 1
                self.problem_row(batch, Problem(draft.number, "username", "refused", draft.username)).save()
                continue
            OfficerLine.objects.create(ward=batch.ward, batch=batch, number=draft.number, **made)
            batch.added += bool(made)
            batch.same += not made

    def take_back(self, batch: OfficerImport, lines: list[Any], *, by: Bearer) -> None:
        """Take out what these rows made: mandates, posts, units, accounts."""
        made = made_by(lines)
        unname_officers(made.officers)
        withdrawing.take_out(batch.ward_id, made)
        OfficerLine.objects.filter(ward=batch.ward_id, id__in=[line.id for line in lines]).delete()

    def demand_undoable(self, batch: OfficerImport) -> None:
        """Refused once somebody whom the list brought signed in, or something rests on a post of it."""
        made = made_by(OfficerLine.objects.filter(ward=batch.ward_id, batch=batch))
        if name := withdrawing.signed_in(made):
            raise Refused(
                _("%(name)s đã nhận việc và đăng nhập, nên không hoàn tác được. Xin khóa tài khoản khi cần.")
                % {"name": name}
            )
        if withdrawing.in_use(batch.ward_id, made, since=batch.id):
            raise Refused(
                _("Có cán bộ hoặc chức danh của lần nhập này đã được dùng vào việc, nên không hoàn tác được.")
            )


def made_by(lines: Any) -> Made:
    """What rows made, by table."""
    found = list(lines)
    return Made(
        *([getattr(line, f"{noun}_id") for line in found if getattr(line, f"{noun}_id")]
          for noun in ("officer", "unit", "post", "mandate"))
    )  # fmt: skip


def _settle(ward: Ward, draft: Draft, by: Bearer) -> dict[str, Any]:
    """Do what a row says; the ids of what was not there before, by field of the line."""
    made: dict[str, Any] = {}
    officer = Officer.objects.filter(ward=ward, username=draft.username).first()
    if officer is None:
        officer = add_officer(ward, username=draft.username, name=draft.name, by=by)
        made["officer_id"] = officer.id
    post = Post.objects.filter(ward=ward, unit__name=draft.unit, name=draft.post).first()
    if post is None:
        post = _add_post(ward, draft, by, made)
    if not Mandate.objects.filter(running(draft.starts_on), officer=officer, post=post, is_deputy=False).exists():
        mandate = give_mandate(post, officer, starts_on=draft.starts_on, ends_on=draft.ends_on, by=by)
        made["mandate_id"] = mandate.id
    return made


def _add_post(ward: Ward, draft: Draft, by: Bearer, made: dict[str, Any]) -> Post:
    folded = {folded for folded, _former in draft.groups}
    groups = [
        group
        for group in ResidentialGroup.objects.filter(ward=ward, folded__in=folded)
        if (group.folded, group.came_from) in draft.groups
    ]
    had_unit = Unit.objects.filter(ward=ward, name=draft.unit).exists()
    post = add_post(
        ward, unit_kind=UNIT_KINDS[draft.role], unit_name=draft.unit, role=draft.role, name=draft.post, groups=groups,
        by=by,
    )  # fmt: skip
    made["post_id"] = post.id
    if not had_unit:
        made["unit_id"] = post.unit_id
    return post


machine = Officers()
