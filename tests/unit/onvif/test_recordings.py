"""Profile G against the demo school's recorder over real HTTP, and against answers that no recorder should give."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from tests.fakes.demo_recorder import START, demo_recorder
from vms.core.clock import SystemClock
from vms.core.errors import CameraFault, CameraRefused
from vms.core.instants import MINUTE, SECOND, Span
from vms.core.redact import Secret
from vms.demo import nvr_onvif
from vms.demo.nvr import PASSWORD, USER, RecorderDevice
from vms.demo.nvr_rtsp import NvrFault
from vms.demo.soap import SoapError
from vms.onvif import recordings
from vms.onvif.address import parse_address
from vms.onvif.device import Device

AT = START * SECOND


@pytest.fixture(scope="module")
def recorder() -> Iterator[RecorderDevice]:
    with demo_recorder() as device:
        yield device


@contextmanager
def connected(recorder: RecorderDevice, password: str = PASSWORD) -> Iterator[Device]:
    address = parse_address(str(recorder.card()["onvif"]))
    try:
        with Device(address, USER, Secret(password), SystemClock()) as device:
            device.connect()
            yield device
    finally:
        recorder.set_fault(NvrFault.NONE)


def test_what_a_recorder_keeps_is_listed_with_its_times(recorder: RecorderDevice) -> None:
    with connected(recorder) as device:
        assert recordings.offered(device)
        told = recordings.summary(device)
        assert told is not None
        assert (told.span, told.count) == (Span(AT, AT + 5 * MINUTE), 2)
        gate, library = recordings.recordings(device)
        assert (gate.token, gate.name, gate.span) == ("REC1", "Cổng chính", Span(AT, AT + 5 * MINUTE))
        assert (library.token, library.name, library.span) == ("REC2", "Thư viện", Span(AT, AT + MINUTE))
    assert recorder.face.ended and not recorder.face.searches, "every search was ended"


def test_the_history_tells_where_pictures_are_missing(recorder: RecorderDevice) -> None:
    with connected(recorder) as device:
        gate = recordings.recordings(device)[0]
        parts = (Span(AT, AT + 2 * MINUTE), Span(AT + 3 * MINUTE, AT + 5 * MINUTE))
        assert recordings.data_spans(device, gate, Span(AT - MINUTE, AT + 9 * MINUTE)) == parts
        inside = Span(AT + 130 * SECOND, AT + 4 * MINUTE)
        assert recordings.data_spans(device, gate, inside) == (Span(AT + 3 * MINUTE, AT + 4 * MINUTE),)
        assert recordings.data_spans(device, gate, Span(AT - 2 * MINUTE, AT - MINUTE)) == ()


def test_without_a_history_a_recording_counts_as_whole(
    recorder: RecorderDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise SoapError("no", "ter:ActionNotSupported")

    monkeypatch.setitem(nvr_onvif._HANDLERS, ("tse", "FindEvents"), refuse)
    with connected(recorder) as device:
        gate = recordings.recordings(device)[0]
        assert recordings.data_spans(device, gate, Span(AT, AT + 9 * MINUTE)) == (Span(AT, AT + 5 * MINUTE),)


def test_without_a_search_the_plain_list_serves(recorder: RecorderDevice, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise SoapError("no", "ter:ActionNotSupported")

    monkeypatch.setitem(nvr_onvif._HANDLERS, ("tse", "FindRecordings"), refuse)
    with connected(recorder) as device:
        assert [one.span for one in recordings.recordings(device)] == [
            Span(AT, AT + 5 * MINUTE),
            Span(AT, AT + MINUTE),
        ]
        monkeypatch.setitem(nvr_onvif._HANDLERS, ("tse", "GetRecordingInformation"), refuse)
        assert [(one.token, one.span) for one in recordings.recordings(device)] == [("REC1", None), ("REC2", None)]


def test_the_replay_address_is_on_the_host_that_was_reached(recorder: RecorderDevice) -> None:
    with connected(recorder) as device:
        assert recordings.replay_url(device, "REC1") == f"rtsp://127.0.0.1:{recorder.face.rtsp_port}/replay/REC1"
        with pytest.raises(CameraFault):
            recordings.replay_url(device, "REC9")


def test_a_recorder_without_profile_g_says_so(recorder: RecorderDevice) -> None:
    recorder.set_fault(NvrFault.NO_PROFILE_G)
    with connected(recorder) as device:
        assert not recordings.offered(device)
        with pytest.raises(CameraFault, match="no recordings"):
            recordings.recordings(device)


def test_a_wrong_password_is_sent_once(recorder: RecorderDevice) -> None:
    with connected(recorder, "wrong") as device:
        for _ in range(2):
            with pytest.raises(CameraRefused):
                recordings.recordings(device)


def test_a_wrong_clock_is_measured_and_its_times_are_passed_on_as_they_are(recorder: RecorderDevice) -> None:
    recorder.set_fault(NvrFault.WRONG_CLOCK, 3600)
    with connected(recorder) as device:
        assert device.clock_reading is not None
        assert abs(device.clock_reading.offset_us - 3600 * SECOND) < 2 * SECOND
        assert recordings.recordings(device)[1].span == Span(AT + 60 * MINUTE, AT + 61 * MINUTE)


@pytest.mark.parametrize(
    "said", ["0000-00-00T00:00:00Z", "1970-01-01T00:00:00Z", "gestern", "", "2026-11-23T01:20:60Z"]
)
def test_times_that_are_none_are_unknown(recorder: RecorderDevice, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setattr(nvr_onvif.RecorderFace, "at", lambda _self, _unix: said)
    with connected(recorder) as device:
        assert {one.span for one in recordings.recordings(device)} == {None}
        told = recordings.summary(device)
        assert told is None or told.span is None


def test_a_time_without_a_zone_is_utc() -> None:
    assert recordings.instant(datetime(2026, 11, 23, 1, 20)) == AT
    assert recordings.instant(None) is None
