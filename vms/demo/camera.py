"""A live turning camera: looks around in a panorama and encodes what it sees while somebody watches.

State changes on the school's event loop; drawing and coding run in a thread of the default pool, one picture at a time.
"""

from __future__ import annotations

import asyncio
import datetime
import time
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from vms.demo import overlay
from vms.demo.disturbances import disturb
from vms.demo.encode import Encoder, parameter_sets, split_frames
from vms.demo.faults import Fault, FaultKind
from vms.demo.panorama import PANORAMA_HEIGHT, PANORAMA_WIDTH
from vms.demo.picture import Picture, blank, resize_into
from vms.demo.ptz_head import Position, Preset, PtzHead
from vms.demo.rtp import packetise
from vms.demo.scenes import HEIGHT, SCENES, WIDTH, place_people
from vms.demo.track import Track

SUB_WIDTH, SUB_HEIGHT = 640, 360
_WIDEST, _NARROWEST = 1760, 400  # panorama pixels across at zoom 0 and 1
_ZONE = datetime.timezone(datetime.timedelta(hours=7))  # Vietnam keeps no summer time

_VIEWS: dict[str, tuple[tuple[str, int, int, int], ...]] = {  # name, centre x and y, pixels across
    "front_yard": (
        ("Toàn cảnh", 1280, 720, 1760),
        ("Cột cờ", 1290, 500, 1000),
        ("Cửa nhà A", 595, 570, 620),
        ("Bồn hoa", 2200, 1030, 620),
    ),
    "back_yard": (
        ("Toàn cảnh", 1280, 720, 1760),
        ("Sân bóng", 1030, 1030, 1400),
        ("Nhà đa năng", 2120, 540, 860),
        ("Tường rào", 500, 520, 900),
    ),
}


@dataclass(frozen=True, slots=True)
class Imaging:
    """Picture settings, 0 to 100 with 50 as the middle."""

    brightness: float = 50.0
    contrast: float = 50.0
    saturation: float = 50.0
    sharpness: float = 50.0


def across(zoom: float) -> float:
    """Panorama pixels across at a zoom."""
    return float(_WIDEST * (_NARROWEST / _WIDEST) ** zoom)


# How far the middle of the view gets from the middle of the panorama at pan or tilt 1: to the edge when zoomed in.
REACH_ACROSS = (PANORAMA_WIDTH - _NARROWEST) / 2
REACH_DOWN = (PANORAMA_HEIGHT - _NARROWEST * HEIGHT / WIDTH) / 2


def corner_and_scale(position: Position) -> tuple[tuple[float, float], float]:
    """Top left panorama pixel of the view, and picture pixels per panorama pixel."""
    position = inside(position)
    width = across(position.zoom)
    height = width * HEIGHT / WIDTH
    left = PANORAMA_WIDTH / 2 + position.pan * REACH_ACROSS - width / 2
    top = PANORAMA_HEIGHT / 2 - position.tilt * REACH_DOWN - height / 2
    return (max(0.0, left), max(0.0, top)), WIDTH / width


def inside(position: Position) -> Position:
    """The nearest position whose view doesn't leave the panorama: a unit of pan is the same angle at every zoom."""
    zoom = max(0.0, min(1.0, position.zoom))
    width = across(zoom)
    height = width * HEIGHT / WIDTH
    pan, tilt = (PANORAMA_WIDTH - width) / 2 / REACH_ACROSS, (PANORAMA_HEIGHT - height) / 2 / REACH_DOWN
    return Position(max(-pan, min(pan, position.pan)), max(-tilt, min(tilt, position.tilt)), zoom)


def aim(x: float, y: float, width: float) -> Position:
    """The position that looks at a panorama point with this many pixels across."""
    zoom = float(np.log(width / _WIDEST) / np.log(_NARROWEST / _WIDEST))
    pan, tilt = (x - PANORAMA_WIDTH / 2) / REACH_ACROSS, (PANORAMA_HEIGHT / 2 - y) / REACH_DOWN
    return inside(Position(pan, tilt, zoom))


