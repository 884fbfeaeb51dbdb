from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.fakes.office import Office, open_office
from vms.core.errors import InvalidInput, NotAllowed
from vms.security.permissions import Role
from vms.services.school import Limits, School, SchoolProfile

PROFILE = SchoolProfile(
    name="Trường Tiểu học Thạch Bàn B",
    parent_body="UBND phường Long Biên",
    abbreviation="THTBB",
    place="Long Biên",
    regulation_number="21/QĐ-THTBB",
    regulation_date=date(2023, 8, 31),
    school_year="2026-2027",
)


@pytest.fixture
def office(data_folder: Path) -> Iterator[Office]:
    with open_office(data_folder) as opened:
        yield opened


@pytest.fixture
def school(office: Office) -> School:
    return School(office.catalogue, office.clock, office.audit)


@pytest.fixture
def limits(office: Office) -> Limits:
    return Limits(office.catalogue, office.audit)


def test_an_unnamed_school_has_what_documents_need(school: School) -> None:
    profile = school.profile()
    assert not school.named()
    assert profile.name
    assert profile.abbreviation
    assert (profile.regulation_number, profile.regulation_date, profile.school_year) == ("", None, "2026-2027")


def test_the_school_year_begins_in_september(office: Office, school: School) -> None:
    office.clock.jump(-90 * 86400)  # 25 August
    assert school.profile().school_year == "2025-2026"


def test_a_profile_is_kept_composed_and_logged(office: Office, school: School) -> None:
    typed = replace(PROFILE, name="  Trường Tiểu học  Thạch Bàn B ", abbreviation="thtbb", school_year="")
    assert school.set_profile(office.board, typed) == PROFILE
    assert school.profile() == PROFILE
    assert school.named()
    assert office.acts()[-1] == "school_changed"
    school.set_profile(office.board, replace(PROFILE, regulation_date=None))
    assert school.profile().regulation_date is None


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"name": " "}, {"name": "name_missing"}),
        ({"abbreviation": ""}, {"abbreviation": "abbreviation_missing"}),
        ({"abbreviation": "TH/TBB"}, {"abbreviation": "abbreviation_invalid"}),
    ],
)
def test_a_form_comes_back_with_its_reasons(
    office: Office, school: School, changes: dict[str, str], reasons: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        school.set_profile(office.board, replace(PROFILE, **changes))
    assert caught.value.reasons == reasons
    assert not school.named()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BOARD])
def test_only_the_board_changes_school_and_limits(office: Office, school: School, limits: Limits, role: Role) -> None:
    actor = office.people[role]
    with pytest.raises(NotAllowed):
        school.set_profile(actor, PROFILE)
    for value in (29, 31):
        with pytest.raises(NotAllowed):
            limits.set(actor, "retention_days", value, "QĐ 1")
    assert limits.value("retention_days") == 30


def test_limits_have_the_regulations_numbers_and_their_basis(limits: Limits) -> None:
    assert (limits.value("review_days"), limits.get("review_days").basis) == (15, "Điều 5.2")
    assert limits.value("retention_days") == 30
    assert all(limit.basis and limit.least <= limit.value <= limit.most for limit in limits.all())
    with pytest.raises(KeyError):
        limits.get("no_such_limit")


def test_a_limit_is_set_with_its_basis_and_logged(office: Office, limits: Limits) -> None:
    limits.set(office.board, "retention_days", 45, " QĐ 30/QĐ-THTBB ")
    assert (limits.value("retention_days"), limits.get("retention_days").basis) == (45, "QĐ 30/QĐ-THTBB")
    entry = office.log()[-1]
    assert (entry.object, entry.reason) == ("limit:retention_days", "QĐ 30/QĐ-THTBB")
    assert entry.details == {"before": 30, "after": 45}


@pytest.mark.parametrize(
    ("value", "basis", "field"), [(0, "QĐ 1", "value"), (99999, "QĐ 1", "value"), (20, " ", "basis")]
)
def test_a_limit_out_of_range_or_without_a_basis_is_refused(
    office: Office, limits: Limits, value: int, basis: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        limits.set(office.board, "review_days", value, basis)
    assert set(caught.value.reasons) == {field}
    assert limits.value("review_days") == 15
