"""The demo school's ONVIF side, spoken to by onvif-zeep, requests and plain HTTP."""

from __future__ import annotations

import datetime
import importlib.metadata
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import av
import numpy as np
import onvif
import pytest
import requests
from requests.auth import HTTPDigestAuth

from tests.fakes.demo_school import SchoolRun, running_school, wait_until, watching, with_login

TOKEN = "profile_main"
ENVELOPE = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>{}</s:Body></s:Envelope>'
MEDIA2 = "http://www.onvif.org/ver20/media/wsdl"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SchoolRun]:
    with running_school(tmp_path_factory.mktemp("school"), "C01,C04,C13", not_yet="C13") as run:
        yield run


def wsdl_folder() -> str:
    files = importlib.metadata.files("onvif-zeep") or []
    return str(next(Path(str(one.locate())) for one in files if one.name == "devicemgmt.wsdl").resolve().parent)


def client(camera: dict[str, Any], password: str | None = None) -> onvif.ONVIFCamera:
    parts = urlsplit(camera["onvif"])
    return onvif.ONVIFCamera(
        parts.hostname, parts.port, camera["user"], password or camera["password"], wsdl_dir=wsdl_folder()
    )


@pytest.fixture(scope="module")
def turning(school: SchoolRun) -> onvif.ONVIFCamera:
    return client(school.camera("C04"))


@pytest.fixture(scope="module")
def ptz(turning: onvif.ONVIFCamera) -> Any:
    return turning.create_ptz_service()


def place(ptz: Any) -> tuple[float, float, float]:
    position = ptz.GetStatus({"ProfileToken": TOKEN}).Position
    return position.PanTilt.x, position.PanTilt.y, position.Zoom.x


def at_rest(ptz: Any) -> bool:
    status = ptz.GetStatus({"ProfileToken": TOKEN}).MoveStatus
    return (status.PanTilt, status.Zoom) == ("IDLE", "IDLE")


def test_the_device_says_what_it_is(turning: onvif.ONVIFCamera) -> None:
    device = turning.devicemgmt
    information = device.GetDeviceInformation()
    assert (information.Model == "BM-PTZ20" and information.SerialNumber == "BM000001") or information.SerialNumber
    assert device.GetNetworkInterfaces()[0].Info.HwAddress.startswith("02:42:4d:")
    assert [user.Username for user in device.GetUsers()] == ["vms"]
    scopes = [scope.ScopeItem for scope in device.GetScopes()]
    assert "onvif://www.onvif.org/type/ptz" in scopes
    namespaces = {service.Namespace for service in device.GetServices({"IncludeCapability": False})}
    assert {MEDIA2, "http://www.onvif.org/ver20/ptz/wsdl"} <= namespaces
    capabilities = device.GetCapabilities()
    assert capabilities.PTZ.XAddr and capabilities.Events.WSPullPointSupport
    device.SetHostname({"Name": "san-chinh"})
    assert device.GetHostname().Name == "san-chinh"


def test_the_clock_is_told_to_everybody(school: SchoolRun) -> None:
    body = '<GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/>'
    answer = requests.post(school.camera("C01")["onvif"], ENVELOPE.format(body), timeout=5)
    assert answer.status_code == 200 and b"UTCDateTime" in answer.content


def test_media_profiles_addresses_and_settings(school: SchoolRun) -> None:
    camera = school.camera("C01")
    media = client(camera).create_media_service()
    profiles = media.GetProfiles()
    sizes = [(p.VideoEncoderConfiguration.Resolution.Width, p.VideoEncoderConfiguration.Encoding) for p in profiles]
    assert sizes == [(1280, "H264"), (640, "H264")] and all(p.PTZConfiguration is None for p in profiles)
    setup = {"Stream": "RTP-Unicast", "Transport": {"Protocol": "RTSP"}}
    addresses = [media.GetStreamUri({"StreamSetup": setup, "ProfileToken": p.token}).Uri for p in profiles]
    assert addresses == [camera["rtsp_main"], camera["rtsp_sub"]]
    settings = media.GetVideoEncoderConfiguration({"ConfigurationToken": "encoder_sub"})
    settings.RateControl.BitrateLimit, settings.Resolution.Width, settings.Resolution.Height = 700, 320, 180
    media.SetVideoEncoderConfiguration({"Configuration": settings, "ForcePersistence": True})
    back = media.GetVideoEncoderConfiguration({"ConfigurationToken": "encoder_sub"})
    assert (back.RateControl.BitrateLimit, back.Resolution.Width) == (700, 320)
    settings.Resolution.Width = 999
    with pytest.raises(onvif.ONVIFError):
        media.SetVideoEncoderConfiguration({"Configuration": settings, "ForcePersistence": True})
    options = media.GetVideoEncoderConfigurationOptions({"ConfigurationToken": "encoder_main"})
    assert options.H264.ResolutionsAvailable[0].Width == 1280