class LiveCamera:
    """A camera whose picture follows its head, its imaging settings and the clock."""

    def __init__(self, scene: str, label: str, phase_s: float, *, night: bool) -> None:
        self._scene = SCENES[scene]
        self._label = label
        self._night = night
        views = [Preset(name, aim(x, y, width)) for name, x, y, width in _VIEWS[scene]]
        presets = {str(i + 1): view for i, view in enumerate(views)}
        self.head = PtzHead(views[0].position, views[0].position, presets, inside)
        self.imaging = Imaging()
        self.fault = Fault()
        self.tracks = {
            "main": Track("h264", WIDTH, HEIGHT, phase_s),
            "sub": Track("h264", SUB_WIDTH, SUB_HEIGHT, phase_s),
        }
        for name, track in self.tracks.items():
            track.on_first = self._wake
            track.on_last = partial(self._forget_encoder, name)
        self._encoders: dict[str, Encoder] = {}
        self._panorama: Picture | None = None
        self._picture = blank(WIDTH, HEIGHT)
        self._small = blank(SUB_WIDTH, SUB_HEIGHT)
        self._task: asyncio.Task[None] | None = None
        self._drawing = asyncio.Lock()
        self._stands = False
        self._advanced = time.monotonic()

    def ready(self) -> bool:
        """Whether clients may connect."""
        return all(track.sets for track in self.tracks.values())

    async def prepare(self) -> None:
        """Draw the panorama and learn the parameter sets (about a second, in a thread)."""
        sets = await asyncio.to_thread(self._prepare)
        for name, track in self.tracks.items():
            track.sets = sets[name]

    def _prepare(self) -> dict[str, tuple[bytes, ...]]:
        self._panorama = self._scene.background_picture(night=self._night)
        self._draw(0, self.head.position, self.imaging, "")
        sets = {}
        for name, picture in (("main", self._picture), ("sub", self._small)):
            data = Encoder("h264", picture.width, picture.height).encode(picture)
            sets[name] = parameter_sets(split_frames(data, "h264")[0], "h264")
        return sets

    async def close(self) -> None:
        """Stop encoding."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def jpeg(self) -> bytes:
        """A snapshot of now."""
        frame = self.tracks["main"].frame_at(time.time())
        async with self._drawing:
            self.advance()
            return await asyncio.to_thread(self._jpeg, frame, self.head.position, self.imaging)

    def _jpeg(self, frame: int, position: Position, imaging: Imaging) -> bytes:
        self._draw(frame, position, imaging, self._clock_text(frame))
        return cv2.imencode(".jpg", self._picture.bgr(), [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()

    def moving_people(self) -> bool:
        """Whether somebody walks about now (the motion alarm)."""
        return self._scene.moving(time.time() % 60, night=self._night)

    def advance(self) -> None:
        """Let the head move for the time that has passed."""
        now = time.monotonic()
        self.head.advance(now - self._advanced)
        self._advanced = now

    def _wake(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    def _forget_encoder(self, name: str) -> None:
        self._encoders.pop(name, None)  # the next watcher gets a key frame at once from a new one

    async def _run(self) -> None:
        """Encode fifteen pictures a second while somebody watches; a late one is left out, not made up for."""
        main = self.tracks["main"]
        frame = main.frame_at(time.time())
        while any(track.watchers for track in self.tracks.values()):
            await asyncio.sleep(max(0.0, main.time_of(frame) - time.time()))
            async with self._drawing:
                self.advance()
                encoders = {}
                for name, track in self.tracks.items():
                    if track.watchers:
                        if name not in self._encoders:
                            self._encoders[name] = Encoder("h264", track.width, track.height)
                        encoders[name] = self._encoders[name]
                coded = await asyncio.to_thread(self._code, frame, self.head.position, self.imaging, encoders)
            for name, data in coded.items():
                for one in split_frames(data, "h264"):
                    self.tracks[name].emit(packetise(one, "h264"), frame)
            frame = max(frame + 1, main.frame_at(time.time()))

    def _code(self, frame: int, position: Position, imaging: Imaging, encoders: dict[str, Encoder]) -> dict[str, bytes]:
        self._draw(frame, position, imaging, self._clock_text(frame))
        pictures = {"main": self._picture, "sub": self._small}
        return {name: encoder.encode(pictures[name]) for name, encoder in encoders.items()}

    def _clock_text(self, frame: int) -> str:
        """What the camera believes the time is, in Vietnam."""
        unix_s = self.tracks["main"].time_of(frame) + self.fault.clock() - time.time()
        return datetime.datetime.fromtimestamp(unix_s, _ZONE).strftime("%d/%m/%Y %H:%M:%S")

    def _draw(self, frame: int, position: Position, imaging: Imaging, clock_text: str) -> None:
        """Draw both sizes: the view of the panorama, people, imaging, overlay; runs in a thread."""
        assert self._panorama is not None
        fault = self.fault
        if fault.kind is FaultKind.FROZEN and self._stands:
            return
        corner, scale = corner_and_scale(position)
        picture, panorama = self._picture, self._panorama
        for source, into, factor in (
            (panorama.y, picture.y, 1),
            (panorama.u, picture.u, 2),
            (panorama.v, picture.v, 2),
        ):
            matrix = np.array([[1 / scale, 0, corner[0] / factor], [0, 1 / scale, corner[1] / factor]])
            size = (into.shape[1], into.shape[0])
            cv2.warpAffine(source, matrix, size, dst=into, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        moment = self.tracks["main"].time_of(frame) % 60
        place_people(picture, self._scene, moment, night=self._night, corner=corner, scale=scale)
        apply_imaging(picture, imaging)
        disturb(picture, fault.kind, moment, fault.amount)
        self._stands = fault.kind is FaultKind.FROZEN
        overlay.write(picture, self._label, int(moment * 1000 + 0.5) % 60_000, clock_text)
        resize_into(picture, self._small)


def apply_imaging(picture: Picture, imaging: Imaging) -> None:
    """Change luma and chroma by the settings, in place; nothing is touched at the middle settings."""
    levels = np.arange(256, dtype=np.float32)
    if imaging.brightness != 50 or imaging.contrast != 50:
        luma = (levels - 128) * (imaging.contrast / 50) + 128 + (imaging.brightness - 50) * 2
        picture.y[...] = cv2.LUT(picture.y, np.clip(luma, 0, 255).astype(np.uint8))
    if imaging.saturation != 50:
        table = np.clip((levels - 128) * (imaging.saturation / 50) + 128, 0, 255).astype(np.uint8)
        for plane in (picture.u, picture.v):
            plane[...] = cv2.LUT(plane, table)
    if imaging.sharpness != 50:
        soft = cv2.GaussianBlur(picture.y, (0, 0), 2)
        strength = (imaging.sharpness - 50) / 50
        picture.y[...] = cv2.addWeighted(picture.y, 1 + strength, soft, -strength, 0)
