"""ONVIF server of one camera: login, routing, and the device service (SOAP over HTTP, one port a camera).

All services share one address space; a call finds its handler by namespace and name. HTTP Digest and WS-UsernameToken
are both taken. Without a login the answer is HTTP 401, with a wrong token a `ter:NotAuthorized` fault.
"""

from __future__ import annotations

import os
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from vms.demo import onvif_media, onvif_ptz
from vms.demo.faults import Fault, FaultKind
from vms.demo.http_server import HOST, HttpAnswer, HttpRequest, HttpServer
from vms.demo.onvif_events import EventService
from vms.demo.onvif_state import FIRMWARE, MAKER, OnvifCamera
from vms.demo.soap import PREFIXES, Call, SoapError, TokenCheck, envelope, fault_envelope, parse, text

_SOAP = "application/soap+xml; charset=utf-8"
_OPEN_CALLS = {"GetSystemDateAndTime", "GetServices", "GetServiceCapabilities", "GetCapabilities", "GetHostname"}
_SERVICES = (
    ("tds", "device_service"), ("trt", "media_service"), ("tr2", "media2_service"), ("tev", "event_service"),
    ("timg", "imaging_service"), ("tptz", "ptz_service"),
)  # fmt: skip

Handler = Callable[[OnvifCamera, ET.Element], str]


def _date_and_time(camera: OnvifCamera, _: ET.Element) -> str:
    now = time.gmtime(camera.fault().clock())
    local = time.gmtime(camera.fault().clock() + 7 * 3600)

    def parts(name: str, t: time.struct_time) -> str:
        clock = f"<tt:Hour>{t.tm_hour}</tt:Hour><tt:Minute>{t.tm_min}</tt:Minute><tt:Second>{t.tm_sec}</tt:Second>"
        day = f"<tt:Year>{t.tm_year}</tt:Year><tt:Month>{t.tm_mon}</tt:Month><tt:Day>{t.tm_mday}</tt:Day>"
        return f"<tt:{name}><tt:Time>{clock}</tt:Time><tt:Date>{day}</tt:Date></tt:{name}>"

    return (
        "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType>"
        "<tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>ICT-7</tt:TZ></tt:TimeZone>"
        f"{parts('UTCDateTime', now)}{parts('LocalDateTime', local)}"
        "</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"
    )


def _device_information(camera: OnvifCamera, _: ET.Element) -> str:
    return (
        f"<tds:GetDeviceInformationResponse><tds:Manufacturer>{MAKER}</tds:Manufacturer>"
        f"<tds:Model>{camera.model}</tds:Model><tds:FirmwareVersion>{FIRMWARE}</tds:FirmwareVersion>"
        f"<tds:SerialNumber>{camera.serial}</tds:SerialNumber><tds:HardwareId>{camera.model}-A</tds:HardwareId>"
        "</tds:GetDeviceInformationResponse>"
    )


def _services_of(camera: OnvifCamera) -> list[tuple[str, str]]:
    return [(prefix, path) for prefix, path in _SERVICES if prefix != "tptz" or camera.plan.ptz]


def _services(camera: OnvifCamera, _: ET.Element) -> str:
    body = "".join(
        f"<tds:Service><tds:Namespace>{PREFIXES[prefix]}</tds:Namespace><tds:XAddr>{camera.address(path)}</tds:XAddr>"
        "<tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>"
        for prefix, path in _services_of(camera)
    )
    return f"<tds:GetServicesResponse>{body}</tds:GetServicesResponse>"


def _capabilities(camera: OnvifCamera, _: ET.Element) -> str:
    flags = "".join(
        f"<tt:{name}>false</tt:{name}>"
        for name in ("DiscoveryResolve", "DiscoveryBye", "RemoteDiscovery", "SystemBackup", "SystemLogging")
    )
    ptz = f"<tt:PTZ><tt:XAddr>{camera.address('ptz_service')}</tt:XAddr></tt:PTZ>" if camera.plan.ptz else ""
    return (
        f"<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Device><tt:XAddr>{camera.address('device_service')}"
        f"</tt:XAddr><tt:System>{flags}<tt:FirmwareUpgrade>false</tt:FirmwareUpgrade><tt:SupportedVersions>"
        "<tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tt:SupportedVersions></tt:System></tt:Device>"
        f"<tt:Events><tt:XAddr>{camera.address('event_service')}</tt:XAddr>"
        "<tt:WSSubscriptionPolicySupport>false</tt:WSSubscriptionPolicySupport>"
        "<tt:WSPullPointSupport>true</tt:WSPullPointSupport><tt:WSPausableSubscriptionManagerInterfaceSupport>false"
        "</tt:WSPausableSubscriptionManagerInterfaceSupport></tt:Events>"
        f"<tt:Imaging><tt:XAddr>{camera.address('imaging_service')}</tt:XAddr></tt:Imaging>"
        f"<tt:Media><tt:XAddr>{camera.address('media_service')}</tt:XAddr><tt:StreamingCapabilities>"
        "<tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP>"
        f"</tt:StreamingCapabilities></tt:Media>{ptz}</tds:Capabilities></tds:GetCapabilitiesResponse>"
    )


