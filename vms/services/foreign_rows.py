"""Rows of other people's recorders, read and written alike by their list and by what is copied from them.

All inside ``Catalogue.read()`` or ``write()``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from vms.core.errors import InvalidInput
from vms.core.instants import Span
from vms.models.foreign import ForeignRecorder, ForeignTrack
from vms.security.vault import Vault
from vms.services.foreign_source import Known
from vms.services.foreign_views import FoundRecorder, FoundTrack


def object_of(recorder_id: int) -> str:
    """What the log calls a recorder, and what its password is sealed to."""
    return f"recorder:{recorder_id}"


def recorder_row(recorder_id: int) -> ForeignRecorder:
    """A recorder, in use or not. Raises InvalidInput."""
    row = ForeignRecorder.get_or_none(ForeignRecorder.id == recorder_id)
    if row is None:
        raise InvalidInput(reasons={"recorder": "unknown"})
    assert isinstance(row, ForeignRecorder)
    return row


def known(row: ForeignRecorder, vault: Vault) -> Known:
    """How to reach it. Raises VaultLocked."""
    sealed = row.password_sealed
    password = vault.open(object_of(row.id), sealed) if sealed else None
    return Known(row.kind, row.address, row.rtsp_port, row.user, password, row.maker)


def tracks_of(camera_id: int) -> list[ForeignTrack]:
    """Recordings that show a camera, of recorders in use."""
    query = ForeignTrack.select(ForeignTrack, ForeignRecorder).join(ForeignRecorder)
    return list(query.where((ForeignTrack.camera == camera_id) & ForeignRecorder.removed_us.is_null()))


def spans_of(track: ForeignTrack) -> tuple[Span, ...]:
    """Where the recorder said that it has footage."""
    return tuple(Span(start, end) for start, end in json.loads(track.spans))


def note_found(row: ForeignRecorder, found: FoundRecorder, now_us: int) -> None:
    """What it said of itself, into the row; the caller saves it."""
    row.kind, row.maker, row.model = found.kind, found.maker, found.model
    row.firmware, row.serial = found.firmware, found.serial
    row.clock_offset_us, row.clock_uncertainty_us = found.clock_offset_us, found.clock_uncertainty_us
    row.asked_us, row.problem = now_us, ""


def note_tracks(recorder_id: int, tracks: Iterable[FoundTrack], now_us: int) -> None:
    """What it keeps now. Recordings that are gone stay, without footage: copies may hang on them."""
    found = {track.token: track for track in tracks}
    ForeignTrack.update(spans="[]").where(
        (ForeignTrack.recorder == recorder_id) & ForeignTrack.token.not_in(list(found))
    ).execute()
    for token, track in found.items():
        told = json.dumps([[span.start, span.end] for span in track.spans])
        ForeignTrack.insert(
            recorder=recorder_id, token=token, name=track.name, spans=told, asked_us=now_us
        ).on_conflict(
            conflict_target=[ForeignTrack.recorder, ForeignTrack.token],
            preserve=[ForeignTrack.name, ForeignTrack.spans, ForeignTrack.asked_us],
        ).execute()
