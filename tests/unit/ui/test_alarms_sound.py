"""The sounds through the real SDL, into its file and its dummy device."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.clock import ManualClock
from tests.unit.ui.test_alarms_book import alarm
from vms.core.paths import DataFolder
from vms.services.alarm_views import AlarmView
from vms.ui.alarms import tones
from vms.ui.alarms.bell import AGAIN_S, MUTES, Bell, SoundSettings, keep_sound, read_sound
from vms.ui.alarms.speaker import Speaker
from vms.ui.sdl import sdl

WAITS = [alarm(1, "covered")]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


def use(driver: str, file: Path | None = None) -> None:
    """What SDL is to play into; it reads its own environment, not Python's copy."""
    sdl().SDL_setenv(b"SDL_AUDIODRIVER", driver.encode(), 1)
    sdl().SDL_setenv(b"SDL_DISKAUDIOFILE", str(file or "").encode(), 1)
    sdl().SDL_setenv(b"SDL_DISKAUDIODELAY", b"0", 1)


@pytest.fixture(autouse=True)
def _dummy_again() -> Iterator[None]:
    yield
    use("dummy")


class Wired:
    """A bell whose loudspeaker counts what is played, and still plays it."""

    def __init__(self, folder: Path, clock: ManualClock) -> None:
        self.speaker = CountingSpeaker(clock)
        self.bell = Bell(DataFolder(folder), clock, self.speaker)

    @property
    def played(self) -> list[str]:
        return self.speaker.played


class CountingSpeaker(Speaker):
    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.played: list[str] = []

    def play(self, samples: tones.Samples) -> bool:
        self.played.append("urgent" if len(samples) > len(tones.soft(50)) else "soft")
        return super().play(samples)

    def silence(self) -> None:
        self.played.append("silence")
        super().silence()


@pytest.fixture
def wired(tmp_path: Path, clock: ManualClock, qtbot: QtBot) -> Iterator[Wired]:
    use("dummy")
    made = Wired(tmp_path, clock)
    yield made
    made.bell.close()


def loudness(samples: tones.Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples.astype(np.float64)))))


def pitch(samples: tones.Samples) -> float:
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64)))
    return float(np.argmax(spectrum)) * tones.RATE / len(samples)


def test_the_two_sounds_differ_in_pitch_length_and_loudness() -> None:
    urgent, soft = tones.urgent(70), tones.soft(70)
    assert urgent.dtype == np.int16 and len(urgent) == round(1.2 * tones.RATE)
    assert loudness(urgent) > 3 * loudness(soft) > 0
    assert pitch(urgent) > 700 > pitch(soft)
    assert abs(int(urgent[0])) + abs(int(urgent[-1])) == 0, "no click at the ends"


def test_the_volume_goes_from_nothing_to_just_below_clipping() -> None:
    assert loudness(tones.urgent(0)) == 0
    figures = [loudness(tones.urgent(volume)) for volume in (10, 40, 70, 100)]
    assert figures == sorted(figures) and figures[0] > 0
    assert 20_000 < int(np.abs(tones.urgent(100)).max()) < 32_767
    assert np.array_equal(tones.urgent(250), tones.urgent(100))


def test_what_is_played_reaches_the_device(tmp_path: Path, clock: ManualClock, qtbot: QtBot) -> None:
    file = tmp_path / "sound.raw"
    use("disk", file)
    speaker, wanted = Speaker(clock), tones.urgent(70)
    try:
        assert speaker.play(wanted) and speaker.works is True
        qtbot.waitUntil(lambda: heard(file).size >= wanted.size + 4096, timeout=10_000)
    finally:
        speaker.close()
    found = heard(file)
    start = int(np.flatnonzero(found)[0]) - int(np.flatnonzero(wanted)[0])
    assert np.array_equal(found[start : start + wanted.size], wanted)
    assert not found[start + wanted.size :].any()


