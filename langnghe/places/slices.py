"""Writing a few rows of a list at a time, noting what each changed, and taking a few back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from langnghe.kernel.folding import fold
from langnghe.places.judging import Draft, Groups
from langnghe.places.models import Address, Household, HouseholdImport, ImportLine, ResidentialGroup, Ward

FIELDS = ("group_id", "head_name", "members", "address_id", "search")
GroupKey = tuple[str, str]
AddressKey = tuple[UUID, str]


def known_groups(ward: Ward) -> Groups:
    """The names of a ward's groups as judging needs them."""
    known = Groups()
    for group in ResidentialGroup.objects.filter(ward=ward):
        known.add(group.folded, group.came_from, closed=group.closed_at is not None)
    return known


def existing(ward: Ward, drafts: Iterable[Draft]) -> dict[tuple[str, str], Household]:
    """The households that drafts speak of, by code key and former ward."""
    keys = {draft.key for draft in drafts if draft.code}
    found = Household.objects.filter(ward=ward, code_key__in=keys).select_related("group", "address")
    return {(household.code_key, household.came_from): household for household in found}


def differs(draft: Draft, household: Household) -> bool:
    """Whether importing the draft would change the household."""
    group, address = household.group, household.address
    return (
        (group.folded, group.came_from) != (draft.group.folded, draft.came_from)
        or household.head_name != draft.head
        or (draft.members is not None and household.members != draft.members)
        or (bool(draft.address) and (address is None or address.folded != fold(draft.address)))
    )


@dataclass
class Slice:
    """A few drafts and the rows they touch; `write()` inside a transaction."""

    batch: HouseholdImport
    drafts: list[Draft]
    groups: dict[GroupKey, ResidentialGroup] = field(default_factory=dict)
    addresses: dict[AddressKey, Address] = field(default_factory=dict)
    lines: dict[int, ImportLine] = field(default_factory=dict)
    fresh: list[Household] = field(default_factory=list)
    changed: list[Household] = field(default_factory=list)

    def write(self) -> None:
        """Make what is missing, change what differs, note both, count all in the batch (not saved here)."""
        self._make_groups()
        households = existing(self.batch.ward, self.drafts)
        todo = [draft for draft in self.drafts if self._is_news(draft, households)]
        self._make_addresses(todo, households)
        for draft in todo:
            self._settle(draft, households.get((draft.key, draft.came_from)))
        Household.objects.bulk_create(self.fresh)
        if self.changed:
            Household.objects.bulk_update(self.changed, FIELDS)
        ImportLine.objects.bulk_create(self.lines.values())
        self._count()

    def _count(self) -> None:
        added = {line.number for line in self.lines.values() if line.before is None}
        self.batch.added += len(added)
        self.batch.changed += len(self.changed)
        self.batch.same += len(self.drafts) - len(added) - len(self.changed)

    def _make_groups(self) -> None:
        folded = {draft.group.folded for draft in self.drafts}
        for group in ResidentialGroup.objects.filter(ward=self.batch.ward, folded__in=folded):
            self.groups[group.folded, group.came_from] = group
        fresh = []
        for draft in self.drafts:
            key = (draft.group.folded, draft.came_from)
            if key not in self.groups:
                name = draft.group
                self.groups[key] = ResidentialGroup(
                    ward=self.batch.ward, name=name.name, folded=name.folded, kind_label=name.kind[:30]
                )
                fresh.append(self.groups[key])
                self._line(draft).new_group_id = self.groups[key].id
        ResidentialGroup.objects.bulk_create(fresh)

    def _group(self, draft: Draft) -> ResidentialGroup:
        return self.groups[draft.group.folded, draft.came_from]

    def _is_news(self, draft: Draft, households: dict[tuple[str, str], Household]) -> bool:
        household = households.get((draft.key, draft.came_from))
        return bool(draft.code) and (household is None or differs(draft, household))

    def _make_addresses(self, todo: list[Draft], households: dict[tuple[str, str], Household]) -> None:
        texts = {draft.number: _address_text(draft, households.get((draft.key, draft.came_from))) for draft in todo}
        found = Address.objects.filter(
            ward=self.batch.ward, group__in=self.groups.values(), folded__in={fold(text) for text in texts.values()}
        )
        self.addresses = {(address.group_id, address.folded): address for address in found}
        fresh = []
        for draft in todo:
            text, group = texts[draft.number], self._group(draft)
            if text and (group.id, fold(text)) not in self.addresses:
                fresh.append(Address(ward=self.batch.ward, group=group, text=text, folded=fold(text)))
                self.addresses[group.id, fold(text)] = fresh[-1]
                self._line(draft).new_address_id = fresh[-1].id
        Address.objects.bulk_create(fresh)

    def _settle(self, draft: Draft, household: Household | None) -> None:
        text = _address_text(draft, household)
        line = self._line(draft)
        if household is None:
            household = Household(ward=self.batch.ward, code=draft.code, code_key=draft.key, came_from=draft.came_from)
            self.fresh.append(household)
        else:
            line.before = _fields(household)
            self.changed.append(household)
        line.household_id = household.id
        household.group = self._group(draft)
        household.head_name = draft.head
        household.members = household.members if draft.members is None else draft.members
        household.address = self.addresses[household.group_id, fold(text)] if text else None
        household.search = fold(f"{household.code} {draft.head} {text}")[:400]

    def _line(self, draft: Draft) -> ImportLine:
        line = ImportLine(ward=self.batch.ward, batch=self.batch, number=draft.number)
        return self.lines.setdefault(draft.number, line)


def take_back(batch: HouseholdImport, lines: list[ImportLine]) -> None:
    """Undo the given lines, last row first, so that what a row made is no longer used when its turn comes."""
    before = {line.household_id: line.before for line in lines if line.household_id and line.before is not None}
    households = list(Household.objects.filter(ward=batch.ward, id__in=before))
    for household in households:
        for name, value in (before[household.id] or {}).items():
            setattr(household, name, value if value is None or not name.endswith("_id") else UUID(value))
    if households:
        Household.objects.bulk_update(households, FIELDS)
    made = [line.household_id for line in lines if line.before is None and line.household_id]
    Household.objects.filter(ward=batch.ward, id__in=made).delete()
    Address.objects.filter(
        ward=batch.ward, id__in=[line.new_address_id for line in lines if line.new_address_id]
    ).delete()
    made_groups = [line.new_group_id for line in lines if line.new_group_id]
    for group in ResidentialGroup.objects.filter(ward=batch.ward, id__in=made_groups):
        _delete_unless_used(group)
    ImportLine.objects.filter(ward=batch.ward, id__in=[line.id for line in lines]).delete()


def _delete_unless_used(group: ResidentialGroup) -> None:
    """A group that somebody has spoken about or works for since the undo was asked stays."""
    try:
        with transaction.atomic():
            group.delete()
    except (ProtectedError, IntegrityError):
        return


def _address_text(draft: Draft, household: Household | None) -> str:
    """The address said; unsaid, the one there is (which moves along into another group)."""
    kept = household.address.text if household and household.address else ""
    return draft.address or kept


def _fields(household: Household) -> dict[str, Any]:
    values = {name: getattr(household, name) for name in FIELDS}
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}
