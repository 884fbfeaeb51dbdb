"""What a time line shows of one camera or of several as one, from a second to years, at the worth of its pixels.

Up to some thousand segments are read one by one; above that the minutes, then the hours in which there is something
(``vms.models.recording.FootageMask``). Gaps and holds keep their exact times at every zoom.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import starmap

from vms.core.clock import Clock
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span, day_span, local_date, subtract, union
from vms.models import timeline
from vms.models.database import Catalogue
from vms.security.permissions import Action, Grant, Role
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.footage import STALE_US
from vms.services.plan_grid import Level
from vms.services.playback_scope import PlaybackRights, Scope
from vms.services.recording_plans import RecordingPlans, Timetable
from vms.services.school import Limits

__all__ = ["NOT_ALLOWED", "DayFacts", "LineGap", "LineRow", "Timelines"]

NOT_ALLOWED = "not_allowed"
RECORDER_DOWN = "recorder_down"
# Rows that may be read for one line: beyond it the next coarser way is taken.
_EXACT_ROWS, _MINUTE_ROWS = 1000, 3000
_COARSE = 20 * MINUTE  # of a pixel: then hours will do
_MOST_GAPS, _MOST_EVENTS = 2000, 1500

Spans = tuple[Span, ...]
Pairs = list[tuple[int, int]]
# On a longer line the hours in which nobody meant to record are too small to be seen.
_PLANNED_FOR = 40 * DAY


@dataclass(frozen=True, slots=True)
class LineGap:
    """A stretch without footage, the code of its reason, and whose it is."""

    span: Span
    reason: str
    camera_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LineRow:
    """One row of a time line; stretches are sorted and don't touch. A gap that lasts ends now.

    Of several cameras: recorded is where any has footage, a gap where none has. ``hidden``: footage outside the actor's
    right. ``foreign``: in another recorder and not here. ``unseen``: the actor has not looked at it yet; of one camera
    only. ``unplanned``: nobody meant to record.
    """

    span: Span
    recorded: Spans = ()
    motion: Spans = ()
    alarm: Spans = ()
    gaps: tuple[LineGap, ...] = ()
    holds: Spans = ()
    hidden: Spans = ()
    foreign: Spans = ()
    unseen: Spans = ()
    unplanned: Spans = ()


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day with footage. ``held``: some of it is on hold; ``unseen``: nobody has reviewed all of it."""

    held: bool
    unseen: bool = False