def test_the_h265_stream_is_told_by_media2_alone(school: SchoolRun) -> None:
    camera = school.camera("C13")
    profiles = client(camera).create_media_service().GetProfiles()
    assert profiles[0].VideoEncoderConfiguration is None and profiles[1].VideoEncoderConfiguration is not None
    login = HTTPDigestAuth(camera["user"], camera["password"])
    body = f'<GetProfiles xmlns="{MEDIA2}"><Type>All</Type></GetProfiles>'
    answer = requests.post(camera["onvif"], ENVELOPE.format(body), auth=login, timeout=5)
    assert answer.status_code == 200 and b"<tt:Encoding>H265</tt:Encoding>" in answer.content
    body = (
        f'<GetStreamUri xmlns="{MEDIA2}"><Protocol>RTSP</Protocol><ProfileToken>{TOKEN}</ProfileToken></GetStreamUri>'
    )
    answer = requests.post(camera["onvif"], ENVELOPE.format(body), auth=login, timeout=5)
    assert f"<tr2:Uri>{camera['rtsp_main']}</tr2:Uri>" in answer.text


def test_wrong_logins_are_refused_in_both_ways(school: SchoolRun) -> None:
    camera = school.camera("C01")
    with pytest.raises(onvif.ONVIFError, match="not Authorized"):
        client(camera, "wrong").devicemgmt.GetDeviceInformation()
    body = ENVELOPE.format('<GetUsers xmlns="http://www.onvif.org/ver10/device/wsdl"/>')
    for login in (None, HTTPDigestAuth("vms", "wrong")):
        answer = requests.post(camera["onvif"], body, auth=login, timeout=5)
        assert answer.status_code == 401 and b"ter:NotAuthorized" in answer.content
        assert answer.headers["WWW-Authenticate"].startswith("Digest ")


@pytest.mark.parametrize("code", ["C01", "C04"])
def test_snapshots_ask_for_a_password(school: SchoolRun, code: str) -> None:
    camera = school.camera(code)
    uri = client(camera).create_media_service().GetSnapshotUri({"ProfileToken": TOKEN}).Uri
    assert requests.get(uri, timeout=5).status_code == 401
    picture = requests.get(uri, auth=HTTPDigestAuth(camera["user"], camera["password"]), timeout=5)
    assert picture.headers["Content-Type"] == "image/jpeg"
    decoded = av.CodecContext.create("mjpeg", "r").decode(av.Packet(picture.content))
    assert (decoded[0].width, decoded[0].height) == (1280, 720)


def test_continuous_moves_stop_and_the_limits(ptz: Any) -> None:
    ptz.GotoHomePosition({"ProfileToken": TOKEN})
    wait_until(lambda: at_rest(ptz))
    start = place(ptz)
    ptz.ContinuousMove({"ProfileToken": TOKEN, "Velocity": {"PanTilt": {"x": 0.8, "y": 0.0}}})
    wait_until(lambda: place(ptz)[0] > start[0] + 0.05)
    ptz.Stop({"ProfileToken": TOKEN, "PanTilt": True, "Zoom": True})
    stopped = place(ptz)
    time.sleep(0.3)
    assert place(ptz) == stopped and stopped[1:] == start[1:]
    timeout = datetime.timedelta(seconds=0.3)
    ptz.ContinuousMove({"ProfileToken": TOKEN, "Velocity": {"Zoom": {"x": 1.0}}, "Timeout": timeout})
    wait_until(lambda: at_rest(ptz))
    assert place(ptz)[2] == pytest.approx(0.3 * 0.35, abs=0.02)
    with pytest.raises(onvif.ONVIFError):
        ptz.ContinuousMove({"ProfileToken": TOKEN, "Velocity": {"PanTilt": {"x": 7.0, "y": 0.0}}})
    with pytest.raises(onvif.ONVIFError):
        ptz.AbsoluteMove({"ProfileToken": TOKEN, "Position": {"PanTilt": {"x": 1.5, "y": 0.0}}})


def test_absolute_and_relative_moves(ptz: Any) -> None:
    target = {"PanTilt": {"x": -0.5, "y": 0.25}, "Zoom": {"x": 0.5}}
    ptz.AbsoluteMove({"ProfileToken": TOKEN, "Position": target})
    wait_until(lambda: at_rest(ptz))
    assert place(ptz) == (-0.5, 0.25, 0.5)
    ptz.RelativeMove({"ProfileToken": TOKEN, "Translation": {"PanTilt": {"x": 0.25, "y": -0.25}}})
    wait_until(lambda: at_rest(ptz))
    assert place(ptz) == (-0.25, 0.0, 0.5)


