"""The watch over one camera's picture: looks twice a second, learns what is usual, tells what has changed."""

from __future__ import annotations

from dataclasses import replace

import av

from vms.video.alarm import Alarm
from vms.video.glance import Glance, glance, jpeg, still
from vms.video.learning import Learning
from vms.video.motion import Motion
from vms.video.standstill import Standstill
from vms.video.tamper import Compared, Tamper, blind
from vms.video.watching import References, Tampering, WatchNews, WatchState

_GREY, _FAINT = 2.2, 5.0  # mean distance of the chroma from grey: infrared; hardly any colour
_GLOOM = 45.0  # mean luma: faint colour in so little light is night
_NIGHT_US = 2_000_000
_KNOWN_AGAIN = 0.5  # share of blocks intact for the other light's reference to vouch for a picture
_FIRST_OF_ITS_LIGHT = 0.25  # … and for a first picture in this light to be learned
_PATIENCE_FIRST_OF_ITS_LIGHT = 2.5
_INTACT = 0.6  # share of blocks intact for the reference to take in the present picture
_CALM = 0.02  # share of the picture that moves
_CALM_WAIT_US = 10_000_000  # for a calm moment, until a first picture is learned from whatever there is


class PictureWatch:
    """Watches the decoded pictures of one stream. One thread; about a millisecond a look.

    Without references it learns one in the first seconds that are still, light and structured enough; until then it
    can tell only a dark, an over-bright and a frozen picture. Nothing is learned while something is or may be wrong:
    only empty references make it take the present view for the usual one.
    """

    def __init__(self, references: References) -> None:
        self._learning = Learning(references)
        self._tampers = {False: Tamper(), True: Tamper()}
        self._motion, self._standstill, self._alarm = Motion(), Standstill(), Alarm()
        self._state = WatchState()
        self._told = False
        self._night: bool | None = None
        self._waiting_us: int | None = None
        self._twilight_us: int | None = None  # since when the picture looks like the other light

    @property
    def state(self) -> WatchState:
        """As the newest look left it."""
        return self._state

    def look(self, frame: av.VideoFrame, instant_us: int) -> WatchNews | None:
        """Take a picture of any size and format in main memory; news when something has changed."""
        seen = glance(frame)
        night = self._light(seen, instant_us)
        motion = self._motion.look(seen.tiny, instant_us)
        stands = self._standstill.look(seen.fingerprint, instant_us)
        compared, patience = self._compare(seen, instant_us, night=night)
        finding = compared.finding
        if stands and (finding is None or self._alarm.tampering is Tampering.FROZEN):
            finding = Tampering.FROZEN
        before = self._alarm.tampering
        self._alarm.take(finding, instant_us, patience)
        if self._alarm.suspicious or finding or stands:
            self._learning.forget_candidate()
        else:
            self._learn(frame, seen, compared, instant_us, night=night)
        state = WatchState(motion, night, self._alarm.tampering, self._since())
        references = self._learning.news()
        if self._told and state == self._state and references is None:
            return None
        self._state, self._told = state, True
        news = WatchNews(state, instant_us, references=references)
        return self._with_stills(news, frame, seen) if state.tampering not in (None, before) else news

    def _since(self) -> int:
        if self._alarm.tampering is None:
            return 0
        return self._alarm.since_us

    def _with_stills(self, news: WatchNews, frame: av.VideoFrame, seen: Glance) -> WatchNews:
        night = news.state.night
        reference = self._learning.get(night=night) or self._learning.get(night=not night)
        then = jpeg(reference.picture()) if reference else b""
        return replace(news, reference=then, current=jpeg(still(frame, seen.fine)))

    def _light(self, seen: Glance, instant_us: int) -> bool:
        """Whether it is night: infrared, or so dark that colours are gone."""
        night = seen.colour < _GREY or (seen.colour < _FAINT and float(seen.tiny.mean()) < _GLOOM)
        if self._night is None:
            self._night = night
        if night == self._night or blind(seen):  # black and white have no colour by nature
            self._twilight_us = None
        elif self._twilight_us is None or instant_us < self._twilight_us:
            self._twilight_us = instant_us
        elif instant_us - self._twilight_us >= _NIGHT_US:
            self._night, self._twilight_us = night, None
        return self._night

    def _compare(self, seen: Glance, instant_us: int, *, night: bool) -> tuple[Compared, float]:
        """What the references say, and how much longer than usual a finding must last."""
        known = self._alarm.tampering
        own, other = self._learning.get(night=night), self._learning.get(night=not night)
        if own is None and other is None:
            return Compared(0.0, 1.0, blind(seen)), 1.0
        if own is None and other is not None:
            against = self._tampers[not night].judge(seen, other, instant_us, known)
            if known is None and against.intact >= _FIRST_OF_ITS_LIGHT and blind(seen) is None:
                return replace(against, finding=None), 1.0
            return against, 1.0 if blind(seen) else _PATIENCE_FIRST_OF_ITS_LIGHT
        assert own is not None
        against = self._tampers[night].judge(seen, own, instant_us, known)
        if against.finding and other is not None:
            second = self._tampers[not night].judge(seen, other, instant_us, known)
            if second.finding is None and second.intact >= _KNOWN_AGAIN:
                return second, 1.0
        return against, 1.0

    def _learn(self, frame: av.VideoFrame, seen: Glance, compared: Compared, instant_us: int, *, night: bool) -> None:
        if self._twilight_us is not None:
            return
        calm = self._motion.share <= _CALM
        if self._learning.get(night=night) is None:
            if self._waiting_us is None or instant_us < self._waiting_us:
                self._waiting_us = instant_us
            if calm or instant_us - self._waiting_us >= _CALM_WAIT_US:
                self._learning.begin(still(frame, seen.fine), seen.coarse, instant_us, night=night)
        elif self._learning.due(instant_us) and compared.intact >= _INTACT and calm:
            self._learning.refresh(still(frame, seen.fine), instant_us, night=night)
