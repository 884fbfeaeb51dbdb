"""The page's words that depend on a value: checks, reasons, steps, codecs, clocks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vms.core.instants import SECOND, date_text, time_text
from vms.services.cameras import CameraView
from vms.services.devices import CheckView, FoundView, ProfileView
from vms.ui.noop import QT_TRANSLATE_NOOP
from vms.ui.words import decimal, seconds_text

translate = QCoreApplication.translate
_CODECS = {"h264": "H.264", "h265": "H.265", "jpeg": "MJPEG"}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the diagnosis: icon, its colour token, the sentence, and a figure on the right."""

    icon: str
    tint: str
    text: str
    figure: str = ""


def codec_text(codec: str) -> str:
    """``H.265``."""
    return _CODECS.get(codec, codec.upper())


def picture_text(codec: str, width: int, height: int, fps: float) -> str:
    """``H.265 · 2560×1440 · 20 hình/giây``; what isn't known is left out."""
    parts = [codec_text(codec)] if codec else []
    if width and height:
        parts.append(f"{width}×{height}")
    if fps:
        parts.append(translate("cameras", "{0} pictures/s").format(decimal(fps, 0 if fps == int(fps) else 1)))
    return " · ".join(parts)


def profile_text(profile: ProfileView) -> str:
    """A profile in a list of choices."""
    what = picture_text(profile.codec, profile.width, profile.height, profile.fps)
    return f"{profile.name}: {what}" if what else profile.name


def clock_text(camera: CameraView) -> str:
    """``+0,3 s ± 0,1 s``, or empty when never measured."""
    if camera.clock_offset_us is None:
        return ""
    offset = round(camera.clock_offset_us / SECOND, 1) + 0.0
    sure = decimal((camera.clock_uncertainty_us or 0) / SECOND)
    text = ("+" if offset > 0 else "") + decimal(offset)
    return translate("cameras", "{0} ± {1} s").format(text, sure)


def offset_text(seconds: float) -> str:
    """``−0,3 s``; nothing that rounds to zero has a sign."""
    return seconds_text(round(seconds, 1) + 0.0)


def plan_reason_text(code: str) -> str:
    """Why a plan can't be kept; empty for none."""
    words = {
        "reason_missing": translate("cameras", "Say why: it is written to the log"),
        "plan_empty": translate("cameras", "Nothing at all would be recorded. The board switches recording off"),
        "cameras_missing": translate("cameras", "Tick a camera on the right"),
        "no_sub_stream": translate("cameras", "A camera has no sub stream"),
        "out_of_range": translate("cameras", "The seconds are out of range"),
        "camera_unknown": translate("cameras", "A camera has gone. Close this and try again"),
    }
    return words.get(code, code)


def moment_text(instant_us: int | None) -> str:
    """``09:41 23/11/2026``."""
    return f"{time_text(instant_us)[:5]} {date_text(instant_us)}" if instant_us else ""


def found_text(found: FoundView) -> str:
    """A device of the network in the list of what was found."""
    text = " · ".join(part for part in (found.host, found.name) if part)
    return translate("cameras", "{0} (already added)").format(text) if found.known else text


def step_text(step: str) -> str:
    """What the look at a camera does now."""
    match step:
        case "login":
            return translate("cameras", "Found. Logging in…")
        case "streams":
            return translate("cameras", "Reading streams…")
        case "picture":
            return translate("cameras", "Fetching a picture…")
        case "done":
            return translate("cameras", "Done")
        case _:
            return translate("cameras", "Looking for the camera…")


def check_line(check: CheckView) -> CheckLine:
    """A line of the diagnosis in words."""
    if check.reason == "skipped":
        return CheckLine("minus-circle-outline", "t3", _subject(check.code), translate("cameras", "not tested"))
    icon, tint = {True: ("check-circle", "ok"), False: ("close-circle", "bad"), None: ("alert", "warn")}[check.ok]
    text, figure = _said(check)
    return CheckLine(icon, tint, text, figure)


def _subject(code: str) -> str:
    match code:
        case "address":
            return translate("cameras", "Address")
        case "ports":
            return translate("cameras", "Ports")
        case "login":
            return translate("cameras", "Login")
        case "clock":
            return translate("cameras", "Clock")
        case "picture":
            return translate("cameras", "Picture")
        case _:
            return translate("cameras", "Encoding")


