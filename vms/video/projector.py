"""What of a film is shown: each picture when the clock reaches it; it waits over gaps and catches up when late."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

import av

from vms.core.errors import NothingRecorded
from vms.core.instants import SECOND, Span
from vms.core.log import event
from vms.video.film import Film, Picture
from vms.video.play_orders import PlayerStatus, PlayState
from vms.video.playclock import Beat, PlayClock
from vms.video.reader import Piece

_log = logging.getLogger(__name__)

# A pause between two pictures of different pieces that is longer than this is a gap.
GAP_US = SECOND
KEYS_ONLY_ABOVE = 2.0
UNREADABLE = "footage_unreadable"
POLL_S = 0.5
_TICK_S = 0.04
_SOON_US = 200_000  # so little before its first picture a film shows it already
_PROGRESS_S = 0.06  # a seek that takes longer shows what it has: first the key frame
_LEAST_SHOWN_S = 0.25  # a film that is late shows a picture so often all the same
_LATE_US = 80_000  # so late, and later than a picture lasts, a picture is decoded but not shown
_LOST_US = 1_500_000  # so late it goes on from a newer key frame
_GOP_US = 10 * SECOND  # taken for granted until two key frames were seen
_AHEAD_US = 3 * SECOND  # so long before the next file is needed it is opened


class PictureSink(Protocol):
    """Where pictures go; ``vms.video.writer.FrameWriter`` is one."""

    def publish(self, frame: av.VideoFrame, instant_us: int) -> None:
        """Show the picture."""
        ...

    def set_position(self, instant_us: int, done_number: int = 0) -> None:
        """Say where the film is, and the number of the seek that led there."""
        ...


class Projector:
    """One film and its pane. Owned by the player's thread; ``status`` and ``position_us`` may be read by any."""

    def __init__(
        self, film: Film, sink: PictureSink, follower: object, monotonic: Callable[[], float], start_us: int
    ) -> None:
        """``follower``: by what name it tells the clock where it has no picture."""
        self._film, self._sink, self._follower, self._monotonic = film, sink, follower, monotonic
        self._elsewhere = film.interrupted
        self.status = PlayerStatus(PlayState.OPENING, 1.0, None)
        self.position_us = start_us
        self._speed = 1.0
        self._next: Picture | None = None
        self._shown: Picture | None = None
        self._shown_at = 0.0
        self._gap: Span | None = None
        # Of which jump the clock was told that there is no picture until this instant; None: none at all.
        self._idle: tuple[int, int | None] | None = None
        self._step_us, self._key_us, self._gop_us = 40_000, 0, _GOP_US
        self._count = self._dropped = 0
        self._nothing = False
        self._still = False  # it stands, and shows exactly what stood at the instant

    def close(self) -> None:
        """Let go of files and pictures."""
        self._next = self._shown = None
        self._film.close()

    def other_clock(self) -> None:
        """Another clock was told nothing yet."""
        self._idle = None

    def extend(self, pieces: Sequence[Piece], clock: PlayClock, beat: Beat) -> bool:
        """There are other pieces; True when what the clock shows has to be looked for again."""
        self._film.set_pieces(pieces)
        shown = self._shown
        near = shown is not None and abs(beat.instant_us - shown.instant_us) <= GAP_US
        ran_out = near and self._idle is not None and self._idle[1] is None
        if shown is None or (self._gap is not None and not ran_out):
            clock.busy(self._follower)
            return True
        if ran_out and beat.speed > 0:
            self._align()
            self._next = self._film.next()
            if self._next is not None:
                self._idle = self._gap = None
                clock.busy(self._follower)
        return False

    # --- jumps and steps ---

    def jump(self, clock: PlayClock, beat: Beat) -> None:
        """To where the clock went: a key frame first where that takes long, and of several jumps the newest."""
        self._next = self._idle = self._gap = None
        target, begun = beat.instant_us, self._monotonic()
        picture: Picture | None = None
        for picture in self._film.approach(target):
            now = self._monotonic()
            if self._elsewhere():
                if now - self._shown_at > _TICK_S:
                    self._show(picture)
                return
            if now - begun > _PROGRESS_S and picture.instant_us <= target:
                self._show(picture)
                begun = now
        self._settle(clock, beat, picture)
        if not self._elsewhere():  # else it is neither there nor over
            self.place(beat)
            self.tell(clock.read())

    def _settle(self, clock: PlayClock, beat: Beat, picture: Picture | None) -> None:
        """The picture found is shown when it stood at the instant; else the film waits for the next one."""
        target, backwards = beat.instant_us, beat.speed < 0
        if picture is None:
            last = self._film.last()
            self._nothing = last is None
            if backwards and last is not None:
                self._wait_for(clock, beat, last)
            else:
                self._run_out(clock, beat, last)
            return
        self._nothing = False
        if picture.instant_us - target > _SOON_US:
            following = self._film.previous() if backwards else picture
            self._wait_for(clock, beat, following)
            return
        if target - picture.instant_us > GAP_US and not self._lasts(clock, beat, picture):
            return
        self._show_new(picture)
        self._still = True
        clock.arrived(self._follower, beat.jumps)

    def _lasts(self, clock: PlayClock, beat: Beat, picture: Picture) -> bool:
        """Whether a picture of long ago still stood at the instant: in a slow stream yes, at the end of a file no."""
        following = self._film.next()
        if following is not None and following.piece_us == picture.piece_us:
            if beat.speed > 0:
                self._next = following
            return True
        if beat.speed < 0:
            self._film.previous()
            self._wait_for(clock, beat, picture)
        elif following is None:
            self._run_out(clock, beat, picture)
        else:
            self._wait_for(clock, beat, following)
        return False

    def step(self, pictures: int, clock: PlayClock) -> int | None:
        """So many pictures on, or back; the clock is placed there: the number of that jump, None at the end."""
        self._align()
        picture: Picture | None = None
        for _ in range(abs(pictures)):
            found = self._film.next() if pictures > 0 else self._film.previous()
            if found is None:
                break
            picture = found
        if picture is None:
            return None
        self._show_new(picture)
        self._gap = self._idle = None
        self._still = True
        jumps = clock.place(picture.instant_us)
        clock.arrived(self._follower, jumps)
        return jumps

    def _change_speed(self, speed: float) -> bool:
        """True when it stands in a gap: what lies in the other direction has to be looked for."""
        self._speed = speed
        if self._gap is not None:
            return True
        self._idle = None
        self._align()
        return False

    def _align(self) -> None:
        """Bring the film back to the picture shown: it may stand at one fetched ahead."""
        self._next = None
        current, shown = self._film.current, self._shown
        if shown is not None and (current is None or current.instant_us != shown.instant_us or self._film.thinned):
            self._film.seek(shown.instant_us)

    # --- playing ---

    def advance(self, clock: PlayClock, beat: Beat) -> float:
        """Show what is due; seconds until something is due again."""
        if beat.speed != self._speed and self._change_speed(beat.speed):
            self.jump(clock, beat)
            return 0.0
        if not beat.running:
            if beat.ended or self._idle is not None or self._still:
                return POLL_S
            return self._come_to_rest(clock, beat)
        self._still = False
        return self._advance_keys(clock, beat) if abs(beat.speed) > KEYS_ONLY_ABOVE else self._advance(clock, beat)

    def _come_to_rest(self, clock: PlayClock, beat: Beat) -> float:
        """Stopped: the picture of exactly this instant may still be to come."""
        way = 1 if beat.speed > 0 else -1
        if abs(beat.speed) > KEYS_ONLY_ABOVE:
            self.jump(clock, beat)
            self._still = True
            return 0.0
        if self._next is None:
            self._next = self._fetch(way)
        picture = self._next
        if picture is None or (picture.instant_us - beat.instant_us) * way > 0:
            self._still = True
            return POLL_S
        self._next = None
        self._show_new(picture)
        return 0.0

    def _advance(self, clock: PlayClock, beat: Beat) -> float:
        way = 1 if beat.speed > 0 else -1
        if self._next is None:
            if self._idle is not None and self._idle[1] is None:
                return _TICK_S  # the clock may go on for others: it is said where it is
            self._next = self._fetch(way)
            return 0.0 if self._next is not None else self._last_shown(clock, beat, way)
        picture, shown = self._next, self._shown
        ahead = (picture.instant_us - beat.instant_us) * way
        if ahead > 0:
            if shown is not None and self._parted(shown, picture):
                if (beat.instant_us - shown.instant_us) * way >= self._step_us:
                    self._wait_for(clock, beat, picture)
            elif ahead > 2 * self._step_us and (shown is None or self._gap is not None):
                self._wait_for(clock, beat, picture)
            elif way > 0:
                self._film.prepare(_AHEAD_US)
            return min(_TICK_S, ahead / SECOND / abs(beat.speed))
        self._next = None
        if -ahead > _LOST_US and self._catch_up(beat, picture):
            self._dropped += 1
        elif -ahead > max(_LATE_US, self._step_us) and self._monotonic() - self._shown_at < _LEAST_SHOWN_S:
            self._dropped += 1  # decoding can't follow: on to the next without showing
        else:
            self._show_new(picture)
        self._come_back(clock, beat)
        return 0.0

    def _fetch(self, way: int) -> Picture | None:
        before = self._film.current  # how long pictures last is learned on the way
        picture = self._film.next() if way > 0 else self._film.previous(dense=False)
        if picture is not None and before is not None and picture.piece_us == before.piece_us:
            self._step_us = min(10 * SECOND, abs(picture.instant_us - before.instant_us)) or self._step_us
        return picture

    def _last_shown(self, clock: PlayClock, beat: Beat, way: int) -> float:
        last = self._film.current  # it stands for as long as one lasts
        if last is not None and (self._shown is None or last.instant_us != self._shown.instant_us):
            self._show_new(last)  # it was too late to be shown
        shown = self._shown
        left = self._step_us - (beat.instant_us - shown.instant_us) * way if shown is not None else 0
        if left > 0:
            return min(_TICK_S, left / SECOND / abs(beat.speed))
        self._run_out(clock, beat, shown)
        return POLL_S

    def _catch_up(self, beat: Beat, picture: Picture) -> bool:
        """Hopelessly late: go on from a newer key frame if there is one, backwards from where the clock is."""
        target = beat.instant_us
        if beat.speed < 0:
            if not self._film.waiting_behind:
                self._next = self._film.back_from(target)
            return True
        if picture.frame.key_frame or target - self._key_us <= self._gop_us:
            return False
        key = self._film.key_at(target)
        if key is None or key.instant_us <= picture.instant_us:
            self._gop_us = max(self._gop_us * 2, target - self._key_us)  # it's longer than thought
            self._film.seek(picture.instant_us)
            return False
        self._show_new(key)
        return True

    def _advance_keys(self, clock: PlayClock, beat: Beat) -> float:
        """Fast: the key frame that stands at the position, when it is another one."""
        target, forwards = beat.instant_us, beat.speed > 0
        way = 1 if forwards else -1
        if self._idle is not None and self._idle[1] is None:
            return _TICK_S
        if self._next is not None:
            if (self._next.instant_us - target) * way > 0:
                self._wait_for(clock, beat, self._next)
                return _TICK_S
            self._next = None
        if self._film.covers(target):
            picture = self._film.key_at(target)
            if picture is not None and picture.instant_us <= target:
                shown = self._shown
                # Forwards never one from before the picture shown: key frames may lie minutes apart.
                if shown is None or (picture.instant_us - shown.instant_us) * way > 0 or shown.instant_us > target:
                    self._show(picture)
                self._come_back(clock, beat)
                return _TICK_S
        following = self._film.key_at(target) if forwards else self._film.last_before(target)
        if following is not None:
            self._wait_for(clock, beat, following)
            return 0.0
        edge = self._film.last() if forwards else self._film.first()
        if edge is not None and (self._shown is None or edge.instant_us != self._shown.instant_us):
            self._show(edge)
        self._run_out(clock, beat, edge)
        return POLL_S

    def _parted(self, shown: Picture, following: Picture) -> bool:
        """Whether something that was never recorded lies between the two."""
        apart = abs(following.instant_us - shown.instant_us)
        return following.piece_us != shown.piece_us and apart > max(GAP_US, 3 * self._step_us)

    def _wait_for(self, clock: PlayClock, beat: Beat, following: Picture | None) -> None:
        """There is no picture at the clock's instant until this one."""
        if following is None:
            self._run_out(clock, beat, None)
            return
        self._next = following
        if self._gap is None:
            here = self._film.gap_at(beat.instant_us)
            edge = self._shown.instant_us if self._shown is not None else beat.instant_us
            self._gap = here or Span(*sorted((edge, following.instant_us)))
        if self._idle != (beat.jumps, following.instant_us):
            self._idle = (beat.jumps, following.instant_us)
            last = self._shown.instant_us if self._shown else None
            clock.idle(self._follower, beat.jumps, following.instant_us, last, self._gap)

    def _run_out(self, clock: PlayClock, beat: Beat, edge: Picture | None) -> None:
        """There is no picture any more in this direction."""
        if self._idle != (beat.jumps, None):
            self._idle = (beat.jumps, None)
            if self._gap is None:
                self._gap = self._film.gap_at(beat.instant_us) or self._film.beyond(forwards=beat.speed > 0)
            clock.idle(self._follower, beat.jumps, None, edge.instant_us if edge is not None else None, self._gap)

    def _come_back(self, clock: PlayClock, beat: Beat) -> None:
        if self._idle is not None or self._gap is not None:
            self._idle = self._gap = None
            clock.arrived(self._follower, beat.jumps)

    # --- showing and telling ---

    def _show_new(self, picture: Picture) -> None:
        """Show it, and learn from it how long groups of pictures last."""
        if picture.frame.key_frame:
            if self._key_us < picture.instant_us < self._key_us + 60 * _GOP_US:
                self._gop_us = picture.instant_us - self._key_us
            self._key_us = picture.instant_us
        self._show(picture)

    def _show(self, picture: Picture) -> None:
        self._shown, self._shown_at = picture, self._monotonic()
        try:
            self._sink.publish(picture.frame, picture.instant_us)
        except (av.FFmpegError, OSError, ValueError) as error:
            if not self._dropped:
                event(_log, "picture_not_shown", logging.WARNING, format=picture.frame.format.name, detail=str(error))
            self._dropped += 1
        else:
            self._count += 1

    def place(self, beat: Beat) -> None:
        """Say where the clock is."""
        self.position_us = beat.instant_us
        self._sink.set_position(beat.instant_us, beat.number)

    def tell(self, beat: Beat) -> None:
        """Renew the status."""
        shown, state, reason = self._shown, self.status.state, ""
        bad = self._film.unreadable_at(beat.instant_us)
        gap = bad or self._gap
        if bad is not None:
            state, reason = PlayState.UNREADABLE, UNREADABLE
        elif shown is None and self._nothing:
            state, reason = PlayState.EMPTY, NothingRecorded.code
        elif beat.ended:
            state = PlayState.ENDED
        elif self._gap is not None:
            state = PlayState.GAP
        elif shown is not None:
            state = PlayState.PLAYING if beat.running else PlayState.PAUSED
        self.status = PlayerStatus(
            state=state,
            speed=beat.speed,
            picture_us=shown.instant_us if shown else None,
            skips=beat.skips,
            skipped=beat.skipped,
            width=shown.frame.width if shown else 0,
            height=shown.frame.height if shown else 0,
            reason=reason,
            gap=gap if state in (PlayState.GAP, PlayState.UNREADABLE, PlayState.EMPTY) else None,
            shown=self._count,
            dropped=self._dropped,
        )
