"""ONVIF PTZ and imaging services."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from xml.sax.saxutils import escape

from vms.demo.camera import REACH_ACROSS, REACH_DOWN, LiveCamera, across
from vms.demo.onvif_state import OnvifCamera
from vms.demo.ptz_head import MOST_PRESETS, Position
from vms.demo.scenes import HEIGHT, WIDTH
from vms.demo.soap import SoapError, find, instant, number, text

_SPACES = "http://www.onvif.org/ver10/tptz"
_ABSOLUTE = f"{_SPACES}/PanTiltSpaces/PositionGenericSpace"
_ABSOLUTE_ZOOM = f"{_SPACES}/ZoomSpaces/PositionGenericSpace"
_RELATIVE = f"{_SPACES}/PanTiltSpaces/TranslationGenericSpace"
_RELATIVE_FOV = f"{_SPACES}/PanTiltSpaces/TranslationSpaceFov"
_RELATIVE_ZOOM = f"{_SPACES}/ZoomSpaces/TranslationGenericSpace"
_VELOCITY = f"{_SPACES}/PanTiltSpaces/VelocityGenericSpace"
_VELOCITY_ZOOM = f"{_SPACES}/ZoomSpaces/VelocityGenericSpace"
_SPEED = f"{_SPACES}/PanTiltSpaces/GenericSpeedSpace"
_SPEED_ZOOM = f"{_SPACES}/ZoomSpaces/ZoomGenericSpeedSpace"
_DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


def duration(value: str | None) -> float | None:
    """Seconds of an xs:duration (days, hours, minutes, seconds); None when there is none; raises SoapError."""
    if not value:
        return None
    match = _DURATION.fullmatch(value)
    if not match or not any(match.groups()):
        raise SoapError(f"not a duration: {value}", "ter:InvalidArgVal")
    days, hours, minutes, seconds = (float(group or 0) for group in match.groups())
    return days * 86400 + hours * 3600 + minutes * 60 + seconds


def _span(name: str, low: float, high: float) -> str:
    return f"<tt:{name}><tt:Min>{low:g}</tt:Min><tt:Max>{high:g}</tt:Max></tt:{name}>"


def _space(tag: str, uri: str, low: float, *, flat: bool = False) -> str:
    second = "" if flat else _span("YRange", low, 1)
    return f"<tt:{tag}><tt:URI>{uri}</tt:URI>{_span('XRange', low, 1)}{second}</tt:{tag}>"


def ptz_configuration(tag: str) -> str:
    """The one PTZ configuration, as an element of this name."""
    return (
        f'<{tag} token="ptz_config"><tt:Name>PTZ</tt:Name><tt:UseCount>2</tt:UseCount>'
        "<tt:NodeToken>ptz_node</tt:NodeToken>"
        f"<tt:DefaultAbsolutePantTiltPositionSpace>{_ABSOLUTE}</tt:DefaultAbsolutePantTiltPositionSpace>"
        f"<tt:DefaultAbsoluteZoomPositionSpace>{_ABSOLUTE_ZOOM}</tt:DefaultAbsoluteZoomPositionSpace>"
        f"<tt:DefaultRelativePanTiltTranslationSpace>{_RELATIVE}</tt:DefaultRelativePanTiltTranslationSpace>"
        f"<tt:DefaultRelativeZoomTranslationSpace>{_RELATIVE_ZOOM}</tt:DefaultRelativeZoomTranslationSpace>"
        f"<tt:DefaultContinuousPanTiltVelocitySpace>{_VELOCITY}</tt:DefaultContinuousPanTiltVelocitySpace>"
        f"<tt:DefaultContinuousZoomVelocitySpace>{_VELOCITY_ZOOM}</tt:DefaultContinuousZoomVelocitySpace>"
        f'<tt:DefaultPTZSpeed><tt:PanTilt x="1" y="1" space="{_SPEED}"/><tt:Zoom x="1" space="{_SPEED_ZOOM}"/>'
        f"</tt:DefaultPTZSpeed><tt:DefaultPTZTimeout>PT10S</tt:DefaultPTZTimeout>"
        f"<tt:PanTiltLimits>{_space('Range', _ABSOLUTE, -1)}</tt:PanTiltLimits>"
        f"<tt:ZoomLimits>{_space('Range', _ABSOLUTE_ZOOM, 0, flat=True)}</tt:ZoomLimits></{tag}>"
    )


def _node(tag: str) -> str:
    spaces = (
        _space("AbsolutePanTiltPositionSpace", _ABSOLUTE, -1)
        + _space("AbsoluteZoomPositionSpace", _ABSOLUTE_ZOOM, 0, flat=True)
        + _space("RelativePanTiltTranslationSpace", _RELATIVE, -1)
        + _space("RelativePanTiltTranslationSpace", _RELATIVE_FOV, -1)
        + _space("RelativeZoomTranslationSpace", _RELATIVE_ZOOM, -1, flat=True)
        + _space("ContinuousPanTiltVelocitySpace", _VELOCITY, -1)
        + _space("ContinuousZoomVelocitySpace", _VELOCITY_ZOOM, -1, flat=True)
        + _space("PanTiltSpeedSpace", _SPEED, 0, flat=True)
        + _space("ZoomSpeedSpace", _SPEED_ZOOM, 0, flat=True)
    )
    return (
        f'<{tag} token="ptz_node" FixedHomePosition="false"><tt:Name>Head</tt:Name>'
        f"<tt:SupportedPTZSpaces>{spaces}</tt:SupportedPTZSpaces>"
        f"<tt:MaximumNumberOfPresets>{MOST_PRESETS}</tt:MaximumNumberOfPresets>"
        f"<tt:HomeSupported>true</tt:HomeSupported></{tag}>"
    )


def _live(camera: OnvifCamera, body: ET.Element) -> LiveCamera:
    """The head that a call is about; raises SoapError for an unknown profile."""
    if camera.live is None or text(body, "ProfileToken") not in ("profile_main", "profile_sub"):
        raise SoapError("no such profile", "ter:InvalidArgVal", "ter:NoProfile")
    camera.live.advance()
    return camera.live


def _vector(body: ET.Element, name: str) -> tuple[Position | None, bool, bool, str]:
    """A PTZ vector of a call: values (None without one), whether pan/tilt and zoom are in it, the pan/tilt space."""
    vector = find(body, name)
    if vector is None:
        return None, False, False, ""
    turn, zoom = find(vector, "PanTilt"), find(vector, "Zoom")
    try:
        pan = float(turn.get("x", "0")) if turn is not None else 0.0
        tilt = float(turn.get("y", "0")) if turn is not None else 0.0
        near = float(zoom.get("x", "0")) if zoom is not None else 0.0
    except ValueError as error:
        raise SoapError("not a vector", "ter:InvalidArgVal") from error
    return (
        Position(pan, tilt, near),
        turn is not None,
        zoom is not None,
        (turn.get("space", "") if turn is not None else ""),
    )


def _continuous(camera: OnvifCamera, body: ET.Element) -> str:
    live = _live(camera, body)
    speed, turns, zooms, _ = _vector(body, "Velocity")
    if speed is None or not (turns or zooms):
        raise SoapError("no velocity", "ter:InvalidArgVal", "ter:InvalidVelocity")
    if max(abs(speed.pan), abs(speed.tilt), abs(speed.zoom)) > 1:
        raise SoapError("velocity out of range", "ter:InvalidArgVal", "ter:InvalidVelocity")
    live.head.move(speed, duration(text(body, "Timeout")))
    return "<tptz:ContinuousMoveResponse/>"


def _stop(camera: OnvifCamera, body: ET.Element) -> str:
    live = _live(camera, body)
    which = {name: (text(body, name) or "true").lower() in ("true", "1") for name in ("PanTilt", "Zoom")}
    live.head.stop(pan_tilt=which["PanTilt"], zoom=which["Zoom"])
    return "<tptz:StopResponse/>"


def _absolute(camera: OnvifCamera, body: ET.Element) -> str:
    live = _live(camera, body)
    wanted, turns, zooms, _ = _vector(body, "Position")
    if wanted is None or not (turns or zooms):
        raise SoapError("no position", "ter:InvalidArgVal", "ter:InvalidPosition")
    if wanted != wanted.limited():
        raise SoapError("position out of range", "ter:InvalidArgVal", "ter:InvalidPosition")
    here = live.head.position
    turned = wanted if turns else replace(here, zoom=wanted.zoom)
    live.head.go_to(turned if zooms else replace(turned, zoom=here.zoom))
    return "<tptz:AbsoluteMoveResponse/>"


def _relative(camera: OnvifCamera, body: ET.Element) -> str:
    live = _live(camera, body)
    by, turns, zooms, space = _vector(body, "Translation")
    if by is None or not (turns or zooms):
        raise SoapError("no translation", "ter:InvalidArgVal", "ter:InvalidTranslation")
    if space == _RELATIVE_FOV:  # 1 brings the edge of the picture to its centre
        half = across(live.head.position.zoom) / 2
        by = replace(by, pan=by.pan * half / REACH_ACROSS, tilt=by.tilt * half * HEIGHT / WIDTH / REACH_DOWN)
    elif space not in ("", _RELATIVE):
        raise SoapError("space not supported", "ter:InvalidArgVal", "ter:SpaceNotSupported")
    live.head.shift(by)
    return "<tptz:RelativeMoveResponse/>"


def _vector_xml(tag: str, place: Position) -> str:
    return (
        f'<{tag}><tt:PanTilt x="{place.pan:.5f}" y="{place.tilt:.5f}" space="{_ABSOLUTE}"/>'
        f'<tt:Zoom x="{place.zoom:.5f}" space="{_ABSOLUTE_ZOOM}"/></{tag}>'
    )


def _status(camera: OnvifCamera, body: ET.Element) -> str:
    head = _live(camera, body).head
    turns, zooms = ("MOVING" if moves else "IDLE" for moves in (head.moving_pan_tilt, head.moving_zoom))
    return (
        f"<tptz:GetStatusResponse><tptz:PTZStatus>{_vector_xml('tt:Position', head.position)}<tt:MoveStatus>"
        f"<tt:PanTilt>{turns}</tt:PanTilt><tt:Zoom>{zooms}</tt:Zoom></tt:MoveStatus>"
        f"<tt:UtcTime>{instant(camera.fault().clock())}</tt:UtcTime></tptz:PTZStatus></tptz:GetStatusResponse>"
    )


def _presets(camera: OnvifCamera, body: ET.Element) -> str:
    result = "".join(
        f'<tptz:Preset token="{token}"><tt:Name>{escape(preset.name)}</tt:Name>'
        f"{_vector_xml('tt:PTZPosition', preset.position)}</tptz:Preset>"
        for token, preset in _live(camera, body).head.presets.items()
    )
    return f"<tptz:GetPresetsResponse>{result}</tptz:GetPresetsResponse>"


def _set_preset(camera: OnvifCamera, body: ET.Element) -> str:
    head = _live(camera, body).head
    token = text(body, "PresetToken") or None
    if token and token not in head.presets:
        raise SoapError("no such preset", "ter:InvalidArgVal", "ter:NoToken")
    saved = head.set_preset(text(body, "PresetName") or "", token)
    if saved is None:
        raise SoapError("no room for another preset", "ter:Action", "ter:TooManyPresets", receiver=True, status=500)
    return f"<tptz:SetPresetResponse><tptz:PresetToken>{saved}</tptz:PresetToken></tptz:SetPresetResponse>"


def _preset_token(camera: OnvifCamera, body: ET.Element) -> tuple[LiveCamera, str]:
    live = _live(camera, body)
    token = text(body, "PresetToken") or ""
    if token not in live.head.presets:
        raise SoapError("no such preset", "ter:InvalidArgVal", "ter:NoToken")
    return live, token


def _goto_preset(camera: OnvifCamera, body: ET.Element) -> str:
    live, token = _preset_token(camera, body)
    live.head.go_to(live.head.presets[token].position)
    return "<tptz:GotoPresetResponse/>"


def _remove_preset(camera: OnvifCamera, body: ET.Element) -> str:
    live, token = _preset_token(camera, body)
    del live.head.presets[token]
    return "<tptz:RemovePresetResponse/>"


def _goto_home(camera: OnvifCamera, body: ET.Element) -> str:
    head = _live(camera, body).head
    head.go_to(head.home)
    return "<tptz:GotoHomePositionResponse/>"


def _set_home(camera: OnvifCamera, body: ET.Element) -> str:
    head = _live(camera, body).head
    head.home = head.position
    return "<tptz:SetHomePositionResponse/>"


def _configuration_options(_: OnvifCamera, __: ET.Element) -> str:
    inner = _node("tt:Node")
    spaces = inner[inner.index("<tt:SupportedPTZSpaces>") + 23 : inner.index("</tt:SupportedPTZSpaces>")]
    return (
        f"<tptz:GetConfigurationOptionsResponse><tptz:PTZConfigurationOptions><tt:Spaces>{spaces}</tt:Spaces>"
        "<tt:PTZTimeout><tt:Min>PT0.1S</tt:Min><tt:Max>PT60S</tt:Max></tt:PTZTimeout>"
        "</tptz:PTZConfigurationOptions></tptz:GetConfigurationOptionsResponse>"
    )


def _answer(name: str, inner: Callable[[str], str], tag: str) -> Callable[[OnvifCamera, ET.Element], str]:
    return lambda _, __: f"<tptz:{name}Response>{inner(tag)}</tptz:{name}Response>"


PTZ_HANDLERS: dict[str, Callable[[OnvifCamera, ET.Element], str]] = {
    "GetNodes": _answer("GetNodes", _node, "tptz:PTZNode"),
    "GetNode": _answer("GetNode", _node, "tptz:PTZNode"),
    "GetConfigurations": _answer("GetConfigurations", ptz_configuration, "tptz:PTZConfiguration"),
    "GetConfiguration": _answer("GetConfiguration", ptz_configuration, "tptz:PTZConfiguration"),
    "GetConfigurationOptions": _configuration_options,
    "ContinuousMove": _continuous,
    "Stop": _stop,
    "AbsoluteMove": _absolute,
    "RelativeMove": _relative,
    "GetStatus": _status,
    "GetPresets": _presets,
    "SetPreset": _set_preset,
    "GotoPreset": _goto_preset,
    "RemovePreset": _remove_preset,
    "GotoHomePosition": _goto_home,
    "SetHomePosition": _set_home,
}


def _imaging_settings(camera: OnvifCamera, _: ET.Element) -> str:
    now = camera.imaging
    return (
        f"<timg:GetImagingSettingsResponse><timg:ImagingSettings><tt:Brightness>{now.brightness:g}</tt:Brightness>"
        f"<tt:ColorSaturation>{now.saturation:g}</tt:ColorSaturation><tt:Contrast>{now.contrast:g}</tt:Contrast>"
        f"<tt:Sharpness>{now.sharpness:g}</tt:Sharpness></timg:ImagingSettings></timg:GetImagingSettingsResponse>"
    )


def _imaging_options(_: OnvifCamera, __: ET.Element) -> str:
    spans = "".join(_span(name, 0, 100) for name in ("Brightness", "ColorSaturation", "Contrast", "Sharpness"))
    return f"<timg:GetOptionsResponse><timg:ImagingOptions>{spans}</timg:ImagingOptions></timg:GetOptionsResponse>"


def _set_imaging(camera: OnvifCamera, body: ET.Element) -> str:
    wanted = find(body, "ImagingSettings")
    if wanted is None:
        raise SoapError("no settings", "ter:InvalidArgVal")
    fields = {
        "brightness": "Brightness",
        "saturation": "ColorSaturation",
        "contrast": "Contrast",
        "sharpness": "Sharpness",
    }
    given = {field: number(wanted, name) for field, name in fields.items()}
    changes = {field: value for field, value in given.items() if value is not None}
    if any(not 0 <= value <= 100 for value in changes.values()):
        raise SoapError("settings go from 0 to 100", "ter:InvalidArgVal", "ter:SettingsInvalid")
    camera.set_imaging(replace(camera.imaging, **changes))
    return "<timg:SetImagingSettingsResponse/>"


IMAGING_HANDLERS: dict[tuple[str, str], Callable[[OnvifCamera, ET.Element], str]] = {
    ("timg", "GetImagingSettings"): _imaging_settings,
    ("timg", "GetOptions"): _imaging_options,
    ("timg", "SetImagingSettings"): _set_imaging,
}