def _said(check: CheckView) -> tuple[str, str]:
    match check.code:
        case "address":
            if not check.ok:
                return translate("cameras", "Nothing answers at the address"), ""
            return translate("cameras", "Address reached"), f"{check.detail} ms" if check.detail else ""
        case "ports":
            if check.ok:
                return translate("cameras", "Ports open"), check.detail
            return translate("cameras", "Port closed: {0}").format(check.missing), ""
        case "login":
            return (translate("cameras", "Login right") if check.ok else _failure(check.reason)), ""
        case "clock":
            if check.reason == "unknown":
                return translate("cameras", "The camera does not tell its time"), ""
            offset = offset_text(float(check.detail))
            if check.ok:
                return translate("cameras", "Clock right"), offset
            return translate("cameras", "Clock is off by {0}").format(offset), ""
        case "picture":
            if check.ok:
                return translate("cameras", "Picture after {0} s").format(decimal(float(check.detail))), ""
            return translate("cameras", "No picture: {0}").format(_failure(check.reason)), ""
        case _:
            return _encoding(check), ""


def _encoding(check: CheckView) -> str:
    codec, width, height, fps = check.detail.split()
    what = picture_text(codec, int(width), int(height), float(fps))
    return translate("cameras", "Now {0}, not as stored").format(what) if check.reason == "differs" else what


def _failure(code: str) -> str:
    match code:
        case "camera_refused":
            return translate("cameras", "user name or password refused")
        case "camera_silent":
            return translate("cameras", "no answer in time")
        case "camera_unreachable":
            return translate("cameras", "can't be reached")
        case "camera_not_onvif":
            return translate("cameras", "no ONVIF there")
        case "stream_invalid":
            return translate("cameras", "what comes is not video")
        case _:
            return translate("cameras", "the camera reports a fault")


def reason_text(code: str) -> str:
    """Why a field can't be accepted, below the field."""
    found = _REASONS.get(code)
    return translate("cameras", found) if found else translate("cameras", "This can't be accepted")


_REASONS = {
    "address_empty": QT_TRANSLATE_NOOP("cameras", "Enter the camera's address"),
    "address_missing": QT_TRANSLATE_NOOP("cameras", "Enter the camera's address"),
    "url_missing": QT_TRANSLATE_NOOP("cameras", "Enter the camera's address"),
    "address_scheme": QT_TRANSLATE_NOOP("cameras", "This kind of address can't be used here"),
    "url_scheme": QT_TRANSLATE_NOOP("cameras", "The address has to begin with rtsp://, http:// or file://"),
    "address_host": QT_TRANSLATE_NOOP("cameras", "This is not an address"),
    "address_invalid": QT_TRANSLATE_NOOP("cameras", "This is not an address"),
    "url_invalid": QT_TRANSLATE_NOOP("cameras", "This is not an address"),
    "address_octet": QT_TRANSLATE_NOOP("cameras", "Four numbers from 0 to 255, with dots between"),
    "address_port": QT_TRANSLATE_NOOP("cameras", "The port has to be a number from 1 to 65535"),
    "address_credentials": QT_TRANSLATE_NOOP("cameras", "User and password belong into their own fields"),
    "none_found": QT_TRANSLATE_NOOP("cameras", "No camera answered in the network. Enter its address"),
    "look_first": QT_TRANSLATE_NOOP("cameras", "Connect to the camera before saving"),
    "no_stream": QT_TRANSLATE_NOOP("cameras", "The camera offers no stream that can be used"),
    "login_needed": QT_TRANSLATE_NOOP("cameras", "The camera asks for user and password"),
    "camera_refused": QT_TRANSLATE_NOOP("cameras", "Refused; tried only once"),
    "camera_unreachable": QT_TRANSLATE_NOOP("cameras", "Nothing answers there. Check cable, power and address"),
    "camera_silent": QT_TRANSLATE_NOOP("cameras", "Connected, but no answer in time"),
    "camera_not_onvif": QT_TRANSLATE_NOOP("cameras", "Something answers there, but not ONVIF. Check the port"),
    "camera_fault": QT_TRANSLATE_NOOP("cameras", "The camera answered with a fault"),
    "stream_invalid": QT_TRANSLATE_NOOP("cameras", "What comes from there is not video"),
    "code_missing": QT_TRANSLATE_NOOP("cameras", "Enter a code, such as C04"),
    "code_invalid": QT_TRANSLATE_NOOP("cameras", "Letters A–Z, digits, dot and hyphen only"),
    "code_taken": QT_TRANSLATE_NOOP("cameras", "Another camera has this code"),
    "code_taken_by_removed": QT_TRANSLATE_NOOP(
        "cameras", "A removed camera had this code; its footage is filed under it"
    ),
    "name_missing": QT_TRANSLATE_NOOP("cameras", "Enter a name, such as the place"),
    "name_long": QT_TRANSLATE_NOOP("cameras", "At most 80 characters"),
}
