"""The recorder's ONVIF side (Profile G): device, recording, search and replay services over one HTTP port."""

from __future__ import annotations

import itertools
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import escape

from vms.demo.digest import Digest
from vms.demo.http_server import HOST, HttpAnswer, HttpRequest, HttpServer
from vms.demo.nvr_footage import KeptRecording
from vms.demo.soap import PREFIXES, Call, SoapError, envelope, fault_envelope, find, parse, text

_SOAP = "application/soap+xml; charset=utf-8"
_OPEN_CALLS = {"GetSystemDateAndTime", "GetServices", "GetServiceCapabilities", "GetCapabilities"}
_SERVICES = (("tds", "device_service"), ("trc", "recording"), ("tse", "search"), ("trp", "replay"))
_PAGE = 2  # so few a page that a client has to come back


@dataclass(slots=True)
class RecorderFace:
    """What the ONVIF services of the recorder know. ``clock``: its own idea of the time, Unix seconds."""

    digest: Digest
    clock: Callable[[], float]
    maker: str
    model: str
    serial: str
    recordings: tuple[KeptRecording, ...]
    profile_g: Callable[[], bool]
    refuses: Callable[[], bool]
    offset: Callable[[], float]
    http_port: int = 0
    rtsp_port: int = 0
    searches: dict[str, list[str]] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)

    def recording(self, token: str | None) -> KeptRecording:
        """The recording of a token; raises SoapError."""
        found = next((one for one in self.recordings if one.token == token), None)
        if found is None:
            raise SoapError("no such recording", "ter:InvalidArgVal", "ter:NoRecording")
        return found

    def at(self, unix_s: float) -> str:
        """An instant by the recorder's own clock, as xs:dateTime."""
        whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(unix_s + self.offset()))
        return f"{whole}.{int((unix_s + self.offset()) % 1 * 1000):03d}Z"


Handler = Callable[[RecorderFace, ET.Element], str]


def _date_and_time(face: RecorderFace, _: ET.Element) -> str:
    now = time.gmtime(face.clock())
    clock = f"<tt:Hour>{now.tm_hour}</tt:Hour><tt:Minute>{now.tm_min}</tt:Minute><tt:Second>{now.tm_sec}</tt:Second>"
    day = f"<tt:Year>{now.tm_year}</tt:Year><tt:Month>{now.tm_mon}</tt:Month><tt:Day>{now.tm_mday}</tt:Day>"
    return (
        "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType>"
        "<tt:DaylightSavings>false</tt:DaylightSavings>"
        f"<tt:UTCDateTime><tt:Time>{clock}</tt:Time><tt:Date>{day}</tt:Date></tt:UTCDateTime>"
        "</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"
    )


def _device_information(face: RecorderFace, _: ET.Element) -> str:
    return (
        f"<tds:GetDeviceInformationResponse><tds:Manufacturer>{escape(face.maker)}</tds:Manufacturer>"
        f"<tds:Model>{face.model}</tds:Model><tds:FirmwareVersion>4.30</tds:FirmwareVersion>"
        f"<tds:SerialNumber>{face.serial}</tds:SerialNumber><tds:HardwareId>1</tds:HardwareId>"
        "</tds:GetDeviceInformationResponse>"
    )


def _offered(face: RecorderFace) -> tuple[tuple[str, str], ...]:
    return _SERVICES if face.profile_g() else _SERVICES[:1]


def _services(face: RecorderFace, _: ET.Element) -> str:
    body = "".join(
        f"<tds:Service><tds:Namespace>{PREFIXES[prefix]}</tds:Namespace><tds:XAddr>{_address(face, path)}</tds:XAddr>"
        "<tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>"
        for prefix, path in _offered(face)
    )
    return f"<tds:GetServicesResponse>{body}</tds:GetServicesResponse>"


def _capabilities(face: RecorderFace, _: ET.Element) -> str:
    return (
        "<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Device><tt:XAddr>"
        f"{_address(face, 'device_service')}</tt:XAddr></tt:Device></tds:Capabilities></tds:GetCapabilitiesResponse>"
    )


def _address(face: RecorderFace, service: str) -> str:
    return f"http://{HOST}:{face.http_port}/onvif/{service}"


def _source(one: KeptRecording) -> str:
    return (
        f"<tt:SourceId>urn:demo:{one.code}</tt:SourceId><tt:Name>{escape(one.name)}</tt:Name>"
        f"<tt:Location>{escape(one.name)}</tt:Location><tt:Description/><tt:Address>{HOST}</tt:Address>"
    )


