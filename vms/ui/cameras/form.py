"""The form of a camera as plain data, and the pure functions that change it. No Qt, no network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from vms.core.errors import (
    CameraError,
    CameraFault,
    CameraRefused,
    InvalidInput,
    StreamInvalid,
    VmsError,
)
from vms.core.redact import Secret
from vms.services.cameras import CameraDraft, CameraView
from vms.services.devices import FoundView, ProbeResult, ProfileView, StreamCheck

ONVIF, URL = "onvif", "url"
# A sub stream is for small panes: of the profiles below this width the largest is proposed.
_SUB_WIDTH = 1280
# What only the camera itself says.
_READ = (
    "snapshot_url", "profile_main", "profile_sub", "maker", "model", "firmware", "serial", "mac",
    "codec", "width", "height", "fps",
)  # fmt: skip
_CODE = re.compile(r"([^\d]*)(\d+)")


class Looking(StrEnum):
    """How far the look at the camera has come."""

    NOT_YET = "not_yet"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Form:
    """Everything the dialog shows. ``ticket`` numbers the looks, so that an answer that comes late is known as such.

    ``before`` is the camera being changed, None for a new one; its password stays when ``password`` is None.
    ``reasons``: field → code, shown at the field.
    """

    before: CameraView | None = None
    kind: str = ONVIF
    address: str = ""
    user: str = ""
    password: Secret | None = None
    main_url: str = ""
    sub_url: str = ""
    looking: Looking = Looking.NOT_YET
    ticket: int = 0
    step: str = ""
    error: VmsError | None = None
    searching: bool = False
    found: tuple[FoundView, ...] | None = None
    probe: ProbeResult | None = None
    check: StreamCheck | None = None
    main_token: str = ""
    sub_token: str = ""
    code: str = ""
    name: str = ""
    area: str = ""
    record: bool = True
    ptz: bool = False
    turn: int = 0
    purposes: str = ""
    mirror: bool = False
    stretch: bool = False
    watch: bool = True
    saving: bool = False
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """The field that holds where the camera is."""
        return "address" if self.kind == ONVIF else "main_url"

    @property
    def running(self) -> bool:
        """Whether a look is under way."""
        return self.looking is Looking.RUNNING

    @property
    def profiles(self) -> tuple[ProfileView, ...]:
        """What the camera offers and can be opened."""
        return tuple(one for one in self.probe.profiles if one.stream_url) if self.probe else ()

    @property
    def still(self) -> bytes | None:
        """The picture seen, if any."""
        if self.kind == URL:
            return self.check.still_jpeg if self.check else None
        return self.probe.snapshot if self.probe else None

    @property
    def moved(self) -> bool:
        """Whether the camera has to be looked at before it can be saved: a new ONVIF camera or another address."""
        if self.kind != ONVIF or self.probe is not None:
            return False
        return self.before is None or self.before.kind != ONVIF or self.address.strip() != self.before.address


def new_form(codes: Iterable[str], areas: Iterable[str]) -> Form:
    """A form for a new camera, with the next free code and the first area."""
    return Form(code=next_code(codes), area=next(iter(areas), ""))


def form_of(camera: CameraView) -> Form:
    """A form that shows a camera as it is."""
    return Form(
        before=camera,
        kind=camera.kind,
        address=camera.address,
        user=camera.user,
        main_url=camera.main_url,
        sub_url=camera.sub_url,
        main_token=camera.profile_main,
        sub_token=camera.profile_sub,
        code=camera.code,
        name=camera.name,
        area=camera.area,
        record=camera.record,
        ptz=camera.ptz,
        turn=camera.turn,
        purposes=camera.purposes,
        mirror=camera.mirror,
        stretch=camera.stretch,
        watch=camera.watch,
    )


def next_code(codes: Iterable[str]) -> str:
    """The number after the highest, written like the others: C01, C02, C09 → C10."""
    found = [match for code in codes if (match := _CODE.fullmatch(code))]
    if not found:
        return "C01"
    last = max(found, key=lambda match: int(match.group(2)))
    return f"{last.group(1)}{int(last.group(2)) + 1:0{len(last.group(2))}d}"


def typed(form: Form, name: str, value: object) -> Form:
    """A field was changed. Where the camera is, and as whom, makes an earlier look worthless."""
    reasons = {key: code for key, code in form.reasons.items() if key != name}
    changed = replace(form, reasons=reasons, **{name: value})  # type: ignore[arg-type]
    if name in ("kind", "address", "user", "password", "main_url") and value != getattr(form, name):
        looked = form.looking in (Looking.DONE, Looking.FAILED)
        looking = Looking.NOT_YET if looked else form.looking
        kept = {key: code for key, code in reasons.items() if key not in ("address", "main_url", "user", "password")}
        changed = replace(changed, looking=looking, error=None, probe=None, check=None, reasons=kept)
    return changed


def look_begun(form: Form) -> Form:
    """Go and look; where nothing is typed it says so instead."""
    if not (form.address if form.kind == ONVIF else form.main_url).strip():
        return replace(form, reasons={**form.reasons, form.target: "address_empty"})
    return replace(
        form,
        looking=Looking.RUNNING,
        ticket=form.ticket + 1,
        step="find",
        error=None,
        probe=None,
        check=None,
        reasons={},
    )


def look_cancelled(form: Form) -> Form:
    """The person doesn't want to wait; what still comes is late."""
    return replace(form, looking=Looking.NOT_YET, ticket=form.ticket + 1, step="")


