"""Demo scenes as a camera sends them: drawn, disturbed, with a sensor's noise, through a real encoder and decoder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import av
import numpy as np

from vms.demo import overlay
from vms.demo.disturbances import add_noise, disturb
from vms.demo.encode import FRAMES_PER_S, Encoder
from vms.demo.faults import FaultKind
from vms.demo.picture import blank, resize_into
from vms.demo.scenes import SCENES, SceneRenderer
from vms.video.watch import PictureWatch
from vms.video.watching import References, WatchNews

WIDTH, HEIGHT = 640, 360
START_US = 1_790_000_000_000_000


@dataclass
class PretendCamera:
    """One camera's sub stream, a picture for each call; ``noise`` in grey levels (None: 2 by day, 5 by night)."""

    scene: str
    night: bool = False
    noise: float | None = None
    fault: FaultKind = FaultKind.NONE
    amount: float = 1.0
    seconds: float = 0.0
    clock: bool = True
    _chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(7))

    def __post_init__(self) -> None:
        self._renderer = SceneRenderer(SCENES[self.scene], night=self.night)
        self._full = blank(1280, 720)
        self._small = blank(WIDTH, HEIGHT)
        self._encoder = Encoder("h264", WIDTH, HEIGHT)
        self._decoder = av.VideoCodecContext.create("h264", "r")
        self._frozen = False

    def turn(self, *, night: bool) -> None:
        self.night = night
        self._renderer = SceneRenderer(SCENES[self.scene], night=night)

    def picture(self, step_s: float = 0.5) -> av.VideoFrame:
        """The next picture, this many seconds later."""
        self.seconds += step_s
        if not (self.fault is FaultKind.FROZEN and self._frozen):
            self._draw()
            self._frozen = self.fault is FaultKind.FROZEN
        # a picture that stands is coded anew each time: all pictures in between count
        copies = round(step_s * FRAMES_PER_S) if self.fault is FaultKind.FROZEN else 1
        for _ in range(copies):
            frames = self._decoder.decode(av.Packet(self._encoder.encode(self._small)))
        return frames[-1]

    def _draw(self) -> None:
        self._full.buffer[...] = self._renderer.picture(self.seconds % 60).buffer
        disturb(self._full, self.fault, self.seconds, self.amount)
        noise = (5.0 if self.night else 2.0) if self.noise is None else self.noise
        if self.clock:
            overlay.write(self._full, "C01 Cổng chính", int(self.seconds * 1000) % 60_000)
        resize_into(self._full, self._small)
        if noise:
            add_noise(self._small, noise, self._chance)


@dataclass
class Watched:
    """A watch that looks at a pretend camera."""

    camera: PretendCamera
    watch: PictureWatch = field(default_factory=lambda: PictureWatch(References()))
    references: References = field(default_factory=References)
    every_s: float = 0.5
    now_us: int = START_US
    news: list[WatchNews] = field(default_factory=list)

    def run(self, seconds: float) -> list[WatchNews]:
        """Look for so long; the news of it."""
        begun = len(self.news)
        for _ in range(round(seconds / self.every_s)):
            self.look()
        return self.news[begun:]

    def look(self) -> WatchNews | None:
        self.now_us += round(self.every_s * 1e6)
        news = self.watch.look(self.camera.picture(self.every_s), self.now_us)
        if news:
            self.news.append(news)
            self.references = news.references or self.references
        return news

    def until(self, done: Callable[[], bool], seconds: float) -> float:
        """Look until it is so; how many seconds it took. Fails after ``seconds``."""
        for count in range(round(seconds / self.every_s)):
            if done():
                return count * self.every_s
            self.look()
        raise AssertionError(f"not in {seconds} s: {self.watch.state}")

    def alarms(self) -> Iterator[WatchNews]:
        """News that began a tampering."""
        before = None
        for one in self.news:
            if one.state.tampering not in (None, before):
                yield one
            before = one.state.tampering