def _service_capabilities(_: OnvifCamera, __: ET.Element) -> str:
    return (
        '<tds:GetServiceCapabilitiesResponse><tds:Capabilities><tds:Network NTP="1"/>'
        '<tds:Security UsernameToken="true" HttpDigest="true" MaxUsers="8"/><tds:System/>'
        "</tds:Capabilities></tds:GetServiceCapabilitiesResponse>"
    )


def _scopes(camera: OnvifCamera, _: ET.Element) -> str:
    scopes = ["type/video_encoder", "Profile/Streaming", "Profile/T", f"name/{camera.plan.code}", "location/BinhMinh"]
    if camera.plan.ptz:
        scopes.append("type/ptz")
    body = "".join(
        f"<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>onvif://www.onvif.org/{scope}</tt:ScopeItem></tds:Scopes>"
        for scope in scopes
    )
    return f"<tds:GetScopesResponse>{body}</tds:GetScopesResponse>"


def _network_interfaces(camera: OnvifCamera, _: ET.Element) -> str:
    address = f"<tt:Address>{HOST}</tt:Address><tt:PrefixLength>8</tt:PrefixLength>"
    return (
        '<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled><tt:Info>'
        f"<tt:Name>eth0</tt:Name><tt:HwAddress>{camera.mac}</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info><tt:IPv4>"
        f"<tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual>{address}</tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config>"
        "</tt:IPv4></tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>"
    )


def _hostname(camera: OnvifCamera, _: ET.Element) -> str:
    return (
        "<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP>"
        f"<tt:Name>{escape(camera.hostname)}</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>"
    )


def _set_hostname(camera: OnvifCamera, body: ET.Element) -> str:
    name = text(body, "Name") or ""
    if not name or not all(letter.isalnum() or letter in "-." for letter in name):
        raise SoapError("not a host name", "ter:InvalidArgVal", "ter:InvalidHostname")
    camera.hostname = name
    return "<tds:SetHostnameResponse/>"


def _users(camera: OnvifCamera, _: ET.Element) -> str:
    body = (
        f"<tds:User><tt:Username>{camera.plan.user}</tt:Username><tt:UserLevel>Administrator</tt:UserLevel></tds:User>"
    )
    return f"<tds:GetUsersResponse>{body}</tds:GetUsersResponse>"


def _ntp(camera: OnvifCamera, _: ET.Element) -> str:
    server = f"<tt:NTPManual><tt:Type>DNS</tt:Type><tt:DNSname>{escape(camera.ntp)}</tt:DNSname></tt:NTPManual>"
    return (
        f"<tds:GetNTPResponse><tds:NTPInformation><tt:FromDHCP>false</tt:FromDHCP>{server}</tds:NTPInformation>"
        "</tds:GetNTPResponse>"
    )


def _set_ntp(camera: OnvifCamera, body: ET.Element) -> str:
    name = text(body, "NTPManual", "DNSname") or text(body, "NTPManual", "IPv4Address")
    if name:
        camera.ntp = name
    return "<tds:SetNTPResponse/>"


def _protocols(camera: OnvifCamera, _: ET.Element) -> str:
    body = "".join(
        f"<tds:NetworkProtocols><tt:Name>{name}</tt:Name><tt:Enabled>true</tt:Enabled><tt:Port>{port}</tt:Port>"
        "</tds:NetworkProtocols>"
        for name, port in (("HTTP", camera.http_port), ("RTSP", camera.rtsp_port))
    )
    return f"<tds:GetNetworkProtocolsResponse>{body}</tds:GetNetworkProtocolsResponse>"


def _gateway(_: OnvifCamera, __: ET.Element) -> str:
    body = f"<tds:NetworkGateway><tt:IPv4Address>{HOST}</tt:IPv4Address></tds:NetworkGateway>"
    return f"<tds:GetNetworkDefaultGatewayResponse>{body}</tds:GetNetworkDefaultGatewayResponse>"


def _dns(_: OnvifCamera, __: ET.Element) -> str:
    body = "<tds:DNSInformation><tt:FromDHCP>false</tt:FromDHCP></tds:DNSInformation>"
    return f"<tds:GetDNSResponse>{body}</tds:GetDNSResponse>"


