"""What a recorder keeps (Profile G): which recordings, from when to when, and where they are replayed.

Recorders differ in how much they offer: a search, a plain list, or both. Times are the recorder's own clock: they are
passed on as they come, together with how far that clock is off (``Device.clock_reading``).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree

from vms.core.errors import CameraFault
from vms.core.instants import Span, from_datetime, to_datetime, union
from vms.core.log import event
from vms.onvif import quirks
from vms.onvif.address import rewrite_stream
from vms.onvif.device import Device
from vms.onvif.types import Recording, RecordingSummary

_log = logging.getLogger(__name__)

SEARCH, RECORDING, REPLAY = "search", "recording", "replay"
_KEEP_ALIVE, _WAIT = timedelta(seconds=30), timedelta(seconds=2)
# A school's recorder has a channel per camera; more is nonsense or an answer without end.
_MOST = 512
_MOST_EVENTS = 20_000
_DEADLINE_S = 30.0
_NO_DATE_BEFORE = 946_684_800_000_000  # the year 2000: the dates of a clock that was never set say nothing


def offered(device: Device) -> bool:
    """Whether the device has recordings that can be asked for and replayed by ONVIF."""
    return device.has(REPLAY) and (device.has(SEARCH) or device.has(RECORDING))


def summary(device: Device) -> RecordingSummary | None:
    """How many recordings there are, from when to when; None where the recorder doesn't say. Raises CameraError."""
    answer = device.ask(SEARCH, "GetRecordingSummary")
    if answer is None:
        return None
    first, last = instant(getattr(answer, "DataFrom", None)), instant(getattr(answer, "DataUntil", None))
    return RecordingSummary(_span(first, last), int(getattr(answer, "NumberRecordings", 0) or 0))


def recordings(device: Device) -> tuple[Recording, ...]:
    """Every recording with a video track, by name. Raises CameraError; CameraFault where Profile G isn't offered."""
    if not offered(device):
        raise CameraFault(host=device.address.netloc, detail="no recordings", codes=("ActionNotSupported",))
    found = {one.token: one for one in _searched(device)}
    for one in _listed(device):
        if one.token not in found:
            told = device.ask(SEARCH, "GetRecordingInformation", RecordingToken=one.token)
            found[one.token] = _recording(told) or one
    return tuple(sorted((one for one in found.values() if one.video), key=lambda one: (one.name, one.token)))


def replay_url(device: Device, token: str) -> str | None:
    """The RTSP address that replays a recording, on the host we reached and without credentials; None: none given."""
    setup = {"Stream": "RTP-Unicast", "Transport": {"Protocol": "RTSP"}}
    said = device.ask(REPLAY, "GetReplayUri", StreamSetup=setup, RecordingToken=token)
    uri = said if isinstance(said, str) else getattr(said, "Uri", "")
    return rewrite_stream(str(uri or ""), device.address)


def data_spans(device: Device, recording: Recording, asked: Span) -> tuple[Span, ...]:
    """Where in the span the recording has pictures, by the recorder's own history; the whole of it where the recorder
    keeps no history. Raises CameraError.
    """
    known = recording.span
    whole = asked if known is None else known.clip(asked)
    if whole is None:
        return ()
    changes = sorted(_history(device, recording, whole))
    if not changes:
        return (whole,)
    spans: list[Span] = []
    since = whole.start if not changes[0][1] else None
    for at, present in changes:
        at = min(max(at, whole.start), whole.end)
        if present:
            since = at if since is None else since
        elif since is not None:
            spans.append(Span(since, at))
            since = None
    if since is not None:
        spans.append(Span(since, whole.end))
    return tuple(union(span for span in spans if span.length))


def instant(said: Any) -> int | None:
    """µs UTC of a time as zeep gives it; None for none, for nonsense, and for the dates of a clock never set."""
    if not isinstance(said, datetime):
        return None
    try:
        found = from_datetime(said if said.tzinfo else said.replace(tzinfo=UTC))
    except (OverflowError, ValueError):
        return None
    return found if found > _NO_DATE_BEFORE else None


def _span(first: int | None, last: int | None) -> Span | None:
    return Span(first, last) if first is not None and last is not None and last > first else None


def _searched(device: Device) -> Iterator[Recording]:
    """What a search over everything finds."""
    token = device.ask(SEARCH, "FindRecordings", Scope={}, MaxMatches=_MOST, KeepAliveTime=_KEEP_ALIVE)
    if token:
        entries = _results(device, str(token), "GetRecordingSearchResults", "RecordingInformation", _MOST)
        yield from (found for entry in entries if (found := _recording(entry)))