def search_begun(form: Form) -> Form:
    """Ask the whole network."""
    return replace(form, searching=True, found=None, error=None)


def searched(form: Form, found: tuple[FoundView, ...]) -> Form:
    """What answered; nothing at all is said at the address, which has to be typed then."""
    reasons = form.reasons if found else {**form.reasons, "address": "none_found"}
    return replace(form, searching=False, found=found, reasons=reasons)


def search_failed(form: Form, error: VmsError) -> Form:
    """The network couldn't be asked."""
    return replace(form, searching=False, error=error)


def step_told(form: Form, ticket: int, step: str) -> Form:
    """The look has come to another step."""
    return replace(form, step=step) if _awaited(form, ticket) else form


def probed(form: Form, ticket: int, result: ProbeResult) -> Form:
    """The camera answered: propose the largest stream for recording, a small one for viewing, PTZ if it has it."""
    if not _awaited(form, ticket):
        return form
    seen = replace(form, looking=Looking.DONE, probe=result, step="")
    offered = seen.profiles
    if not offered:
        return replace(seen, reasons={"address": "no_stream"}, main_token="", sub_token="")
    tokens = {one.token for one in offered}
    main = form.main_token if form.main_token in tokens else offered[0].token
    small = [one for one in offered if one.token != main and one.width and one.width < _SUB_WIDTH]
    proposed = max(small, key=lambda one: one.width).token if small else ""
    sub = form.sub_token if form.sub_token in tokens - {main} else proposed
    ptz = result.ptz if form.before is None else form.ptz and result.ptz
    return replace(seen, main_token=main, sub_token=sub, ptz=ptz)


def stream_seen(form: Form, ticket: int, check: StreamCheck) -> Form:
    """The stream opened."""
    return replace(form, looking=Looking.DONE, check=check, step="") if _awaited(form, ticket) else form


def look_failed(form: Form, ticket: int, error: VmsError) -> Form:
    """It didn't work; the reason stands at the field that can be put right."""
    if not _awaited(form, ticket):
        return form
    if isinstance(error, InvalidInput):
        reasons = dict(error.reasons)
    elif isinstance(error, CameraRefused):
        reasons = {"password": "login_needed" if error.values.get("detail") == "login needed" else error.code}
    elif isinstance(error, StreamInvalid | CameraFault | CameraError):
        reasons = {form.target: error.code}
    else:
        reasons = {}
    return replace(form, looking=Looking.FAILED, error=error, reasons=reasons, step="")


def checked(form: Form) -> Form:
    """The form with a reason at every field that can't be saved as it is."""
    found: dict[str, str] = {}
    if form.moved:
        first = "look_first" if form.address.strip() else "address_empty"
        said = form.reasons.get("address", first)
        found["address"] = first if said == "none_found" else said
        if "password" in form.reasons:
            found["password"] = form.reasons["password"]
    if form.kind == ONVIF and form.probe is not None and not form.main_token:
        found["address"] = "no_stream"
    if form.kind == URL and not form.main_url.strip():
        found["main_url"] = "address_empty"
    if not form.code.strip():
        found["code"] = "code_missing"
    if not form.name.strip():
        found["name"] = "name_missing"
    return replace(form, reasons=found)


def save_begun(form: Form) -> Form:
    """On its way to the catalogue."""
    return replace(form, saving=True, reasons={})


def save_failed(form: Form, error: VmsError) -> Form:
    """The catalogue didn't take it."""
    reasons = dict(error.reasons) if isinstance(error, InvalidInput) else {}
    return replace(form, saving=False, reasons=reasons, error=None if reasons else error)


def draft_of(form: Form) -> CameraDraft:
    """What is stored. What nobody has read anew stays as it was."""
    old = form.before
    draft = CameraDraft(
        code=form.code,
        name=form.name,
        area_name=form.area,
        kind=form.kind,
        address=form.address.strip() if form.kind == ONVIF else "",
        user=form.user.strip(),
        password=form.password,
        main_url=form.main_url.strip(),
        sub_url=form.sub_url.strip(),
        ptz=form.ptz and form.kind == ONVIF,
        record=form.record,
        turn=form.turn,
        purposes=form.purposes,
        mirror=form.mirror,
        stretch=form.stretch,
        watch=form.watch,
    )
    if old is not None and old.kind == form.kind:
        draft = replace(draft, **{name: getattr(old, name) for name in _READ})
    if form.kind == URL and form.check is not None:
        seen = form.check
        return replace(draft, codec=seen.codec, width=seen.width, height=seen.height, fps=seen.fps)
    return _probed_draft(draft, form) if form.kind == ONVIF and form.probe is not None else draft


def _probed_draft(draft: CameraDraft, form: Form) -> CameraDraft:
    probe = form.probe
    assert probe is not None
    by_token = {one.token: one for one in form.profiles}
    main, sub = by_token.get(form.main_token), by_token.get(form.sub_token)
    assert main is not None
    return replace(
        draft,
        address=probe.address,
        main_url=main.stream_url,
        sub_url=sub.stream_url if sub else "",
        snapshot_url=probe.snapshot_url,
        profile_main=main.token,
        profile_sub=sub.token if sub else "",
        maker=probe.maker,
        model=probe.model,
        firmware=probe.firmware,
        serial=probe.serial,
        mac=probe.mac,
        codec=main.codec,
        width=main.width,
        height=main.height,
        fps=main.fps,
    )


def _awaited(form: Form, ticket: int) -> bool:
    return form.running and form.ticket == ticket
