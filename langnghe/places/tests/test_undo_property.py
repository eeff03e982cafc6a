"""Whatever lists come, undoing the last one gives back the state before, field by field."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from langnghe.places.models import Address, Household, HouseholdImport, ImportLine, ImportProblem, ResidentialGroup
from langnghe.places.tests.files import HEADER, csv_of
from langnghe.places.tests.test_import import applied, state_of, undone
from langnghe.testing.cast import Cast

ROWS = st.tuples(
    st.sampled_from(["Tổ 1", "Tổ 3", "tdp 9", "KP 2", "Thôn Đông", ""]),
    st.sampled_from(["1", "01", "2", "dh-3", "DH-4", "x", ""]),
    st.sampled_from(["Nguyễn Thị Tư", "Trần Văn Phúc", "Lê Lai", ""]),
    st.sampled_from(["12 Lê Lợi", "12 le loi", "9 Trần Phú", ""]),
    st.sampled_from(["", "0", "4", "99", "bốn"]),
)
LISTS = st.lists(ROWS, min_size=1, max_size=8)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=LISTS, second=LISTS)
def test_undo_is_exact(dien_hong: Cast, first: list[tuple[str, ...]], second: list[tuple[str, ...]]) -> None:
    good = ("Tổ 1", "z", "Hồ Xuân Hương", "", "")
    applied(dien_hong.ward, csv_of([HEADER, good, *first]))
    before = state_of(dien_hong.ward)
    batch = undone(applied(dien_hong.ward, csv_of([HEADER, good, *second])))
    assert state_of(dien_hong.ward) == before
    assert not ImportLine.objects.filter(batch=batch).exists()
    for table in (ImportLine, ImportProblem, HouseholdImport, Household, Address):
        table._default_manager.filter(ward=dien_hong.ward).delete()
    kept = [group.id for group in dien_hong.groups.values()]
    ResidentialGroup.objects.filter(ward=dien_hong.ward).exclude(id__in=kept).delete()
