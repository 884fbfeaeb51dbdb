"""ONVIF Media and Media2: profiles, stream and snapshot addresses, encoder settings.

Media1 knows no H.265: there the H.265 stream's profile has no encoder configuration, as on real cameras.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

from vms.demo.http_server import HOST
from vms.demo.onvif_ptz import ptz_configuration
from vms.demo.onvif_state import EncoderSettings, OnvifCamera
from vms.demo.soap import SoapError, find, number, text

_STREAMS = ("main", "sub")
_SIZES = {"main": ((1280, 720), (640, 360)), "sub": ((640, 360), (320, 180))}
_MULTICAST = (
    "<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address>"
    "<tt:Port>0</tt:Port><tt:TTL>1</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>"
)


def _stream(token: str | None, prefix: str) -> str:
    stream = (token or "").removeprefix(prefix)
    if stream not in _STREAMS:
        raise SoapError(f"no such token: {token}", "ter:InvalidArgVal", "ter:NoProfile")
    return stream


def _source_configuration(tag: str) -> str:
    return (
        f'<{tag} token="source_config"><tt:Name>Source</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>source'
        f'</tt:SourceToken><tt:Bounds x="0" y="0" width="1280" height="720"/></{tag}>'
    )


def _size(settings: EncoderSettings) -> str:
    return (
        f"<tt:Resolution><tt:Width>{settings.width}</tt:Width><tt:Height>{settings.height}</tt:Height></tt:Resolution>"
    )


def _encoder(tag: str, stream: str, settings: EncoderSettings) -> str:
    return (
        f'<{tag} token="encoder_{stream}"><tt:Name>{stream}</tt:Name><tt:UseCount>1</tt:UseCount>'
        f"<tt:Encoding>{settings.encoding}</tt:Encoding>{_size(settings)}<tt:Quality>{settings.quality:g}</tt:Quality>"
        f"<tt:RateControl><tt:FrameRateLimit>{settings.frame_rate:.0f}</tt:FrameRateLimit>"
        f"<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>{settings.bit_rate}</tt:BitrateLimit>"
        f"</tt:RateControl><tt:H264><tt:GovLength>{settings.gop}</tt:GovLength><tt:H264Profile>Baseline"
        f"</tt:H264Profile></tt:H264>{_MULTICAST}<tt:SessionTimeout>PT60S</tt:SessionTimeout></{tag}>"
    )


def _encoder2(tag: str, stream: str, settings: EncoderSettings) -> str:
    profile = "Main" if settings.encoding == "H265" else "Baseline"
    return (
        f'<{tag} token="encoder_{stream}" GovLength="{settings.gop}" Profile="{profile}"><tt:Name>{stream}</tt:Name>'
        f"<tt:UseCount>1</tt:UseCount><tt:Encoding>{settings.encoding}</tt:Encoding>{_size(settings)}"
        f'<tt:RateControl ConstantBitRate="false"><tt:FrameRateLimit>{settings.frame_rate:g}</tt:FrameRateLimit>'
        f"<tt:BitrateLimit>{settings.bit_rate}</tt:BitrateLimit></tt:RateControl>"
        f"<tt:Quality>{settings.quality:g}</tt:Quality></{tag}>"
    )


def _profile(camera: OnvifCamera, tag: str, stream: str) -> str:
    settings = camera.encoders[stream]
    encoder = _encoder("tt:VideoEncoderConfiguration", stream, settings) if settings.encoding != "H265" else ""
    ptz = ptz_configuration("tt:PTZConfiguration") if camera.live else ""
    return (
        f'<{tag} token="profile_{stream}" fixed="true"><tt:Name>{stream}</tt:Name>'
        f"{_source_configuration('tt:VideoSourceConfiguration')}{encoder}{ptz}</{tag}>"
    )


def _profiles(camera: OnvifCamera, _: ET.Element) -> str:
    body = "".join(_profile(camera, "trt:Profiles", stream) for stream in _STREAMS)
    return f"<trt:GetProfilesResponse>{body}</trt:GetProfilesResponse>"


def _one_profile(camera: OnvifCamera, body: ET.Element) -> str:
    stream = _stream(text(body, "ProfileToken"), "profile_")
    return f"<trt:GetProfileResponse>{_profile(camera, 'trt:Profile', stream)}</trt:GetProfileResponse>"


def _media_uri(address: str) -> str:
    return (
        f"<trt:MediaUri><tt:Uri>{address}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>"
        "<tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>"
    )


def _stream_uri(camera: OnvifCamera, body: ET.Element) -> str:
    stream = _stream(text(body, "ProfileToken"), "profile_")
    return f"<trt:GetStreamUriResponse>{_media_uri(camera.stream_url(stream))}</trt:GetStreamUriResponse>"


def _snapshot_address(camera: OnvifCamera) -> str:
    return f"http://{HOST}:{camera.http_port}/snapshot.jpg"


def _snapshot_uri(camera: OnvifCamera, body: ET.Element) -> str:
    _stream(text(body, "ProfileToken"), "profile_")
    return f"<trt:GetSnapshotUriResponse>{_media_uri(_snapshot_address(camera))}</trt:GetSnapshotUriResponse>"


def _sources(_: OnvifCamera, __: ET.Element) -> str:
    return (
        '<trt:GetVideoSourcesResponse><trt:VideoSources token="source"><tt:Framerate>15</tt:Framerate><tt:Resolution>'
        "<tt:Width>1280</tt:Width><tt:Height>720</tt:Height></tt:Resolution></trt:VideoSources>"
        "</trt:GetVideoSourcesResponse>"
    )


def _source_configurations(_: OnvifCamera, __: ET.Element) -> str:
    body = _source_configuration("trt:Configurations")
    return f"<trt:GetVideoSourceConfigurationsResponse>{body}</trt:GetVideoSourceConfigurationsResponse>"


def _encoders(camera: OnvifCamera, _: ET.Element) -> str:
    body = "".join(
        _encoder("trt:Configurations", stream, settings)
        for stream, settings in camera.encoders.items()
        if settings.encoding != "H265"
    )
    return f"<trt:GetVideoEncoderConfigurationsResponse>{body}</trt:GetVideoEncoderConfigurationsResponse>"


def _one_encoder(camera: OnvifCamera, body: ET.Element) -> str:
    stream = _stream(text(body, "ConfigurationToken"), "encoder_")
    inner = _encoder("trt:Configuration", stream, camera.encoders[stream])
    return f"<trt:GetVideoEncoderConfigurationResponse>{inner}</trt:GetVideoEncoderConfigurationResponse>"


def _asked_stream(body: ET.Element) -> str:
    token = text(body, "ConfigurationToken")
    if token:
        return _stream(token, "encoder_")
    profile = text(body, "ProfileToken")
    return _stream(profile, "profile_") if profile else "main"


def _range(name: str, low: int, high: int) -> str:
    return f"<tt:{name}><tt:Min>{low}</tt:Min><tt:Max>{high}</tt:Max></tt:{name}>"


def _sizes(stream: str) -> str:
    return "".join(
        f"<tt:ResolutionsAvailable><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height></tt:ResolutionsAvailable>"
        for width, height in _SIZES[stream]
    )


def _encoder_options(_: OnvifCamera, body: ET.Element) -> str:
    h264 = (
        f"<tt:H264>{_sizes(_asked_stream(body))}{_range('GovLengthRange', 15, 150)}{_range('FrameRateRange', 1, 15)}"
        f"{_range('EncodingIntervalRange', 1, 1)}"
        "<tt:H264ProfilesSupported>Baseline</tt:H264ProfilesSupported></tt:H264>"
    )
    return (
        f"<trt:GetVideoEncoderConfigurationOptionsResponse><trt:Options>{_range('QualityRange', 1, 6)}{h264}"
        "</trt:Options></trt:GetVideoEncoderConfigurationOptionsResponse>"
    )


def _changed(settings: EncoderSettings, stream: str, wanted: ET.Element) -> EncoderSettings:
    """The settings with what a client asks for; raises SoapError for a size that isn't on offer."""
    width, height = number(wanted, "Resolution", "Width"), number(wanted, "Resolution", "Height")
    size = (int(width or settings.width), int(height or settings.height))
    if size not in _SIZES[stream]:
        raise SoapError("this resolution is not offered", "ter:InvalidArgVal", "ter:ConfigModify")
    gop = number(wanted, "H264", "GovLength") or float(wanted.get("GovLength", settings.gop))
    return replace(
        settings,
        width=size[0],
        height=size[1],
        frame_rate=min(15.0, number(wanted, "RateControl", "FrameRateLimit") or settings.frame_rate),
        bit_rate=int(number(wanted, "RateControl", "BitrateLimit") or settings.bit_rate),
        quality=number(wanted, "Quality") or settings.quality,
        gop=int(gop),
    )