_HANDLERS: dict[tuple[str, str], Handler] = {
    ("tds", "GetSystemDateAndTime"): _date_and_time,
    ("tds", "GetDeviceInformation"): _device_information,
    ("tds", "GetServices"): _services,
    ("tds", "GetCapabilities"): _capabilities,
    ("tds", "GetServiceCapabilities"): _service_capabilities,
    ("tds", "GetScopes"): _scopes,
    ("tds", "GetNetworkInterfaces"): _network_interfaces,
    ("tds", "GetHostname"): _hostname,
    ("tds", "SetHostname"): _set_hostname,
    ("tds", "GetUsers"): _users,
    ("tds", "GetNTP"): _ntp,
    ("tds", "SetNTP"): _set_ntp,
    ("tds", "GetNetworkProtocols"): _protocols,
    ("tds", "GetNetworkDefaultGateway"): _gateway,
    ("tds", "GetDNS"): _dns,
    **onvif_media.HANDLERS,
    **onvif_ptz.IMAGING_HANDLERS,
}


@dataclass(slots=True)
class OnvifServer:
    """The HTTP side of a camera."""

    camera: OnvifCamera
    events: EventService = field(init=False)
    _server: HttpServer = field(init=False)
    _tokens: TokenCheck = field(init=False)

    def __post_init__(self) -> None:
        self._server = HttpServer(self._answer)
        self._tokens = TokenCheck(self.camera.plan.user, self.camera.plan.password)
        self.events = EventService(self.camera)

    @property
    def listening(self) -> bool:
        """Whether the port is open."""
        return self._server.listening

    async def open(self, port: int) -> int:
        """Listen; returns the port."""
        await self._server.open(port)
        self.camera.http_port = self._server.port
        return self._server.port

    async def close(self) -> None:
        """Stop listening and break all connections."""
        await self._server.close()

    async def _answer(self, request: HttpRequest) -> HttpAnswer | None:
        fault = self.camera.fault()
        if fault.kind is FaultKind.HANG:
            return None
        if fault.kind is FaultKind.GARBAGE:
            return HttpAnswer(raw=os.urandom(400)) if fault.style == "bytes" else HttpAnswer(body=os.urandom(400))
        path = request.path.split("?")[0]
        if path == "/snapshot.jpg" and request.method == "GET":
            if fault.kind is FaultKind.REFUSE or not self._digest_ok(request):
                return self._ask_login(b"")
            try:
                return HttpAnswer(200, await self.camera.snapshot(), "image/jpeg")
            except LookupError:  # the picture of this second isn't rendered yet
                return HttpAnswer(503, headers=(("Retry-After", "1"),))
        if not path.startswith("/onvif/"):
            return HttpAnswer(404)
        if request.method != "POST":
            return HttpAnswer(405)
        try:
            call = parse(request.body)
            refusal = self._refusal(call, request, fault)
            return refusal or HttpAnswer(200, await self._carry_out(call, path), _SOAP)
        except SoapError as error:
            return HttpAnswer(error.status, fault_envelope(error), _SOAP)

    def _digest_ok(self, request: HttpRequest) -> bool:
        return self.camera.digest.check(request.method, request.headers.get("authorization"))

    def _ask_login(self, body: bytes) -> HttpAnswer:
        header = (("WWW-Authenticate", self.camera.digest.challenge(qop=True)),)
        return HttpAnswer(401, body, _SOAP, header)

    def _refusal(self, call: Call, request: HttpRequest, fault: Fault) -> HttpAnswer | None:
        """The answer to somebody who may not make this call; None for everybody else."""
        if call.service == "tds" and call.name in _OPEN_CALLS:
            return None
        if fault.kind is not FaultKind.REFUSE:
            if self._digest_ok(request):
                return None
            if call.token is not None and self._tokens.check(call.token, fault.clock()):
                return None
        refusal = SoapError("Sender not Authorized", "ter:NotAuthorized")
        if call.token is not None:
            return HttpAnswer(400, fault_envelope(refusal), _SOAP)
        return self._ask_login(fault_envelope(refusal))

    async def _carry_out(self, call: Call, path: str) -> bytes:
        if call.service in ("tev", "wsnt"):
            return await self.events.handle(call, path)
        handler = _HANDLERS.get((call.service, call.name))
        if call.service == "tptz" and self.camera.live:
            handler = onvif_ptz.PTZ_HANDLERS.get(call.name)
        if handler is None:
            raise SoapError(f"{call.name} is not supported", "ter:ActionNotSupported", receiver=True, status=500)
        return envelope(handler(self.camera, call.body))