def test_presets_and_home(ptz: Any) -> None:
    names = [preset.Name for preset in ptz.GetPresets({"ProfileToken": TOKEN})]
    assert names == ["Toàn cảnh", "Cột cờ", "Cửa nhà A", "Bồn hoa"]
    ptz.GotoPreset({"ProfileToken": TOKEN, "PresetToken": "2"})
    wait_until(lambda: at_rest(ptz))
    flag = place(ptz)
    token = ptz.SetPreset({"ProfileToken": TOKEN, "PresetName": "Cột cờ <2>"})
    ptz.SetHomePosition({"ProfileToken": TOKEN})
    ptz.GotoPreset({"ProfileToken": TOKEN, "PresetToken": "1"})
    wait_until(lambda: at_rest(ptz))
    assert place(ptz) != flag
    ptz.GotoHomePosition({"ProfileToken": TOKEN})
    wait_until(lambda: at_rest(ptz))
    assert place(ptz) == flag
    assert ptz.GetPresets({"ProfileToken": TOKEN})[-1].Name == "Cột cờ <2>"
    ptz.RemovePreset({"ProfileToken": TOKEN, "PresetToken": token})
    with pytest.raises(onvif.ONVIFError):
        ptz.GotoPreset({"ProfileToken": TOKEN, "PresetToken": token})
    ptz.AbsoluteMove({"ProfileToken": TOKEN, "Position": {"PanTilt": {"x": 0, "y": 0}, "Zoom": {"x": 0}}})
    wait_until(lambda: at_rest(ptz))
    ptz.SetHomePosition({"ProfileToken": TOKEN})


def test_moving_and_imaging_change_the_picture(school: SchoolRun, turning: onvif.ONVIFCamera, ptz: Any) -> None:
    imaging = turning.create_imaging_service()
    with watching(with_login(school.camera("C04"), "sub")) as pictures:

        def shot() -> np.ndarray:
            end = time.monotonic() + 0.5  # what is under way is from before
            picture = next(pictures)
            while time.monotonic() < end:
                picture = next(pictures)
            return picture.to_ndarray(format="gray")[60:320].astype(np.int16)

        before = shot()
        ptz.GotoPreset({"ProfileToken": TOKEN, "PresetToken": "3"})
        wait_until(lambda: at_rest(ptz))
        moved = shot()
        assert np.abs(moved - before).mean() > 15
        imaging.SetImagingSettings({"VideoSourceToken": "source", "ImagingSettings": {"Brightness": 70.0}})
        bright = shot()
        assert bright.mean() > moved.mean() + 15
        assert imaging.GetImagingSettings({"VideoSourceToken": "source"}).Brightness == 70
        imaging.SetImagingSettings({"VideoSourceToken": "source", "ImagingSettings": {"Brightness": 50.0}})
    assert imaging.GetOptions({"VideoSourceToken": "source"}).Brightness.Max == 100
    with pytest.raises(onvif.ONVIFError):
        imaging.SetImagingSettings({"VideoSourceToken": "source", "ImagingSettings": {"Contrast": 400.0}})


def test_motion_comes_through_a_pull_point(school: SchoolRun) -> None:
    camera = client(school.camera("C01"))
    camera.create_events_service()
    pull = camera.create_pullpoint_service()

    def pulled(seconds: float) -> list[str]:
        wait = datetime.timedelta(seconds=seconds)
        found = pull.PullMessages({"Timeout": wait, "MessageLimit": 10}).NotificationMessage
        return [one.Message._value_1.find(".//*[@Name='State']").get("Value") for one in found]

    school.order("C01", motion=False)
    assert pulled(0.1) == ["false"]
    assert pulled(0.3) == []  # nothing new
    school.order("C01", motion=True)
    assert pulled(5) == ["true"]
    school.order("C01", motion=None)
    pull.zeep_client.transport.session.close()


def test_subscriptions_are_renewed_ended_and_few(school: SchoolRun) -> None:
    camera = school.camera("C13")
    login = HTTPDigestAuth(camera["user"], camera["password"])
    base = camera["onvif"]

    def call(url: str, body: str) -> requests.Response:
        return requests.post(url, ENVELOPE.format(body), auth=login, timeout=10)

    create = (
        '<CreatePullPointSubscription xmlns="http://www.onvif.org/ver10/events/wsdl">'
        "<InitialTerminationTime>PT30S</InitialTerminationTime></CreatePullPointSubscription>"
    )
    addresses = []
    while (answer := call(base, create)).status_code == 200:
        addresses.append(answer.text.split("<wsa5:Address>")[1].split("<")[0])
    assert 5 < len(addresses) <= 10 and b"SubscribeCreationFailedFault" in answer.content
    wsnt = 'xmlns="http://docs.oasis-open.org/wsn/b-2"'
    renewed = call(addresses[0], f"<Renew {wsnt}><TerminationTime>PT1M</TerminationTime></Renew>")
    assert renewed.status_code == 200 and b"RenewResponse" in renewed.content
    for address in addresses:
        assert call(address, f"<Unsubscribe {wsnt}/>").status_code == 200
    assert call(addresses[0], f"<Renew {wsnt}><TerminationTime>PT1M</TerminationTime></Renew>").status_code == 400
    assert call(base, create).status_code == 200
