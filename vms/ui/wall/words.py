"""The words of a pane, by state and code: caption, title, lines under it, tooltip and what a screen reader says."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vms.core.instants import date_text, time_text
from vms.ui.wall.pane_state import PaneModel, PaneState

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pane's message: wordings from long to short, and how it is set. A low ``rank`` goes last."""

    wordings: tuple[str, ...]
    rank: int
    bold: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """What stands in the middle of a pane that shows no running picture. ``tone`` is a colour token."""

    icon: str
    tone: str
    title: str
    lines: tuple[Line, ...] = ()
    short: str = ""


def reason_text(code: str) -> str:
    """Why a camera gives no picture, in a short sentence."""
    match code:
        case "camera_silent":
            return translate("wall", "The camera does not answer (timed out)")
        case "camera_unreachable":
            return translate("wall", "The camera can't be reached (network or power)")
        case "camera_refused":
            return translate("wall", "Wrong user name or password")
        case "camera_fault":
            return translate("wall", "The camera reports a fault")
        case "stream_invalid":
            return translate("wall", "What the camera sends is not video")
        case "engine_restarted":
            return translate("wall", "The decoder is starting again")
        case "recorder_down":
            return translate("wall", "The recorder does not run")
        case "disk_full":
            return translate("wall", "The recording disk is full")
        case "folder_not_writable":
            return translate("wall", "The recording folder can't be written")
        case "storage_gone":
            return translate("wall", "The recording disk is not there")
        case "only_held_footage_left":
            return translate(
                "wall", "The disk is full of footage that has to be kept: nothing more can be recorded soon"
            )
        case "disk_full_of_other_files":
            return translate("wall", "Other files fill the recording disk")
        case "camera_elsewhere":
            return translate("wall", "Another recorder records it")
        case "recorder_replaced":
            return translate("wall", "Another recorder records it")
        case _ if code.startswith("clock_off:"):
            return translate("wall", "{n} s against this PC: set the camera's clock").format(n=code.partition(":")[2])
        case "not_allowed":
            return translate("wall", "No right to this camera")
        case "vault_locked":
            return translate("wall", "The camera's password can't be opened")
        case "":
            return ""
        case _:
            return translate("wall", "Fault {code}").format(code=code)


def tamper_word(kind: str) -> str:
    """What is wrong with a tampered picture, in two words."""
    match kind:
        case "covered":
            return translate("wall", "Covered")
        case "blurred":
            return translate("wall", "Blurred")
        case "dark":
            return translate("wall", "Darkened")
        case "bright":
            return translate("wall", "Dazzled")
        case "moved":
            return translate("wall", "Turned away")
        case "frozen":
            return translate("wall", "Frozen")
        case _:
            return translate("wall", "Tampered with")