def _set_encoder(prefix: str) -> Callable[[OnvifCamera, ET.Element], str]:
    def handler(camera: OnvifCamera, body: ET.Element) -> str:
        wanted = find(body, "Configuration")
        if wanted is None:
            raise SoapError("no configuration", "ter:InvalidArgVal")
        stream = _stream(wanted.get("token"), "encoder_")
        camera.encoders[stream] = _changed(camera.encoders[stream], stream, wanted)
        return f"<{prefix}:SetVideoEncoderConfigurationResponse/>"

    return handler


def _profiles2(camera: OnvifCamera, body: ET.Element) -> str:
    asked = text(body, "Token")
    wanted = [_stream(asked, "profile_")] if asked else list(_STREAMS)
    types = {one.text for one in body if one.tag.endswith("}Type")}
    result = ""
    for stream in wanted:
        parts = ""
        if types & {"All", "VideoSource"}:
            parts += _source_configuration("tr2:VideoSource")
        if types & {"All", "VideoEncoder"}:
            parts += _encoder2("tr2:VideoEncoder", stream, camera.encoders[stream])
        if types & {"All", "PTZ"} and camera.live:
            parts += ptz_configuration("tr2:PTZ")
        inner = f"<tr2:Configurations>{parts}</tr2:Configurations>" if parts else ""
        result += (
            f'<tr2:Profiles token="profile_{stream}" fixed="true"><tr2:Name>{stream}</tr2:Name>{inner}</tr2:Profiles>'
        )
    return f"<tr2:GetProfilesResponse>{result}</tr2:GetProfilesResponse>"


