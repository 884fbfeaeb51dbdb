"""Words for jobs of clips."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.core.instants import Span, date_text, time_text
from vms.services.clip_job_views import ClipJobView, ClipPartView, JobState
from vms.ui.messages import headline
from vms.ui.words import duration_text

translate = QCoreApplication.translate
_GAPS_NAMED = 3


def state_text(state: JobState) -> str:
    """How far it is."""
    words = {
        JobState.WAITING: translate("Jobs", "Waiting"),
        JobState.RUNNING: translate("Jobs", "Cutting"),
        JobState.DONE: translate("Jobs", "Done, read back"),
        JobState.FAILED: translate("Jobs", "Not cut"),
        JobState.CANCELLED: translate("Jobs", "Cancelled"),
    }
    return words[state]


def state_look(state: JobState) -> tuple[str, str]:
    """Badge state and icon."""
    looks = {
        JobState.WAITING: ("neutral", "timer-sand"),
        JobState.RUNNING: ("info", "content-cut"),
        JobState.DONE: ("ok", "check-all"),
        JobState.FAILED: ("bad", "alert-octagon"),
        JobState.CANCELLED: ("neutral", "close"),
    }
    return looks[state]


def span_text(span: Span) -> str:
    """``20/11/2026 09:41:52 – 09:43:10``; the second date where it is another."""
    start, end = date_text(span.start), date_text(span.end)
    until = time_text(span.end) if start == end else f"{end} {time_text(span.end)}"
    return f"{start} {time_text(span.start)} – {until}"


def cameras_text(job: ClipJobView) -> str:
    """The camera, or how many."""
    if len(job.parts) == 1:
        return job.parts[0].camera
    return translate("Jobs", "{count} cameras").format(count=len(job.parts))


def asked_text(job: ClipJobView) -> str:
    """``VV-2026-014 · hỏi lúc 10:21 · Lê Thị Minh Hà · lý do``."""
    asked = translate("Jobs", "asked {time} {date}").format(
        time=time_text(job.asked_us)[:5], date=date_text(job.asked_us)
    )
    return " · ".join(filter(None, (job.incident, asked, job.asked_by, job.reason)))


def part_text(part: ClipPartView, now_us: int) -> str:
    """What one camera has delivered, what is missing in it, or why there is nothing yet."""
    if part.state is JobState.WAITING and part.error is not None:
        wait = max(0, part.retry_us - now_us)
        again = translate("Jobs", "Tried again in {length}").format(length=duration_text(wait))
        return f"{headline(part.error)} {again}"
    if part.state is JobState.FAILED:
        return headline(part.error) if part.error else state_text(part.state)
    found = []
    if part.delivered is not None:
        found.append(translate("Jobs", "Delivered {span}").format(span=_times(part.delivered)))
        if len(part.items) > 1:
            found.append(translate("Jobs", "{count} files").format(count=len(part.items)))
        found.append(_missing_text(part.missing))
    elif part.state is JobState.RUNNING:
        found.append(translate("Jobs", "{percent} %").format(percent=round(part.progress * 100)))
    else:
        found.append(state_text(part.state))
    return " · ".join(filter(None, found))


def _missing_text(missing: tuple[Span, ...]) -> str:
    if not missing:
        return ""
    named = ", ".join(_times(hole) for hole in missing[:_GAPS_NAMED])
    more = len(missing) - _GAPS_NAMED
    if more > 0:
        named += translate("Jobs", " and {count} more").format(count=more)
    return translate("Jobs", "not recorded: {spans}").format(spans=named)


def _times(span: Span) -> str:
    return f"{time_text(span.start)} – {time_text(span.end)}"