def duration(seconds: int) -> str:
    """``8 giây``, ``2 phút 45``, ``3 giờ 05``: as long as it has to be."""
    if seconds < 60:
        return translate("wall", "{n} s").format(n=seconds)
    if seconds < 3600:
        return translate("wall", "{m} min {s:02d}").format(m=seconds // 60, s=seconds % 60)
    return translate("wall", "{h} h {m:02d}").format(h=seconds // 3600, m=seconds % 3600 // 60)


def clock_duration(seconds: int) -> str:
    """``00:14`` or ``1:02:03``."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60:02d}:{rest % 60:02d}"


def message(model: PaneModel) -> Message | None:
    """The message in the middle of the pane, or None where the picture speaks."""
    match model.state:
        case PaneState.empty if model.mark is not None and not model.mark.of:
            shows = Line((translate("wall", "Shows the camera that is selected"),), 1, quiet=True)
            return Message("target", "t3", translate("wall", "Hot spot"), (shows,))
        case PaneState.empty:
            return Message("", "t3", translate("wall", "Empty pane"), (_hint(),))
        case PaneState.no_right:
            asked = Line((translate("wall", "Ask the board"),), 1)
            short = translate("wall", "Not allowed")
            return Message("lock", "t2", translate("wall", "Not allowed to watch"), (asked,), short)
        case PaneState.disabled:
            return _disabled(model)
        case PaneState.refused:
            short = translate("wall", "Refused")
            return Message("key-alert", "warn", translate("wall", "The camera refuses"), _refused(model), short)
        case PaneState.offline:
            return Message("lan-disconnect", "warn", translate("wall", "Connection lost"), _lost_lines(model))
        case PaneState.stalled:
            return Message("snowflake-alert", "warn", translate("wall", "Picture frozen"), _stalled(model))
        case PaneState.connecting:
            short = translate("wall", "Connecting")
            return Message("loading", "accent", translate("wall", "Connecting…"), _connecting(model), short)
        case _:
            return None


def _hint() -> Line:
    return Line((translate("wall", "Drag a camera here"),), 1, quiet=True)


def _refused(model: PaneModel) -> tuple[Line, ...]:
    reason = reason_text(model.reason or "camera_refused")
    call_it = translate("wall", "Tell IT")
    return (Line((reason,), 2), Line((call_it,), 1, bold=True), *_last_picture(model))


def _disabled(model: PaneModel) -> Message:
    off = model.disablement
    if off is None:
        return Message("video-off", "t2", translate("wall", "Switched off"), ())
    title = translate("wall", "Switched off")
    if off.until_us is not None:
        day = date_text(off.until_us)[:5]
        title = translate("wall", "Off until {day}").format(day=day)
    why = ": ".join(part for part in (_approved(off.by), off.reason) if part)
    return Message("video-off", "t2", title, (Line((why,), 1),) if why else ())


def _approved(by: str) -> str:
    return translate("wall", "{who} approved").format(who=by) if by else ""


def _last_picture(model: PaneModel) -> tuple[Line, ...]:
    if model.last_picture_us is None:
        return ()
    at = time_text(model.last_picture_us)
    long = translate("wall", "Last picture at {time}").format(time=at)
    return (Line((long, translate("wall", "Last picture {time}").format(time=at), at), 3, quiet=True),)


def _retry(model: PaneModel) -> tuple[Line, ...]:
    if model.retry_in_s is None:
        return ()
    if model.retry_in_s == 0:
        return (Line((translate("wall", "Connecting again…"),), 2, bold=True),)
    short = translate("wall", "Retry in {n} s").format(n=model.retry_in_s)
    long = translate("wall", "Retry in {n} s · attempt {k}").format(n=model.retry_in_s, k=max(model.attempt, 1))
    return (Line((long, short), 2, bold=True),)


def _lost_lines(model: PaneModel) -> tuple[Line, ...]:
    reason = reason_text(model.reason)
    return (*((Line((reason,), 4),) if reason else ()), *_retry(model), *_last_picture(model))


def _stalled(model: PaneModel) -> tuple[Line, ...]:
    unchanged = translate("wall", "{time} without change").format(time=duration(model.seconds))
    both = translate("wall", "{time} without change · connecting again").format(time=duration(model.seconds))
    return (Line((both, unchanged), 1), *_last_picture(model))


def _connecting(model: PaneModel) -> tuple[Line, ...]:
    waits = translate("wall", "Waiting for the first picture")
    return (Line((f"{waits} · {duration(model.seconds)}", duration(model.seconds)), 1),)


def band_texts(model: PaneModel) -> tuple[str, ...]:
    """The one-line band under the picture, from long to short; empty without a band."""
    if model.alarm and model.tamper is not None:
        word = tamper_word(model.tamper.kind)
        return translate("wall", "Camera: {word}").format(word=word).upper(), word.upper()
    if model.state is PaneState.reduced:
        full = translate("wall", "Lighter picture: the PC is overloaded")
        return full, translate("wall", "Lighter picture")
    return ()


def recording_state(running: bool, how: str = "") -> str:
    """Recording or not, in words; ``how`` as in ``PaneModel``."""
    match how:
        case "hand":
            return translate("wall", "Recording by hand")
        case "armed":
            return translate("wall", "Records on motion")
        case "idle":
            return translate("wall", "Outside its recording hours")
        case _:
            pass
    return translate("wall", "Recording") if running else translate("wall", "Not recording")


def recording_word(model: PaneModel) -> str:
    """The same for a pane."""
    return recording_state(model.recording, model.how)


def ptz_texts(model: PaneModel) -> tuple[str, ...]:
    """Who moves the camera, for the chip in the caption; from long to short."""
    hold = model.ptz_hold
    if hold is None:
        return ()
    if hold.tour:
        word = translate("wall", "PTZ tour")
        named = hold.tour.casefold().startswith(word.casefold())
        return hold.tour if named else f"{word} · {hold.tour}", word
    if not hold.mine:
        return translate("wall", "{who} has the control").format(who=hold.who), hold.who
    if hold.seconds_left is None:
        return translate("wall", "You have the control"), translate("wall", "In control")
    left = f"{hold.seconds_left // 60}:{hold.seconds_left % 60:02d}"
    long = translate("wall", "You have the control · {left} left").format(left=left)
    return long, translate("wall", "{left} left").format(left=left)


def mark_texts(model: PaneModel) -> tuple[str, ...]:
    """A tour or the hot spot, for the chip in the caption; from long to short."""
    mark = model.mark
    if mark is None:
        return ()
    if not mark.of:
        return translate("wall", "Hot spot"), ""
    turn = f"{mark.at}/{mark.of}"
    if mark.seconds is not None:
        left = duration(mark.seconds)
        return translate("wall", "Tour {turn} · {left}").format(turn=turn, left=left), f"{turn} · {left}", turn
    why = held_word(mark.held)
    long = translate("wall", "Tour {turn} waits: {why}").format(turn=turn, why=why)
    return long, translate("wall", "Waits: {why}").format(why=why), why, turn


def held_word(held: str) -> str:
    """Why a tour waits."""
    match held:
        case "alarm":
            return translate("wall", "alarm")
        case "ptz":
            return translate("wall", "being moved")
        case "enlarged":
            return translate("wall", "enlarged")
        case "zoom":
            return translate("wall", "zoomed in")
        case "replay":
            return translate("wall", "replaying")
        case "selected":
            return translate("wall", "being watched")
        case _:
            return translate("wall", "paused")


def handle_word() -> str:
    """The button in an alarm band."""
    return translate("wall", "Handle")


def state_word(model: PaneModel) -> str:
    """The state in one or two words, for the camera tree and screen readers."""
    if model.state is PaneState.tamper and model.tamper is not None:
        return tamper_word(model.tamper.kind)
    told = message(model)
    if told is not None:
        return told.title
    if model.state is PaneState.reduced:
        return translate("wall", "Reduced")
    return translate("wall", "Live")


def tooltip(model: PaneModel) -> str:
    """Everything about the pane in lines: what the caption and message had no room for too."""
    if model.camera_id is None:
        return ""
    lines = [model.label, f"{state_word(model)} · {recording_word(model)}"]
    told = message(model)
    if told is not None:
        lines += [line.wordings[0] for line in told.lines]
    lines += [*band_texts(model)[:1], *ptz_texts(model)[:1], *mark_texts(model)[:1]]
    if model.state is PaneState.reduced:
        keys = model.reduced == "keys"
        less = translate("wall", "Key frames only, until the PC has time again")
        lines.append(less if keys else translate("wall", "Fewer pictures a second, until the PC has time again"))
    if model.motion:
        lines.append(translate("wall", "Motion"))
    if model.night:
        lines.append(translate("wall", "Night picture"))
    lines += _shown(model)
    return "\n".join(lines)


def spoken(model: PaneModel) -> str:
    """What a screen reader says of the pane: name and state."""
    if model.camera_id is None:
        return ", ".join((*mark_texts(model)[:1], translate("wall", "Empty pane")))
    return ", ".join([model.label, state_word(model), recording_word(model), *_shown(model)])


def wall_name() -> str:
    """The wall itself, for a screen reader."""
    return translate("wall", "Live wall")


def _shown(model: PaneModel) -> list[str]:
    """What of the picture is shown, when it isn't simply the live one."""
    found = []
    if model.playback is not None:
        found.append(translate("wall", "Replay of the last seconds"))
    if model.framing.zoomed:
        found.append(translate("wall", "Zoomed in"))
    return found