def heard(file: Path) -> tones.Samples:
    data = file.read_bytes() if file.exists() else b""
    return np.frombuffer(data[: len(data) // 2 * 2], np.int16)


def test_without_a_device_nothing_breaks_and_one_that_comes_is_used(clock: ManualClock, qtbot: QtBot) -> None:
    use("no-such-driver")
    speaker = Speaker(clock)
    assert not speaker.play(tones.soft(70)) and speaker.works is False
    use("dummy")
    assert not speaker.play(tones.soft(70)), "not asked again at every beat"
    clock.advance(60)
    assert speaker.play(tones.soft(70)) and speaker.works is True
    speaker.close()
    speaker.close()


def test_a_device_that_was_unplugged_is_opened_anew(clock: ManualClock, qtbot: QtBot) -> None:
    use("dummy")
    speaker = Speaker(clock)
    assert speaker.play(tones.soft(70))
    sdl().SDL_CloseAudioDevice(speaker._device)  # what SDL leaves of one that is gone: stopped
    assert speaker.play(tones.soft(70)) and speaker.works is True
    use("no-such-driver")
    sdl().SDL_CloseAudioDevice(speaker._device)
    speaker.close()
    assert not speaker.play(tones.soft(70)) and speaker.works is False


def test_act_now_sounds_every_few_seconds_until_someone_acknowledges_it(wired: Wired, clock: ManualClock) -> None:
    for _ in range(round(AGAIN_S) * 2 + 1):
        wired.bell.beat(WAITS)
        clock.advance(1)
    assert wired.played == ["urgent"] * 3
    wired.bell.beat([])
    assert wired.played[-1] == "silence"
    wired.bell.beat([])
    assert wired.played.count("silence") == 1
    wired.bell.beat(WAITS)
    assert wired.played[-1] == "urgent", "the next one is heard at once"


def test_a_loss_sounds_once_and_softly(wired: Wired, clock: ManualClock) -> None:
    first, second = alarm(1), alarm(2)
    for waiting in ([first], [first], [first, second], [second], []):
        wired.bell.beat(waiting)
        clock.advance(5)
    assert wired.played == ["soft", "soft"]


def test_a_loss_that_flickers_is_not_heard_again(wired: Wired) -> None:
    lost = alarm(1)
    back: AlarmView = replace(lost, ended_us=5)
    for one in (lost, back, lost, back, lost):
        wired.bell.beat([one])
    assert wired.played == ["soft"]


def test_a_mute_ends_by_itself_and_is_shown_meanwhile(wired: Wired, clock: ManualClock, qtbot: QtBot) -> None:
    wired.bell.beat(WAITS)
    with qtbot.waitSignal(wired.bell.changed):
        wired.bell.mute(5)
    assert wired.played == ["urgent", "silence"] and wired.bell.minutes_muted == 5
    clock.advance(61)
    with qtbot.waitSignal(wired.bell.changed):
        wired.bell.beat(WAITS)
    assert wired.bell.minutes_muted == 4 and len(wired.played) == 2
    clock.advance(4 * 60)
    wired.bell.beat(WAITS)
    assert wired.bell.minutes_muted == 0 and wired.played[-1] == "urgent"
    wired.bell.mute(60)
    wired.bell.mute(0)
    wired.bell.beat(WAITS)
    assert wired.played[-1] == "urgent"


def test_the_test_is_heard_even_while_muted_and_at_volume_nought_nothing_is(wired: Wired) -> None:
    wired.bell.mute(15)
    assert wired.bell.test() and wired.played == ["silence", "urgent"]
    wired.bell.mute(0)
    wired.bell.set_volume(0)
    wired.bell.beat(WAITS)
    assert wired.played == ["silence", "urgent"]


def test_volume_and_mute_are_kept_for_this_pc(tmp_path: Path, clock: ManualClock, qtbot: QtBot) -> None:
    first = Wired(tmp_path, clock)
    first.bell.set_volume(130)
    first.bell.mute(15)
    again = Wired(tmp_path, clock)
    assert again.bell.settings.volume == 100 and again.bell.minutes_muted == 15
    clock.jump(-9 * 3600)
    assert again.bell.minutes_muted == MUTES[-1], "a clock set back mutes nobody for a night"


@pytest.mark.logs("sound_settings_unreadable", "sound_settings_not_kept")
def test_settings_that_cannot_be_read_or_kept_are_the_usual_ones(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert read_sound(folder) == SoundSettings()
    (tmp_path / "sound.json").write_text('{"volume": "loud"}')
    assert read_sound(folder) == SoundSettings()
    (tmp_path / "sound.part").mkdir()
    keep_sound(folder, SoundSettings(10))
    assert read_sound(folder) == SoundSettings()
