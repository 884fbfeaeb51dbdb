# ruff: noqa: E501 - answers as cameras send them
"""A small ONVIF camera on a real socket, with a switch for each quirk seen in the field.

It keeps what it was asked (``calls``), how often a login failed (``failed_logins``) and how its motor moves
(``velocity``). Servers that are no camera at all are in ``onvif_trouble``.
"""

from __future__ import annotations

import base64
import hashlib
import re
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import cv2
import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from lxml import etree

USER, PASSWORD = "admin", "mật khẩu 1"
NONCE = "5f2a9c"
ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" '
    'xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tr2="http://www.onvif.org/ver20/media/wsdl" '
    'xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl" xmlns:timg="http://www.onvif.org/ver20/imaging/wsdl" '
    'xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>{}</s:Body></s:Envelope>'
)
JPEG = bytes(cv2.imencode(".jpg", np.linspace(0, 255, 320 * 180, dtype=np.uint8).reshape(180, 320))[1])
_RANGE = "<tt:{0}Range><tt:Min>-1</tt:Min><tt:Max>1</tt:Max></tt:{0}Range>"
SPACES = {
    name: f"<tt:{tag}><tt:URI>http://www.onvif.org/ver10/tptz/{uri}</tt:URI>{_RANGE.format('X')}"
    + ("" if tag.endswith(("ZoomPositionSpace", "ZoomTranslationSpace")) else _RANGE.format("Y"))
    + f"</tt:{tag}>"
    for name, tag, uri in (
        ("absolute", "AbsolutePanTiltPositionSpace", "PanTiltSpaces/PositionGenericSpace"),
        ("zoom_absolute", "AbsoluteZoomPositionSpace", "ZoomSpaces/PositionGenericSpace"),
        ("relative", "RelativePanTiltTranslationSpace", "PanTiltSpaces/TranslationGenericSpace"),
        ("fov", "RelativePanTiltTranslationSpace", "PanTiltSpaces/TranslationSpaceFov"),
        ("zoom_relative", "RelativeZoomTranslationSpace", "ZoomSpaces/TranslationGenericSpace"),
    )
}
ANONYMOUS = {"GetSystemDateAndTime", "GetCapabilities", "GetServices"}


@dataclass
class Quirks:
    """What this camera does in its own way."""

    login: str = "digest"  # digest | sha256 | token | none
    user: str = USER
    password: str = PASSWORD
    refuse_all: bool = False  # says 401 whatever comes
    clock_ahead_s: float = 0.0
    utc: bool = True
    local: bool = True
    zone: str = "CST-7"
    second: int | None = None
    zero_date: bool = False
    clock_needs_login: bool = False
    zulu_only: bool = False
    xaddr_host: str = ""  # host:port given in XAddr and URIs instead of the real one
    scheme_in_xaddr: str = "http"
    get_services: bool = True
    get_capabilities: bool = True
    media1: bool = True
    media2: bool = True
    ptz: bool = True
    imaging: bool = True
    stream_url: str | None = None
    stop_ignored: bool = False
    stop_refused: bool = False
    zero_ignored: bool = False
    status: bool = True
    timeout_refused: bool = False
    zoom_zero_refused: bool = False
    spaces: tuple[str, ...] = ()  # of "fov", "relative", "absolute", "zoom_relative", "zoom_absolute"
    most_zoom: float = 20.0  # magnification at the far end, reached in equal steps
    forbidden: tuple[str, ...] = ()  # operations this account may not use
    empty: tuple[str, ...] = ()  # operations answered with an empty body
    slow_s: float = 0.0
    drop_next: int = 0  # connections to close without an answer


@dataclass
class FakeCamera:
    port: int
    quirks: Quirks
    calls: list[str] = field(default_factory=list)
    authorised: list[str] = field(default_factory=list)  # operations that carried a login
    bodies: list[bytes] = field(default_factory=list)
    failed_logins: int = 0
    velocity: tuple[float, float, float] = (0.0, 0.0, 0.0)
    moves: list[tuple[float, float, float]] = field(default_factory=list)
    stops: int = 0
    brightness: float = 50.0
    presets: dict[str, str] = field(default_factory=lambda: {"1": "Cổng", "2": "Cột cờ"})
    at: str = ""
    place: tuple[float, float, float] = (0.0, 0.0, 0.0)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def seen(self) -> tuple[float, float]:
        """How much of the pan and tilt range the picture covers now."""
        larger = 1 + (self.quirks.most_zoom - 1) * self.place[2]
        return 0.3 / larger, 0.36 / larger

    def count(self, operation: str) -> int:
        return self.calls.count(operation)