class Timelines:
    """Answers time lines and calendars. Any thread."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        cameras: Cameras,
        limits: Limits,
        plans: RecordingPlans,
    ) -> None:
        self._catalogue, self._clock, self._audit, self._cameras = catalogue, clock, audit, cameras
        self._rights, self._plans = PlaybackRights(catalogue, clock, audit, limits), plans

    def row(self, actor: Actor, camera_ids: Sequence[int], span: Span, width: int) -> LineRow:
        """The row of these cameras as one, worth ``width`` pixels. Raises NotAllowed when the actor may play back
        nothing at all; a camera that he may not see is hidden.
        """
        now, pixel = self._clock.now_us(), span.length // max(1, width)
        row = LineRow(span)
        for spans, cameras in self._groups(actor, camera_ids):
            found = self._found(cameras, span, pixel, now)
            row = _joined(row, _within(found, spans), pixel)
        plans = self._plans.timetable(camera_ids) if span.length <= _PLANNED_FOR else Timetable()
        past = Span(span.start, max(span.start, min(now, span.end)))
        unplanned = _unplanned(plans, camera_ids, past, row.recorded)
        foreign = _common(row.foreign, subtract(span, row.recorded)) if row.foreign else ()
        unseen = self._unseen(actor, camera_ids[0], row) if len(camera_ids) == 1 else ()
        gaps = _left(_missing(row.gaps, plans, span), row.recorded)
        return replace(row, gaps=gaps, foreign=foreign, unseen=unseen, unplanned=unplanned)

    def _unseen(self, actor: Actor, camera_id: int, row: LineRow) -> Spans:
        """What of the row the actor himself has not looked at."""
        with self._catalogue.read():
            seen = timeline.seen(actor.user_id, camera_id, row.span)
        if not seen:
            return row.recorded
        return _common(row.recorded, subtract(row.span, [Span(start, end) for start, end in seen]))

    def bounds(self, actor: Actor, camera_ids: Sequence[int]) -> Span:
        """From the first hour with footage of any of the cameras to now."""
        now = self._clock.now_us()
        cameras = [camera for _, group in self._groups(actor, camera_ids) for camera in group]
        if not cameras:
            return Span(now, now)
        with self._catalogue.read():
            first = timeline.oldest_start(cameras)
            theirs = timeline.foreign(cameras)
        starts = [start for start, _ in theirs] + ([first] if first is not None else [])
        return Span(min([now, *starts]), now)

    def days(
        self, actor: Actor, camera_ids: Sequence[int], month: date, unreviewed: Collection[date] = ()
    ) -> dict[date, DayFacts]:
        """The days of a month (its first day) with footage that the actor may see of any of the cameras.
        ``unreviewed``: the days of which he has not looked at enough.
        """
        last = (month + timedelta(days=32)).replace(day=1)
        whole = Span(day_span(month).start, day_span(last).start)
        hours: list[Span] = []
        held: list[Span] = []
        for spans, cameras in self._groups(actor, camera_ids):
            with self._catalogue.read():
                masks = _together(timeline.masks(cameras, 24, whole))
                growing = timeline.growing(cameras, self._clock.now_us() - STALE_US)
                held += _merge(timeline.holds(cameras, whole, self._clock.now_us()), whole, 0)
            recorded = [*_pairs_of(masks, 0, DAY, HOUR, 0), *((start, end) for _, start, end in growing)]
            hours += _clipped(_merge(recorded, whole, 0), spans)
        found: dict[date, DayFacts] = {}
        for hour in hours:
            day = local_date(hour.start)
            while day_span(day).start < hour.end:
                span = day_span(day)
                found[day] = DayFacts(any(span.overlaps(one) for one in held), day in unreviewed)
                day += timedelta(days=1)
        return found

    def newest(self, actor: Actor, camera_ids: Sequence[int]) -> int | None:
        """Where the newest footage of any of the cameras ends that the actor may see; None when there is none."""
        found: list[int] = []
        for spans, cameras in self._groups(actor, camera_ids):
            with self._catalogue.read():
                ends = list(timeline.newest_ends(cameras).values())
                ends += [end for _, _, end in timeline.growing(cameras, self._clock.now_us() - STALE_US)]
            last = max(ends, default=None)
            if last is not None:
                found += [min(last, one.end) for one in spans if one.start < last]
        return max(found, default=None)

    def next_gap(self, actor: Actor, camera_ids: Sequence[int], instant: int, way: int) -> int | None:
        """Where the next (``way`` 1) or last (−1) gap of any of the cameras begins that the actor may see."""
        found: list[int] = []
        for spans, cameras in self._groups(actor, camera_ids):
            with self._catalogue.read():
                at = timeline.next_gap(cameras, instant, way)
            if at is not None and any(one.start <= at <= one.end for one in spans):
                found.append(at)
        return (min if way > 0 else max)(found, default=None)

    # --- inside ---

    def _groups(self, actor: Actor, camera_ids: Sequence[int]) -> list[tuple[Spans, list[int]]]:
        """The cameras by what the actor may see of them."""
        self._audit.require(actor, Action.PLAY_BACK, Grant.OWN_SHIFT, Grant.WITH_APPROVAL)
        groups: dict[Spans, list[int]] = {}
        scopes = self._rights.scopes(actor, camera_ids)
        if actor.role is Role.UNIT:  # everybody else sees every camera
            own = {camera.id for camera in self._cameras.all(actor, removed=True)}
            scopes = {camera: scope if camera in own else Scope(()) for camera, scope in scopes.items()}
        for camera, scope in scopes.items():
            groups.setdefault(scope.spans, []).append(camera)
        return list(groups.items())

    def _found(self, cameras: Sequence[int], span: Span, pixel: int, now: int) -> LineRow:
        with self._catalogue.read():
            recorded, motion, alarm = self._stretches(cameras, span, pixel, now)
            if span.end > now - STALE_US - MINUTE:
                recorded += [(start, end) for _, start, end in timeline.growing(cameras, now - STALE_US)]
            held = timeline.holds(cameras, span, now)
            theirs = timeline.foreign(cameras)
            gaps = self._gaps(cameras, span, pixel, now)
        shown = _merge(recorded, span, max(SECOND, pixel // 2))
        moved, alarmed = (_merge(one, span, pixel // 2) for one in (motion, alarm))
        foreign = _merge(theirs, span, pixel // 2) if theirs else ()
        return LineRow(span, shown, moved, alarmed, gaps, _merge(held, span, 0), foreign=foreign)

    def _stretches(self, cameras: Sequence[int], span: Span, pixel: int, now: int) -> tuple[Pairs, Pairs, Pairs]:
        """Recorded, motion, alarm; as fine as the rows that may be read allow."""
        minutes, hours = len(cameras) * (span.length // MINUTE + 1), len(cameras) * (span.length // HOUR + 1)
        if minutes <= _EXACT_ROWS:
            happened: dict[str, Pairs] = {"motion": [], "alarm": []}
            for kind, start, end in timeline.events(cameras, span, _MOST_EVENTS):
                happened[kind].append((start, max(start + SECOND, now if end is None else end)))
            return timeline.segments(cameras, span), happened["motion"], happened["alarm"]
        unit, bit = (1, MINUTE) if hours <= _MINUTE_ROWS and pixel < _COARSE else (24, HOUR)
        masks = _together(timeline.masks(cameras, unit, span))
        recorded, motion, alarm = (_pairs_of(masks, at, unit * HOUR, bit, pixel // 2) for at in range(3))
        return recorded, motion, alarm

    def _gaps(self, cameras: Sequence[int], span: Span, pixel: int, now: int) -> tuple[LineGap, ...]:
        rows = timeline.gaps(cameras, span, max(SECOND, pixel // 2), _MOST_GAPS)
        found = [
            (camera, Span(start, max(start, now if end is None else end)), why) for camera, start, end, why in rows
        ]
        if span.contains(now):
            lasting = {camera for camera, _, end, _ in rows if end is None}
            silent = [camera for camera in cameras if camera not in lasting]
            running = {camera for camera, _, _ in timeline.growing(cameras, now - STALE_US)}
            still = [camera for camera in silent if camera not in running]
            waiting = timeline.expected(still) if still else {}
            ends = timeline.newest_ends(list(waiting)) if waiting else {}
            heard = {camera: max(end, waiting[camera]) for camera, end in ends.items()}
            found += [(camera, Span(end, now), RECORDER_DOWN) for camera, end in heard.items() if now - end > STALE_US]
        clipped = (LineGap(part, reason, (camera,)) for camera, one, reason in found if (part := one.clip(span)))
        return tuple(sorted(clipped, key=lambda gap: gap.span))


def _merge(pairs: Pairs, span: Span, bridge: int) -> Spans:
    """Sorted stretches inside the span; those closer than ``bridge`` are one. On plain numbers: there are thousands."""
    merged: list[tuple[int, int]] = []
    first, last = span.start, span.start - 1
    for start, end in sorted(pairs):
        if start <= last + bridge and merged:
            last = max(last, end)
            merged[-1] = (first, last)
        elif end > start:
            first, last = start, end
            merged.append((first, last))
    low, high = span.start, span.end
    inside = [pair for pair in merged if pair[0] < high and pair[1] > low]
    if inside:  # only the first and the last can reach out of it
        inside[0] = max(inside[0][0], low), inside[0][1]
        inside[-1] = inside[-1][0], min(inside[-1][1], high)
    return tuple(starmap(Span, inside))


def _together(rows: Iterable[tuple[int, int, int, int]]) -> dict[int, tuple[int, int, int]]:
    """The bits of several cameras as one: number → recorded, motion, alarm."""
    found: dict[int, tuple[int, int, int]] = {}
    for number, recorded, motion, alarm in rows:
        before = found.get(number)
        if before is not None:
            recorded, motion, alarm = recorded | before[0], motion | before[1], alarm | before[2]
        found[number] = recorded, motion, alarm
    return found


def _pairs_of(masks: Mapping[int, tuple[int, int, int]], at: int, unit_us: int, bit_us: int, bridge: int) -> Pairs:
    """Runs of set bits as stretches; holes no longer than ``bridge`` belong to them. The search runs in C: a week of
    motion is thousands of runs.
    """
    if not masks:
        return []
    count, first, last = unit_us // bit_us, min(masks), max(masks)
    empty = "0" * count
    bits = "".join(
        f"{masks[number][at]:0{count}b}"[::-1] if number in masks else empty for number in range(first, last + 1)
    )
    run, base = re.compile(f"1(?:0{{0,{bridge // bit_us}}}1)*"), first * unit_us
    return [(base + one.start() * bit_us, base + one.end() * bit_us) for one in run.finditer(bits)]


def _clipped(stretches: Iterable[Span], scope: Spans) -> list[Span]:
    return [part for stretch in stretches for one in scope if (part := stretch.clip(one))]


def _within(row: LineRow, scope: Spans) -> LineRow:
    """What of the row may be seen; the rest of its footage is hidden, and nothing else of it is told."""
    if any(one.start <= row.span.start and row.span.end <= one.end for one in scope):
        return row
    hidden = [part for stretch in row.recorded for part in subtract(stretch, scope)]
    return LineRow(
        row.span,
        tuple(_clipped(row.recorded, scope)),
        tuple(_clipped(row.motion, scope)),
        tuple(_clipped(row.alarm, scope)),
        tuple(replace(gap, span=part) for gap in row.gaps for part in _clipped((gap.span,), scope)),
        tuple(_clipped(row.holds, scope)),
        tuple(hidden),
        tuple(_clipped(row.foreign, scope)),
    )


def _joined(one: LineRow, other: LineRow, pixel: int) -> LineRow:
    """Two groups of cameras as one row."""
    if one == LineRow(one.span):
        return other
    bridge = max(SECOND, pixel // 2)
    return LineRow(
        one.span,
        tuple(union((*one.recorded, *other.recorded), bridge)),
        tuple(union((*one.motion, *other.motion))),
        tuple(union((*one.alarm, *other.alarm))),
        tuple(sorted((*one.gaps, *other.gaps), key=lambda gap: gap.span)),
        tuple(union((*one.holds, *other.holds))),
        tuple(union((*one.hidden, *other.hidden))),
        tuple(union((*one.foreign, *other.foreign))),
    )


def _common(some: Sequence[Span], others: Sequence[Span]) -> Spans:
    """Where both are; each sorted, without touching."""
    found: list[Span] = []
    at = 0
    for one in some:
        while at < len(others) and others[at].end <= one.start:
            at += 1
        here = at
        while here < len(others) and others[here].start < one.end:
            part = one.clip(others[here])
            if part is not None:
                found.append(part)
            here += 1
    return tuple(found)


def _unplanned(plans: Timetable, camera_ids: Sequence[int], span: Span, recorded: Spans) -> Spans:
    """Where nothing was recorded and no plan of these cameras asked for anything, or only for what happened."""
    idle = plans.unplanned(span, Level.OFF, Level.MOTION)
    if not idle or len(idle) < len(set(camera_ids)):
        return ()  # most lines: a camera is recorded all the time
    empty: Spans = tuple(subtract(span, recorded))
    for camera in camera_ids:
        empty = _common(empty, idle[camera])
    return empty


def _missing(gaps: Sequence[LineGap], plans: Timetable, span: Span) -> list[LineGap]:
    """The gaps, each of one camera, without the hours in which its plan asked for nothing."""
    idle = plans.unplanned(span)
    parts = ((gap, part) for gap in gaps for part in subtract(gap.span, idle.get(gap.camera_ids[0], ())))
    return [replace(gap, span=part) for gap, part in parts] if idle else list(gaps)


def _left(gaps: Sequence[LineGap], recorded: Spans) -> tuple[LineGap, ...]:
    """The gaps without what was recorded all the same: a segment that was saved after all counts more than the report
    that it was lost, and of several cameras one with footage is enough.
    """
    ends = [one.end for one in recorded]
    found: list[LineGap] = []
    for gap in gaps:
        at, cursor = bisect_left(ends, gap.span.start + 1), gap.span.start
        while at < len(recorded) and recorded[at].start < gap.span.end:
            if recorded[at].start - cursor >= SECOND:
                found.append(replace(gap, span=Span(cursor, recorded[at].start)))
            cursor = max(cursor, recorded[at].end)
            at += 1
        if gap.span.end - cursor >= SECOND:
            found.append(replace(gap, span=Span(cursor, gap.span.end)))
    return tuple(found)