def _listed(device: Device) -> Iterator[Recording]:
    """What the recorder lists without a search: no times in it."""
    for entry in device.ask(RECORDING, "GetRecordings") or ():
        token = getattr(entry, "RecordingToken", None)
        if token:
            configured = getattr(entry, "Configuration", None)
            tracks = getattr(getattr(entry, "Tracks", None), "Track", None) or ()
            kinds = [getattr(getattr(track, "Configuration", None), "TrackType", None) for track in tracks]
            source = getattr(configured, "Source", None)
            yield Recording(str(token), _name(source, configured, str(token)), None, _has_video(kinds))


def _recording(entry: Any) -> Recording | None:
    token = getattr(entry, "RecordingToken", None)
    if not token:
        return None
    tracks = getattr(entry, "Track", None) or ()
    pictures = [track for track in tracks if str(getattr(track, "TrackType", "")) == "Video"]
    first, last = instant(getattr(entry, "EarliestRecording", None)), instant(getattr(entry, "LatestRecording", None))
    if first is None and pictures:
        first = min(filter(None, (instant(getattr(one, "DataFrom", None)) for one in pictures)), default=None)
    if last is None and pictures:
        last = max(filter(None, (instant(getattr(one, "DataTo", None)) for one in pictures)), default=None)
    kinds = [getattr(track, "TrackType", None) for track in tracks]
    name = _name(getattr(entry, "Source", None), entry, str(token))
    return Recording(str(token), name, _span(first, last), _has_video(kinds))


def _has_video(kinds: Iterable[Any]) -> bool:
    """A recorder that lists no tracks is believed to have pictures."""
    said = [str(kind) for kind in kinds if kind]
    return "Video" in said or not said


def _name(source: Any, described: Any, token: str) -> str:
    """What a person calls it: the source's name, its place, or what the recorder writes about the content."""
    texts = (getattr(source, "Name", None), getattr(source, "Location", None), getattr(described, "Content", None))
    return next((" ".join(str(text).split()) for text in texts if text and str(text).strip()), token)[:120]


def _history(device: Device, recording: Recording, asked: Span) -> Iterator[tuple[int, bool]]:
    """(instant, whether pictures are there from then on) by the recorder's history; nothing where it has none.

    The topic is read from what the message says: in onvif-zeep's answers the topic itself is lost.
    """
    try:
        token = device.ask(
            SEARCH,
            "FindEvents",
            StartPoint=to_datetime(asked.start, UTC),
            EndPoint=to_datetime(asked.end, UTC),
            Scope={"IncludedRecordings": [recording.token]},
            SearchFilter={},
            IncludeStartState=True,
            MaxMatches=_MOST_EVENTS,
            KeepAliveTime=_KEEP_ALIVE,
        )
        if token:
            entries = _results(device, str(token), "GetEventSearchResults", "Result", _MOST_EVENTS)
            yield from (found for entry in entries if (found := _change(entry, recording.token)))
    except CameraFault as error:
        # Many recorders offer a search and refuse this one; then the recording counts as whole.
        if not quirks.refuses_search(error):
            raise


def _change(entry: Any, recording: str) -> tuple[int, bool] | None:
    at = instant(getattr(entry, "Time", None))
    if at is None or str(getattr(entry, "RecordingToken", "") or recording) != recording:
        return None
    message = getattr(getattr(entry, "Event", None), "Message", None)
    for name, value in _items(getattr(message, "_value_1", message)):
        if name in ("IsDataPresent", "IsRecording"):
            return at, value.strip().lower() in ("true", "1")
    return None


def _items(content: Any) -> Iterator[tuple[str, str]]:
    """What a message says; onvif-zeep leaves it as XML where a recorder adds parts that it doesn't know."""
    if isinstance(content, etree._Element):
        items: Iterable[Any] = content.iter("{*}SimpleItem")
        yield from ((str(item.get("Name")), str(item.get("Value"))) for item in items)
    else:
        items = getattr(getattr(content, "Data", None), "SimpleItem", None) or ()
        yield from ((str(getattr(item, "Name", "")), str(getattr(item, "Value", ""))) for item in items)


def _results(device: Device, token: str, operation: str, part: str, most: int) -> Iterator[Any]:
    """The results of a search as they come, until it says that it is done."""
    until = time.monotonic() + _DEADLINE_S
    count = 0
    done = False
    while not done and count < most and time.monotonic() < until:
        answer = device.call(SEARCH, operation, SearchToken=token, MaxResults=100, WaitTime=_WAIT)
        entries = list(getattr(answer, part, None) or ())
        yield from entries
        count += len(entries)
        done = str(getattr(answer, "SearchState", "Completed")) not in ("Queued", "Searching")
    try:
        device.ask(SEARCH, "EndSearch", SearchToken=token)
    except CameraFault as error:
        # A recorder that has forgotten a finished search is as good as one that ends it.
        event(_log, "search_not_ended", logging.DEBUG, host=device.address.netloc, detail=error.values.get("detail"))
