"""Importing groups and households: what a row of the list does. The machine that runs it is `sheets.machine`."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.kernel.actors import Bearer
from langnghe.kernel.entry import Fact
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.places.columns import choose
from langnghe.places.judging import Draft, Judge
from langnghe.places.models import HouseholdImport, ImportLine, ImportProblem, Ward
from langnghe.places.reads import later_import, require_open, used_elsewhere
from langnghe.places.slices import Slice, differs, existing, known_groups, take_back
from langnghe.sheets import uploads
from langnghe.sheets.machine import KEPT_FOR, Importing
from langnghe.sheets.problems import Problem
from langnghe.sheets.reading import Sheet, open_sheets


class Households(Importing[HouseholdImport, Draft]):
    """The list of groups and households."""

    room = "places"
    batches, lines, problems = HouseholdImport, ImportLine, ImportProblem

    def tell(self, step: str, batch: HouseholdImport, by: Bearer, facts: dict[str, Fact]) -> None:
        """Record a step."""
        kind = f"household_import.{step}"
        record(kind, ward_id=batch.ward_id, subject=("places", batch.id), by=by.actor, facts=facts)

    def demand_open(self, ward: Ward) -> None:
        """Refused in a merged ward."""
        require_open(ward)

    def look(self, batch: HouseholdImport) -> Sheet:
        """The table with a column of groups."""
        return choose(open_sheets(uploads.file_at(batch.path)))[0]

    def verdicts(self, batch: HouseholdImport) -> Iterator[tuple[int, Draft | list[Problem]]]:
        """What each row would do, by the groups the ward has now."""
        sheet, layout = choose(open_sheets(uploads.file_at(batch.path)))
        return Judge(layout, known_groups(batch.ward)).verdicts(sheet.rows())

    def foresee(self, batch: HouseholdImport, drafts: list[Draft]) -> None:
        """New households, changed ones, and those that stay."""
        households = existing(batch.ward, drafts)
        for draft in drafts:
            household = households.get((draft.key, draft.came_from))
            if not draft.code:
                batch.same += 1
            elif household is None:
                batch.added += 1
            elif differs(draft, household):
                batch.changed += 1
            else:
                batch.same += 1

    def write(self, batch: HouseholdImport, drafts: list[Draft], *, by: Bearer) -> None:
        """Make and change groups, addresses, households."""
        Slice(batch, drafts).write()

    def take_back(self, batch: HouseholdImport, lines: list[Any], *, by: Bearer) -> None:
        """Everything as it was before these lines."""
        take_back(batch, lines)

    def demand_undoable(self, batch: HouseholdImport) -> None:
        """Refused while a later import or another room's row rests on it."""
        self.demand_unused(batch)

    def demand_unused(self, batch: HouseholdImport, apart_from: Collection[UUID] = ()) -> None:
        """The same, but for rows that will be gone by then."""
        if later := later_import(batch, apart_from):
            raise Refused(_("Có lần nhập sau («%(name)s»). Xin hoàn tác lần ấy trước.") % {"name": later.file_name})
        if used_elsewhere(batch, apart_from):
            raise Refused(_("Có tổ hoặc hộ của lần nhập này đã được dùng vào việc khác, nên không hoàn tác được."))


machine = Households()
receive, check, confirm, apply = machine.receive, machine.check, machine.confirm, machine.apply
ask_undo, undo, remove_old_files = machine.ask_undo, machine.undo, machine.remove_old_files
SLICE = machine.slice
__all__ = ["KEPT_FOR", "SLICE", "apply", "ask_undo", "check", "confirm", "receive", "remove_old_files", "undo"]
