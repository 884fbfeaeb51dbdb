"""Running numbers, one series for each kind of document and calendar year."""

from __future__ import annotations

from vms.core.instants import to_datetime
from vms.models.minutes import NumberSeries


def calendar_year(instant: int) -> int:
    """The year on the school's calendar; numbers start anew with it."""
    return to_datetime(instant).year


def take_number(kind: str, year: int) -> int:
    """The next number. Call inside ``Catalogue.write()``: a transaction that fails gives its number back."""
    row = NumberSeries.get_or_none((NumberSeries.kind == kind) & (NumberSeries.year == year))
    if row is None:
        NumberSeries.create(kind=kind, year=year, next=2)
        return 1
    taken = int(row.next)
    NumberSeries.update(next=taken + 1).where((NumberSeries.kind == kind) & (NumberSeries.year == year)).execute()
    return taken
