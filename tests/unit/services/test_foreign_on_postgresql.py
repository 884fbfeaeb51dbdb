"""The same recorder in a school whose PCs share a PostgreSQL catalogue: copies belong to the PC that fetched them."""

from __future__ import annotations

from pathlib import Path

from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.foreign_school import AT, foreign_school
from vms.core.instants import DAY, MINUTE, SECOND, Span
from vms.models.foreign import ForeignPiece

__all__ = ["empty_postgresql", "postgresql"]
ALL = Span(AT - MINUTE, AT + 9 * MINUTE)


def test_set_up_fetched_and_seen_from_another_pc(empty_postgresql: str, tmp_path: Path) -> None:
    with foreign_school(tmp_path / "data", empty_postgresql) as school:
        saved = school.add()
        again = school.recorders.refresh(school.box.it, saved.id)
        assert [one.camera_id for one in again.tracks] == school.box.cameras
        span = Span(AT + 10 * SECOND, AT + 12 * SECOND)
        fetched = school.archive.fetch(school.box.guard, school.camera, span, "Xem lại")
        assert fetched.missing == () and fetched.bytes > 0
        assert [piece.source for piece in school.footage.pieces(school.camera, ALL)] == [saved.name]
        assert school.footage.next_start(school.camera, AT) is not None
        with school.box.catalogue.write():
            ForeignPiece.update(host="may-khac").execute()
        assert school.footage.pieces(school.camera, ALL) == []
        assert school.footage.last_end(school.camera, AT + DAY) is None
        school.archive.fetch(school.box.guard, school.camera, span, "Xem lại")
        with school.box.catalogue.read():
            assert len({row.host for row in ForeignPiece.select()}) == 2
        assert school.box.audit.verify() is None
