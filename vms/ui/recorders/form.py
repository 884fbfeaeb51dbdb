"""The form of a recorder as plain data, and the pure functions that change it. No Qt, no network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from vms.core.errors import InvalidInput, VmsError
from vms.core.redact import Secret
from vms.services.foreign_recorders import FoundRecorder, FoundTrack, RecorderDraft, RecorderView, suggest

AUTO = "auto"
# Another value here means that another device may answer.
_WHERE = ("address", "user", "password", "kind", "rtsp_port")


@dataclass(frozen=True, slots=True)
class RecorderForm:
    """Everything the dialog shows. ``ticket`` numbers the looks, so that an answer that comes late is known as such.

    ``before``: the recorder being changed, None for a new one. ``found``: what answered at this address. ``shows``:
    token of a recording → number of the camera it shows. ``reasons``: field → code, shown at the field.
    """

    before: RecorderView | None = None
    name: str = ""
    address: str = ""
    user: str = ""
    password: Secret | None = None
    kind: str = AUTO
    rtsp_port: int = 554
    running: bool = False
    ticket: int = 0
    found: FoundRecorder | None = None
    shows: Mapping[str, int | None] = field(default_factory=dict)
    error: VmsError | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int | None:
        """Of the recorder being changed."""
        return self.before.id if self.before else None


def form_of(view: RecorderView) -> RecorderForm:
    """A form that shows a recorder as it is."""
    found = FoundRecorder(
        kind=view.kind,
        maker=view.maker,
        model=view.model,
        firmware=view.firmware,
        serial=view.serial,
        clock_offset_us=view.clock_offset_us,
        clock_uncertainty_us=view.clock_uncertainty_us,
        tracks=tuple(FoundTrack(one.token, one.name, one.spans, one.sure) for one in view.tracks),
    )
    return RecorderForm(
        before=view,
        name=view.name,
        address=view.address,
        user=view.user,
        kind=AUTO if view.kind == "onvif" else view.kind,
        rtsp_port=view.rtsp_port,
        found=found,
        shows={one.token: one.camera_id for one in view.tracks},
    )


def typed(form: RecorderForm, name: str, value: object) -> RecorderForm:
    """A field has another value; what was found elsewhere no longer counts."""
    reasons = {key: code for key, code in form.reasons.items() if key != name}
    changed: dict[str, Any] = {name: value}
    form = replace(form, **changed, reasons=reasons, error=None)
    return replace(form, found=None) if name in _WHERE else form


def shown(form: RecorderForm, token: str, camera_id: int | None) -> RecorderForm:
    """A recording shows this camera."""
    return replace(form, shows={**form.shows, token: camera_id})


def look_begun(form: RecorderForm) -> RecorderForm:
    """The recorder is being asked."""
    return replace(form, running=True, ticket=form.ticket + 1, found=None, error=None, reasons={})


def look_cancelled(form: RecorderForm) -> RecorderForm:
    """Nobody wants to wait any longer; a late answer is passed over."""
    return replace(form, running=False, ticket=form.ticket + 1)


def looked(
    form: RecorderForm, ticket: int, found: FoundRecorder, cameras: Mapping[int, tuple[str, str]]
) -> RecorderForm:
    """It has answered. What was said of its recordings stays; for the others a guess is made by their names."""
    if ticket != form.ticket:
        return form
    guessed = suggest(found.tracks, cameras)
    shows = {one.token: form.shows.get(one.token, guessed[one.token]) for one in found.tracks}
    name = form.name or " ".join(part for part in (found.maker, found.model) if part)
    return replace(form, running=False, found=found, shows=shows, name=name)


def failed(form: RecorderForm, ticket: int, error: VmsError) -> RecorderForm:
    """It has not answered as it should, or could not be saved."""
    if ticket != form.ticket:
        return form
    reasons = dict(error.reasons) if isinstance(error, InvalidInput) else {}
    return replace(form, running=False, error=error, reasons=reasons)


def draft_of(form: RecorderForm) -> RecorderDraft:
    """What is sent to the service."""
    return RecorderDraft(form.name, form.address, form.user, form.password, form.kind, form.rtsp_port)