def _information(face: RecorderFace, one: KeptRecording) -> str:
    first, last = face.at(one.first), face.at(one.last)
    return (
        f"<tt:RecordingToken>{one.token}</tt:RecordingToken><tt:Source>{_source(one)}</tt:Source>"
        f"<tt:EarliestRecording>{first}</tt:EarliestRecording><tt:LatestRecording>{last}</tt:LatestRecording>"
        f"<tt:Content>{escape(one.name)}</tt:Content><tt:Track><tt:TrackToken>V{one.number}</tt:TrackToken>"
        "<tt:TrackType>Video</tt:TrackType><tt:Description/>"
        f"<tt:DataFrom>{first}</tt:DataFrom><tt:DataTo>{last}</tt:DataTo></tt:Track>"
        "<tt:RecordingStatus>Stopped</tt:RecordingStatus>"
    )


def _recordings(face: RecorderFace, _: ET.Element) -> str:
    body = "".join(
        f"<trc:RecordingItem><tt:RecordingToken>{one.token}</tt:RecordingToken><tt:Configuration><tt:Source>"
        f"{_source(one)}</tt:Source><tt:Content/><tt:MaximumRetentionTime>PT0S</tt:MaximumRetentionTime>"
        f"</tt:Configuration><tt:Tracks><tt:Track><tt:TrackToken>V{one.number}</tt:TrackToken><tt:Configuration>"
        "<tt:TrackType>Video</tt:TrackType><tt:Description/></tt:Configuration></tt:Track></tt:Tracks>"
        "</trc:RecordingItem>"
        for one in face.recordings
    )
    return f"<trc:GetRecordingsResponse>{body}</trc:GetRecordingsResponse>"


def _summary(face: RecorderFace, _: ET.Element) -> str:
    first = min(one.first for one in face.recordings)
    last = max(one.last for one in face.recordings)
    return (
        f"<tse:GetRecordingSummaryResponse><tse:Summary><tt:DataFrom>{face.at(first)}</tt:DataFrom>"
        f"<tt:DataUntil>{face.at(last)}</tt:DataUntil><tt:NumberRecordings>{len(face.recordings)}"
        "</tt:NumberRecordings></tse:Summary></tse:GetRecordingSummaryResponse>"
    )


def _recording_information(face: RecorderFace, body: ET.Element) -> str:
    one = face.recording(text(body, "RecordingToken"))
    return (
        f"<tse:GetRecordingInformationResponse><tse:RecordingInformation>{_information(face, one)}"
        "</tse:RecordingInformation></tse:GetRecordingInformationResponse>"
    )


_numbers = itertools.count(1)


def _begin(face: RecorderFace, operation: str, results: list[str]) -> str:
    token = f"S{next(_numbers)}"
    face.searches[token] = results
    return f"<tse:{operation}Response><tse:SearchToken>{token}</tse:SearchToken></tse:{operation}Response>"


def _find_recordings(face: RecorderFace, _: ET.Element) -> str:
    found = [f"<tt:RecordingInformation>{_information(face, one)}</tt:RecordingInformation>" for one in face.recordings]
    return _begin(face, "FindRecordings", found)


def _find_events(face: RecorderFace, body: ET.Element) -> str:
    scope = find(body, "Scope")
    one = face.recording(text(scope, "IncludedRecordings") if scope is not None else None)
    start, end = (_unix(text(body, name)) - face.offset() for name in ("StartPoint", "EndPoint"))
    results = []
    present = any(begin <= start < until for begin, until in one.stretches)
    if (text(body, "IncludeStartState") or "") == "true":
        results.append(_event(face, one, start, present, start_state=True))
    for begin, until in one.stretches:
        for at, state in ((begin, True), (until, False)):
            if start < at <= end:
                results.append(_event(face, one, at, state, start_state=False))
    return _begin(face, "FindEvents", results)


def _unix(said: str | None) -> float:
    try:
        return datetime.fromisoformat(said or "").timestamp()
    except ValueError as error:
        raise SoapError("no time", "ter:InvalidArgVal") from error


