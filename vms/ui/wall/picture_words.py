"""The words that lie on a picture: how far it is zoomed, what the stream is made of, what is played again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.core.instants import SECOND, time_text
from vms.ui.wall.pane_state import PaneModel
from vms.ui.words import decimal
from vms.video.frames import StreamStatus
from vms.video.framing import Framing

translate = QCoreApplication.translate
_CODECS = {"h264": "H.264", "hevc": "H.265", "h265": "H.265", "mjpeg": "MJPEG", "jpeg": "MJPEG"}


def zoom_text(framing: Framing) -> str:
    """``2,4×``."""
    return f"{decimal(framing.zoom)}×"


def figures(status: StreamStatus, quality: str) -> tuple[str, ...]:
    """Codec and size, pace, losses and delay, decoder: a line each, as short as can be read."""
    if not status.codec:
        return (translate("wall", "No stream"),)
    stream = translate("wall", "main stream") if quality == "main" else translate("wall", "sub stream")
    codec = _CODECS.get(status.codec, status.codec.upper())
    lines = [
        f"{codec} · {status.width}×{status.height} · {stream}",
        translate("wall", "{fps} pictures/s · {kbps} kbit/s").format(fps=decimal(status.fps), kbps=status.kbps),
        translate("wall", "lost {n} · delay {ms} ms").format(n=status.lost, ms=status.latency_ms),
    ]
    if status.decoder:
        software = status.decoder == "software"
        lines.append(
            translate("wall", "decoded by the processor")
            if software
            else translate("wall", "decoded by {name}").format(name=status.decoder)
        )
    return tuple(lines)


def playback_texts(model: PaneModel) -> tuple[tuple[str, ...], bool]:
    """Time to the millisecond and clock offset, from long to short; True when the offset is over two seconds."""
    play = model.playback
    if play is None:
        return (), False
    time = time_text(play.instant_us, milliseconds=True)
    text = translate("wall", "Replay {time}").format(time=time)
    if play.offset_us is None:
        return (text, time), False
    sign = "+" if play.offset_us > 0 else "−" if play.offset_us < 0 else "±"
    seconds = f"{sign}{decimal(abs(play.offset_us) / SECOND)}"
    offset = translate("wall", "clock {offset} s").format(offset=seconds)
    far = abs(play.offset_us) > 2 * SECOND
    # Where the room is short, a clock that is right is no news; that this isn't live always is.
    return (f"{text} · {offset}", f"{text} · {seconds}", *(() if far else (text,)), f"{time} · {seconds}", time), far


def replay_hint(model: PaneModel) -> str:
    """What a pane says of a replay besides its time; empty while it simply plays."""
    play = model.playback
    if play is None:
        return ""
    if play.opening:
        return translate("wall", "Opening the recording…")
    return translate("wall", "Paused") if play.paused else ""


def watermark_text(name: str, now_us: int) -> str:
    """Who sits before the screen, and when: to the minute, so that it is drawn anew only once in it."""
    return f"{name} · {time_text(now_us)[:5]}"