def _stream_uri2(camera: OnvifCamera, body: ET.Element) -> str:
    stream = _stream(text(body, "ProfileToken"), "profile_")
    return f"<tr2:GetStreamUriResponse><tr2:Uri>{camera.stream_url(stream)}</tr2:Uri></tr2:GetStreamUriResponse>"


def _snapshot_uri2(camera: OnvifCamera, body: ET.Element) -> str:
    _stream(text(body, "ProfileToken"), "profile_")
    return f"<tr2:GetSnapshotUriResponse><tr2:Uri>{_snapshot_address(camera)}</tr2:Uri></tr2:GetSnapshotUriResponse>"


def _encoders2(camera: OnvifCamera, body: ET.Element) -> str:
    asked = text(body, "ConfigurationToken")
    streams = [_stream(asked, "encoder_")] if asked else list(_STREAMS)
    inner = "".join(_encoder2("tr2:Configurations", stream, camera.encoders[stream]) for stream in streams)
    return f"<tr2:GetVideoEncoderConfigurationsResponse>{inner}</tr2:GetVideoEncoderConfigurationsResponse>"


def _encoder_options2(camera: OnvifCamera, body: ET.Element) -> str:
    stream = _asked_stream(body)
    encoding = camera.encoders[stream].encoding
    return (
        '<tr2:GetVideoEncoderConfigurationOptionsResponse><tr2:Options GovLengthRange="15 150" '
        f'FrameRatesSupported="15 10 5 1" ProfilesSupported="{"Main" if encoding == "H265" else "Baseline"}">'
        f"<tt:Encoding>{encoding}</tt:Encoding>{_range('QualityRange', 1, 6)}{_sizes(stream)}"
        f"{_range('BitrateRange', 64, 8192)}</tr2:Options></tr2:GetVideoEncoderConfigurationOptionsResponse>"
    )


HANDLERS: dict[tuple[str, str], Callable[[OnvifCamera, ET.Element], str]] = {
    ("trt", "GetProfiles"): _profiles,
    ("trt", "GetProfile"): _one_profile,
    ("trt", "GetStreamUri"): _stream_uri,
    ("trt", "GetSnapshotUri"): _snapshot_uri,
    ("trt", "GetVideoSources"): _sources,
    ("trt", "GetVideoSourceConfigurations"): _source_configurations,
    ("trt", "GetVideoEncoderConfigurations"): _encoders,
    ("trt", "GetVideoEncoderConfiguration"): _one_encoder,
    ("trt", "GetVideoEncoderConfigurationOptions"): _encoder_options,
    ("trt", "SetVideoEncoderConfiguration"): _set_encoder("trt"),
    ("tr2", "GetProfiles"): _profiles2,
    ("tr2", "GetStreamUri"): _stream_uri2,
    ("tr2", "GetSnapshotUri"): _snapshot_uri2,
    ("tr2", "GetVideoEncoderConfigurations"): _encoders2,
    ("tr2", "GetVideoEncoderConfigurationOptions"): _encoder_options2,
    ("tr2", "SetVideoEncoderConfiguration"): _set_encoder("tr2"),
}