@contextmanager
def fake_camera(tls: ssl.SSLContext | None = None, **switches: Any) -> Iterator[FakeCamera]:
    """A camera that listens on 127.0.0.1 until the block ends, by HTTPS when ``tls`` is given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    if tls is not None:
        # The handshake belongs on the connection's own thread, or one stranger would hold up all others.
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.daemon_threads = True
    server.block_on_close = False
    camera = FakeCamera(server.server_address[1], Quirks(**switches))
    server.camera = camera  # type: ignore[attr-defined]
    server.open = set()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="fake-camera")
    thread.start()
    try:
        yield camera
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
        for one in list(server.open):  # type: ignore[attr-defined]
            one.end()


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate such as cameras make for themselves: of their own, for a name that isn't their address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "IPCamera")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "camera.pem").write_bytes(certificate + pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "camera.pem")
    return context


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet, or each answer waits for a delayed ACK
    timeout = 10

    def setup(self) -> None:
        super().setup()
        self.camera: FakeCamera = self.server.camera  # type: ignore[attr-defined]
        self.thread = threading.current_thread()
        self.server.open.add(self)  # type: ignore[attr-defined]

    def finish(self) -> None:
        with suppress(OSError):  # the client has gone
            super().finish()
        with suppress(OSError):
            self.wfile.close()
        self.rfile.close()
        self.server.open.discard(self)  # type: ignore[attr-defined]

    def end(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(2)
        self.thread.join(2)

    def log_message(self, *_args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self._http_login("GET"):
            self._send(200, JPEG, "image/jpeg")

    def do_POST(self) -> None:
        quirks = self.camera.quirks
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if quirks.drop_next:
            quirks.drop_next -= 1
            self.close_connection = True
            return
        time.sleep(quirks.slow_s)
        root = etree.fromstring(body)
        operation = root.find("{*}Body")[0]
        name = etree.QName(operation).localname
        with self.camera.lock:
            self.camera.calls.append(name)
            self.camera.bodies.append(body)
            anonymous = name in ANONYMOUS and not (name == "GetSystemDateAndTime" and quirks.clock_needs_login)
            if quirks.refuse_all:
                self._http_401()
            elif anonymous or quirks.login == "none" or self._allowed(root, name):
                self._answer(name, operation)

    # -- login

    def _allowed(self, root: Any, name: str) -> bool:
        if self.camera.quirks.login == "token":
            if not self._token(root):
                self._fault("ter:NotAuthorized", "Sender not Authorized")
                return False
        elif not self._http_login("POST"):
            return False
        self.camera.authorised.append(name)
        if name in self.camera.quirks.forbidden:
            self._fault("ter:NotAuthorized", "Operation prohibited for this user")
            return False
        return True

    def _token(self, root: Any) -> bool:
        token = root.find(".//{*}UsernameToken")
        if token is None:
            return False
        quirks = self.camera.quirks
        said = {etree.QName(part).localname: part.text for part in token}
        created = said["Created"]
        digest = hashlib.sha1(base64.b64decode(said["Nonce"]) + created.encode() + quirks.password.encode()).digest()
        moment = datetime.fromisoformat(created)
        fresh = abs(moment - (datetime.now(UTC) + timedelta(seconds=quirks.clock_ahead_s))) < timedelta(seconds=5)
        good = said["Username"] == quirks.user and said["Password"] == base64.b64encode(digest).decode() and fresh
        if quirks.zulu_only and not created.endswith("Z"):
            good = False
        self.camera.failed_logins += not good
        return good

    def _http_login(self, method: str) -> bool:
        quirks = self.camera.quirks
        if quirks.login not in ("digest", "sha256"):
            return True
        line = self.headers.get("Authorization")
        if line is None:
            self._http_401()
            return False
        said = {name: quoted or bare for name, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|([^,\s]+))', line)}
        make = hashlib.sha256 if quirks.login == "sha256" else hashlib.md5
        h = lambda text: make(text.encode()).hexdigest()  # noqa: E731
        one, two = h(f"{quirks.user}:cam:{quirks.password}"), h(f"{method}:{said['uri']}")
        expected = h(f"{one}:{said['nonce']}:{said['nc']}:{said['cnonce']}:auth:{two}")
        if said["username"] == quirks.user and said["response"] == expected:
            return True
        self.camera.failed_logins += 1
        self._http_401()
        return False

    def _http_401(self) -> None:
        algorithm = ["MD5"] if self.camera.quirks.login != "sha256" else ["MD5", "SHA-256"]
        if self.camera.quirks.login == "sha256":
            algorithm = ["SHA-256"]
        lines = [f'Digest realm="cam", nonce="{NONCE}", qop="auth, auth-int", algorithm={one}' for one in algorithm]
        extra = [("WWW-Authenticate", 'Basic realm="cam"')]
        if self.camera.quirks.login != "token":
            extra += [("WWW-Authenticate", line) for line in lines]
        self._send(401, b"<html>401</html>", "text/html", extra)

    # -- answers

    def _send(self, status: int, body: bytes, kind: str, extra: list[tuple[str, str]] | None = None) -> None:
        self.send_response(status)
        for name, value in extra or []:
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _fault(self, code: str, text: str) -> None:
        body = (
            f"<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>{code}</s:Value></s:Subcode></s:Code>"
            f'<s:Reason><s:Text xml:lang="en">{text}</s:Text></s:Reason></s:Fault>'
        )
        self._soap(body, 400)

    def _soap(self, body: str, status: int = 200) -> None:
        self._send(status, ENVELOPE.format(body).encode(), "application/soap+xml; charset=utf-8")

    def _answer(self, name: str, operation: Any) -> None:
        quirks = self.camera.quirks
        unsupported = (
            (name == "GetServices" and not quirks.get_services)
            or (name == "GetCapabilities" and not quirks.get_capabilities)
            or not hasattr(self, f"_{name}")
        )
        if unsupported:
            self._fault("ter:ActionNotSupported", "Optional Action Not Implemented")
        elif name in quirks.empty:
            prefix = {"GetProfiles": "trt", "GetStreamUri": "trt", "GetPresets": "tptz"}.get(name, "tds")
            self._soap(f"<{prefix}:{name}Response/>")
        else:
            getattr(self, f"_{name}")(operation)

    def _base(self) -> str:
        return f"{self.camera.quirks.scheme_in_xaddr}://{self.camera.quirks.xaddr_host or self.camera.address}"

    def _GetSystemDateAndTime(self, _operation: Any) -> None:
        quirks = self.camera.quirks
        now = datetime.now(UTC) + timedelta(seconds=quirks.clock_ahead_s)

        def part(name: str, moment: datetime) -> str:
            second = moment.second if quirks.second is None else quirks.second
            day = (0, 0, 0) if quirks.zero_date else (moment.year, moment.month, moment.day)
            return (
                f"<tt:{name}><tt:Time><tt:Hour>{moment.hour}</tt:Hour><tt:Minute>{moment.minute}</tt:Minute>"
                f"<tt:Second>{second}</tt:Second></tt:Time><tt:Date><tt:Year>{day[0]}</tt:Year>"
                f"<tt:Month>{day[1]}</tt:Month><tt:Day>{day[2]}</tt:Day></tt:Date></tt:{name}>"
            )

        self._soap(
            "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType>"
            f"<tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>{escape(quirks.zone)}</tt:TZ></tt:TimeZone>"
            + (part("UTCDateTime", now) if quirks.utc else "")
            + (part("LocalDateTime", now + timedelta(hours=7)) if quirks.local else "")
            + "</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"
        )

    def _GetCapabilities(self, _operation: Any) -> None:
        base, quirks = self._base(), self.camera.quirks
        media = (
            f"<tt:Media><tt:XAddr>{base}/onvif/media</tt:XAddr><tt:StreamingCapabilities/></tt:Media>"
            if quirks.media1
            else ""
        )
        ptz = f"<tt:PTZ><tt:XAddr>{base}/onvif/ptz</tt:XAddr></tt:PTZ>" if quirks.ptz else ""
        self._soap(
            f"<tds:GetCapabilitiesResponse><tds:Capabilities>{media}{ptz}</tds:Capabilities></tds:GetCapabilitiesResponse>"
        )

    def _GetServices(self, _operation: Any) -> None:
        names = {
            "ver10/device": True,
            "ver10/media": self.camera.quirks.media1,
            "ver20/media": self.camera.quirks.media2,
        }
        names |= {"ver20/ptz": self.camera.quirks.ptz, "ver20/imaging": self.camera.quirks.imaging}
        entries = "".join(
            f"<tds:Service><tds:Namespace>http://www.onvif.org/{name}/wsdl</tds:Namespace>"
            f"<tds:XAddr>{self._base()}/onvif/{name.replace('/', '_')}</tds:XAddr>"
            "<tds:Version><tt:Major>2</tt:Major><tt:Minor>0</tt:Minor></tds:Version></tds:Service>"
            for name, offered in names.items()
            if offered
        )
        self._soap(f"<tds:GetServicesResponse>{entries}</tds:GetServicesResponse>")

    def _GetDeviceInformation(self, _operation: Any) -> None:
        self._soap(
            "<tds:GetDeviceInformationResponse><tds:Manufacturer>Sao Bắc</tds:Manufacturer><tds:Model>SB-PTZ25</tds:Model>"
            "<tds:FirmwareVersion>5.7.23</tds:FirmwareVersion><tds:SerialNumber>F7Q204118</tds:SerialNumber>"
            "<tds:HardwareId>1</tds:HardwareId></tds:GetDeviceInformationResponse>"
        )

    def _GetNetworkInterfaces(self, _operation: Any) -> None:
        self._soap(
            '<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled><tt:Info>'
            "<tt:Name>eth0</tt:Name><tt:HwAddress>a4-d5-c2-1f-08-6b</tt:HwAddress></tt:Info></tds:NetworkInterfaces>"
            "</tds:GetNetworkInterfacesResponse>"
        )

    def _GetProfiles(self, operation: Any) -> None:
        if "ver20" in etree.QName(operation).namespace:
            self._soap(f"<tr2:GetProfilesResponse>{self._media2_profiles()}</tr2:GetProfilesResponse>")
            return
        ptz = (
            '<tt:PTZConfiguration token="ptz"><tt:Name>ptz</tt:Name><tt:UseCount>1</tt:UseCount><tt:NodeToken>n</tt:NodeToken>'
            "</tt:PTZConfiguration>"
            if self.camera.quirks.ptz
            else ""
        )
        entries = "".join(
            f'<trt:Profiles token="{token}" fixed="true"><tt:Name>{token} hình</tt:Name>'
            f'<tt:VideoEncoderConfiguration token="v{token}"><tt:Name>v</tt:Name><tt:UseCount>1</tt:UseCount>'
            f"<tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height>"
            "</tt:Resolution><tt:Quality>5</tt:Quality><tt:RateControl><tt:FrameRateLimit>15</tt:FrameRateLimit>"
            "<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>512</tt:BitrateLimit></tt:RateControl>"
            f"</tt:VideoEncoderConfiguration>{ptz}</trt:Profiles>"
            for token, width, height in (("phu", 640, 360), ("chinh", 1920, 1080))
        )
        self._soap(f"<trt:GetProfilesResponse>{entries}</trt:GetProfilesResponse>")

    def _media2_profiles(self) -> str:
        ptz = (
            '<tr2:PTZ token="ptz"><tt:Name>p</tt:Name><tt:UseCount>1</tt:UseCount><tt:NodeToken>n</tt:NodeToken></tr2:PTZ>'
            if self.camera.quirks.ptz
            else ""
        )
        return "".join(
            f'<tr2:Profiles token="{token}" fixed="true"><tr2:Name>{token}</tr2:Name><tr2:Configurations>'
            '<tr2:VideoSource token="s"><tt:Name>s</tt:Name><tt:UseCount>1</tt:UseCount><tt:SourceToken>x</tt:SourceToken>'
            '<tt:Bounds x="0" y="0" width="2560" height="1440"/></tr2:VideoSource>'
            f'<tr2:VideoEncoder token="e{token}" GovLength="40" Profile="Main"><tt:Name>e</tt:Name><tt:UseCount>1</tt:UseCount>'
            f"<tt:Encoding>{codec}</tt:Encoding><tt:Resolution><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height>"
            '</tt:Resolution><tt:RateControl ConstantBitRate="true"><tt:FrameRateLimit>20</tt:FrameRateLimit>'
            "<tt:BitrateLimit>4096</tt:BitrateLimit></tt:RateControl><tt:Quality>5</tt:Quality></tr2:VideoEncoder>"
            f"{ptz}</tr2:Configurations></tr2:Profiles>"
            for token, codec, width, height in (("P2", "H264", 640, 360), ("P1", "H265", 2560, 1440))
        )

    def _GetStreamUri(self, operation: Any) -> None:
        token = operation.findtext("{*}ProfileToken")
        host = (self.camera.quirks.xaddr_host or self.camera.address).rpartition(":")[0]
        uri = self.camera.quirks.stream_url
        uri = f"rtsp://{host}:8554/{token}" if uri is None else uri
        if "ver20" in etree.QName(operation).namespace:
            self._soap(f"<tr2:GetStreamUriResponse><tr2:Uri>{uri}</tr2:Uri></tr2:GetStreamUriResponse>")
        else:
            self._soap(
                f"<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>{uri}</tt:Uri><tt:InvalidAfterConnect>false"
                "</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout>"
                "</trt:MediaUri></trt:GetStreamUriResponse>"
            )

    def _GetSnapshotUri(self, operation: Any) -> None:
        uri = f"{self._base()}/still.jpg"
        if "ver20" in etree.QName(operation).namespace:
            self._soap(f"<tr2:GetSnapshotUriResponse><tr2:Uri>{uri}</tr2:Uri></tr2:GetSnapshotUriResponse>")
        else:
            self._soap(
                f"<trt:GetSnapshotUriResponse><trt:MediaUri><tt:Uri>{uri}</tt:Uri><tt:InvalidAfterConnect>false"
                "</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout>"
                "</trt:MediaUri></trt:GetSnapshotUriResponse>"
            )

    # -- picture settings: takes a brightness, says "done" to a contrast and ignores it

    def _GetVideoSources(self, _operation: Any) -> None:
        self._soap(
            '<trt:GetVideoSourcesResponse><trt:VideoSources token="s"><tt:Framerate>20</tt:Framerate><tt:Resolution>'
            "<tt:Width>2560</tt:Width><tt:Height>1440</tt:Height></tt:Resolution></trt:VideoSources>"
            "</trt:GetVideoSourcesResponse>"
        )

    def _GetImagingSettings(self, _operation: Any) -> None:
        self._soap(
            "<timg:GetImagingSettingsResponse><timg:ImagingSettings>"
            f"<tt:Brightness>{self.camera.brightness}</tt:Brightness><tt:Contrast>50</tt:Contrast>"
            "</timg:ImagingSettings></timg:GetImagingSettingsResponse>"
        )

    def _SetImagingSettings(self, operation: Any) -> None:
        wanted = operation.findtext("{*}ImagingSettings/{*}Brightness")
        self.camera.brightness = float(wanted) if wanted else self.camera.brightness
        self._soap("<timg:SetImagingSettingsResponse/>")

    # -- motor

    def _GetNodes(self, _operation: Any) -> None:
        self._soap(
            '<tptz:GetNodesResponse><tptz:PTZNode token="n" FixedHomePosition="false"><tt:SupportedPTZSpaces>'
            + "".join(SPACES[name] for name in SPACES if name in self.camera.quirks.spaces)
            + "</tt:SupportedPTZSpaces><tt:MaximumNumberOfPresets>64</tt:MaximumNumberOfPresets><tt:HomeSupported>true</tt:HomeSupported>"
            "</tptz:PTZNode></tptz:GetNodesResponse>"
        )

    def _ContinuousMove(self, operation: Any) -> None:
        quirks = self.camera.quirks
        velocity = operation.find("{*}Velocity")
        turn, zoom = velocity.find("{*}PanTilt"), velocity.find("{*}Zoom")
        if operation.find("{*}Timeout") is not None and quirks.timeout_refused:
            self._fault("ter:InvalidArgVal", "Timeout not supported")
            return
        if zoom is not None and not float(zoom.get("x")) and quirks.zoom_zero_refused:
            self._fault("ter:SpaceNotSupported", "no zoom")
            return
        old = self.camera.velocity
        new = (
            float(turn.get("x")) if turn is not None else old[0],
            float(turn.get("y")) if turn is not None else old[1],
            float(zoom.get("x")) if zoom is not None else old[2],
        )
        if any(new) or not quirks.zero_ignored:
            self.camera.velocity = new
        self.camera.moves.append(new)
        self._soap("<tptz:ContinuousMoveResponse/>")

    def _shift(self, vector: Any, by: tuple[float, float, float] | None) -> None:
        """Move at once to what the vector says, added to ``by`` where one is given."""
        turn, zoom = vector.find("{*}PanTilt"), vector.find("{*}Zoom")
        here, start = self.camera.place, by or (0.0, 0.0, 0.0)
        scale = (1.0, 1.0)
        if turn is not None and turn.get("space", "").endswith("TranslationSpaceFov"):
            scale = (self.camera.seen[0] / 2, self.camera.seen[1] / 2)
        self.camera.place = (
            here[0] if turn is None else start[0] + float(turn.get("x")) * scale[0],
            here[1] if turn is None else start[1] + float(turn.get("y")) * scale[1],
            here[2] if zoom is None else max(0.0, min(1.0, start[2] + float(zoom.get("x")))),
        )

    def _RelativeMove(self, operation: Any) -> None:
        self._shift(operation.find("{*}Translation"), self.camera.place)
        self._soap("<tptz:RelativeMoveResponse/>")

    def _AbsoluteMove(self, operation: Any) -> None:
        self._shift(operation.find("{*}Position"), None)
        self._soap("<tptz:AbsoluteMoveResponse/>")

    def _Stop(self, _operation: Any) -> None:
        self.camera.stops += 1
        if self.camera.quirks.stop_refused:
            self._fault("ter:ActionNotSupported", "no Stop")
            return
        if not self.camera.quirks.stop_ignored:
            self.camera.velocity = (0.0, 0.0, 0.0)
        self._soap("<tptz:StopResponse/>")

    def _GetStatus(self, _operation: Any) -> None:
        if not self.camera.quirks.status:
            self._fault("ter:ActionNotSupported", "no status")
            return
        word = "MOVING" if any(self.camera.velocity) else "IDLE"
        pan, tilt, zoom = self.camera.place
        told = self.camera.quirks.spaces
        turn = f'<tt:PanTilt x="{pan:.6f}" y="{tilt:.6f}"/>' if "absolute" in told else ""
        near = f'<tt:Zoom x="{zoom:.6f}"/>' if "zoom_absolute" in told else ""
        place = f"<tt:Position>{turn}{near}</tt:Position>" if turn or near else ""
        self._soap(
            f"<tptz:GetStatusResponse><tptz:PTZStatus>{place}<tt:MoveStatus>"
            f"<tt:PanTilt>{word}</tt:PanTilt><tt:Zoom>{word}</tt:Zoom></tt:MoveStatus>"
            "<tt:UtcTime>2026-01-05T01:40:00Z</tt:UtcTime></tptz:PTZStatus></tptz:GetStatusResponse>"
        )

    def _GetPresets(self, _operation: Any) -> None:
        entries = "".join(
            f'<tptz:Preset token="{token}"><tt:Name>{name}</tt:Name></tptz:Preset>'
            for token, name in self.camera.presets.items()
        )
        self._soap(f"<tptz:GetPresetsResponse>{entries}</tptz:GetPresetsResponse>")

    def _SetPreset(self, operation: Any) -> None:
        token = operation.findtext("{*}PresetToken") or str(len(self.camera.presets) + 1)
        self.camera.presets[token] = operation.findtext("{*}PresetName")
        self._soap(f"<tptz:SetPresetResponse><tptz:PresetToken>{token}</tptz:PresetToken></tptz:SetPresetResponse>")

    def _RemovePreset(self, operation: Any) -> None:
        self.camera.presets.pop(operation.findtext("{*}PresetToken"), None)
        self._soap("<tptz:RemovePresetResponse/>")

    def _GotoPreset(self, operation: Any) -> None:
        token = operation.findtext("{*}PresetToken")
        if token not in self.camera.presets:
            self._fault("ter:NoToken", "no such preset")
            return
        self.camera.at = token
        self._soap("<tptz:GotoPresetResponse/>")

    def _GotoHomePosition(self, _operation: Any) -> None:
        self.camera.at = "home"
        self._soap("<tptz:GotoHomePositionResponse/>")