def _event(face: RecorderFace, one: KeptRecording, at: float, present: bool, *, start_state: bool) -> str:
    moment, word = face.at(at), str(present).lower()
    return (
        f"<tt:Result><tt:RecordingToken>{one.token}</tt:RecordingToken><tt:TrackToken>V{one.number}</tt:TrackToken>"
        f"<tt:Time>{moment}</tt:Time><tt:Event><wsnt:Topic Dialect="
        '"http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">tns1:RecordingHistory/Track/State</wsnt:Topic>'
        f'<wsnt:Message><tt:Message UtcTime="{moment}" PropertyOperation="Changed"><tt:Source><tt:SimpleItem '
        f'Name="RecordingToken" Value="{one.token}"/><tt:SimpleItem Name="Track" Value="V{one.number}"/></tt:Source>'
        f'<tt:Data><tt:SimpleItem Name="IsDataPresent" Value="{word}"/></tt:Data></tt:Message></wsnt:Message>'
        f"</tt:Event><tt:StartStateEvent>{str(start_state).lower()}</tt:StartStateEvent></tt:Result>"
    )


def _results(face: RecorderFace, body: ET.Element, operation: str) -> str:
    waiting = face.searches.get(text(body, "SearchToken") or "")
    if waiting is None:
        raise SoapError("no such search", "ter:InvalidArgVal", "ter:InvalidToken")
    page, waiting[:] = waiting[:_PAGE], waiting[_PAGE:]
    state = "Searching" if waiting else "Completed"
    return (
        f"<tse:{operation}Response><tse:ResultList><tt:SearchState>{state}</tt:SearchState>{''.join(page)}"
        f"</tse:ResultList></tse:{operation}Response>"
    )


def _end_search(face: RecorderFace, body: ET.Element) -> str:
    token = text(body, "SearchToken") or ""
    face.searches.pop(token, None)
    face.ended.append(token)
    return f"<tse:EndSearchResponse><tse:Endpoint>{face.at(time.time())}</tse:Endpoint></tse:EndSearchResponse>"


def _replay_uri(face: RecorderFace, body: ET.Element) -> str:
    one = face.recording(text(body, "RecordingToken"))
    uri = f"rtsp://{HOST}:{face.rtsp_port}/replay/{one.token}"
    return f"<trp:GetReplayUriResponse><trp:Uri>{uri}</trp:Uri></trp:GetReplayUriResponse>"


_HANDLERS: dict[tuple[str, str], Handler] = {
    ("tds", "GetSystemDateAndTime"): _date_and_time,
    ("tds", "GetDeviceInformation"): _device_information,
    ("tds", "GetServices"): _services,
    ("tds", "GetCapabilities"): _capabilities,
    ("trc", "GetRecordings"): _recordings,
    ("tse", "GetRecordingSummary"): _summary,
    ("tse", "GetRecordingInformation"): _recording_information,
    ("tse", "FindRecordings"): _find_recordings,
    ("tse", "GetRecordingSearchResults"): lambda face, body: _results(face, body, "GetRecordingSearchResults"),
    ("tse", "FindEvents"): _find_events,
    ("tse", "GetEventSearchResults"): lambda face, body: _results(face, body, "GetEventSearchResults"),
    ("tse", "EndSearch"): _end_search,
    ("trp", "GetReplayUri"): _replay_uri,
}


class RecorderOnvif:
    """The HTTP side of the recorder; digest logins only."""

    def __init__(self, face: RecorderFace) -> None:
        self.face = face
        self._server = HttpServer(self._answer)

    async def open(self, port: int = 0) -> None:
        """Listen."""
        await self._server.open(port)
        self.face.http_port = self._server.port

    async def close(self) -> None:
        """Stop listening and break all connections."""
        await self._server.close()

    async def _answer(self, request: HttpRequest) -> HttpAnswer | None:
        if request.method != "POST" or not request.path.startswith("/onvif/"):
            return HttpAnswer(404)
        try:
            call = parse(request.body)
            if not self._allowed(call, request):
                header = (("WWW-Authenticate", self.face.digest.challenge(qop=True)),)
                return HttpAnswer(401, b"", _SOAP, header)
            handler = _HANDLERS.get((call.service, call.name))
            if handler is None or (call.service != "tds" and not self.face.profile_g()):
                raise SoapError(f"{call.name} is not supported", "ter:ActionNotSupported", receiver=True, status=500)
            return HttpAnswer(200, envelope(handler(self.face, call.body)), _SOAP)
        except SoapError as error:
            return HttpAnswer(error.status, fault_envelope(error), _SOAP)

    def _allowed(self, call: Call, request: HttpRequest) -> bool:
        if call.service == "tds" and call.name in _OPEN_CALLS:
            return True
        return not self.face.refuses() and self.face.digest.check(request.method, request.headers.get("authorization"))
