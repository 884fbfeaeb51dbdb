"""The words and icons of alarms."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.core.instants import date_text, local_date, time_text
from vms.services.alarm_views import AlarmView, Verdict
from vms.ui.wall.words import duration, reason_text

translate = QCoreApplication.translate

_ICONS = {
    "offline": "lan-disconnect",
    "stalled": "snowflake-alert",
    "refused": "key-alert",
    "unrecorded": "circle-outline",
    "recorder": "circle-outline",
    "covered": "eye-off",
    "blurred": "blur",
    "dark": "lightbulb-off",
    "bright": "white-balance-sunny",
    "moved": "rotate-3d-variant",
    "frozen": "snowflake",
    "storage": "harddisk",
    "clock": "clock-alert",
}


def kind_icon(kind: str) -> str:
    """The icon of a kind of alarm."""
    return _ICONS.get(kind, "alert")


def kind_title(kind: str) -> str:
    """What happened, in two or three words."""
    titles = {
        "offline": translate("alarms", "Connection lost"),
        "stalled": translate("alarms", "Picture frozen"),
        "refused": translate("alarms", "The camera refuses"),
        "unrecorded": translate("alarms", "Recording lost"),
        "recorder": translate("alarms", "Nothing is recorded"),
        "covered": translate("alarms", "Camera covered"),
        "blurred": translate("alarms", "Camera blurred"),
        "dark": translate("alarms", "Camera darkened"),
        "bright": translate("alarms", "Camera dazzled"),
        "moved": translate("alarms", "Camera turned away"),
        "frozen": translate("alarms", "The same picture repeats"),
        "storage": translate("alarms", "Only kept footage is left on the disk"),
        "clock": translate("alarms", "The camera's clock is wrong"),
    }
    return titles.get(kind, translate("alarms", "Alarm"))


def tone(alarm: AlarmView) -> str:
    """Red only for what needs acting on now; a lost camera that is back is good news."""
    if alarm.tamper:
        return "bad"
    return "warn" if alarm.running else "ok"


def where(alarm: AlarmView) -> str:
    """``C08 Hành lang A2 · Nhà A``, or whose recorder."""
    if alarm.camera_id is None:
        if alarm.here:
            return translate("alarms", "Recorder of this PC")
        return translate("alarms", "Recorder of PC {name}").format(name=alarm.host)
    return f"{alarm.label} · {alarm.area}" if alarm.area else alarm.label


def reason(alarm: AlarmView) -> str:
    """Why, while it goes on; empty when the kind says it all."""
    return reason_text(alarm.reason) if alarm.running else ""


def times(alarm: AlarmView) -> str:
    """Since when, or from when to when, and how often."""
    if alarm.ended_us is None:
        parts = [translate("alarms", "since {time}").format(time=time_text(alarm.began_us))]
    else:
        ends = f"{time_text(alarm.began_us)}–{time_text(alarm.ended_us)}"
        over = translate("alarms", "over · {times}") if not alarm.loss else translate("alarms", "back · {times}")
        parts = [over.format(times=ends)]
    if alarm.times > 1:
        parts.append(translate("alarms", "{n} times").format(n=alarm.times))
    return " · ".join(parts)


def lasted(alarm: AlarmView, now_us: int) -> str:
    """``2 phút 45``."""
    return duration(alarm.seconds(now_us))


def settled_title(alarm: AlarmView) -> str:
    """``Mất kết nối 40 giây``."""
    title = kind_title(alarm.kind)
    if not alarm.loss or alarm.ended_us is None:
        return title
    return f"{title} {duration(alarm.seconds(alarm.ended_us))}"


def dated_detail(alarm: AlarmView, now_us: int) -> str:
    """All that is known of when and why, with the day before it when that isn't today."""
    day = "" if local_date(alarm.began_us) == local_date(now_us) else date_text(alarm.began_us)
    return " · ".join(part for part in (day, times(alarm), reason(alarm)) if part)


def verdict_text(verdict: str) -> str:
    """What was made of it."""
    texts = {
        Verdict.SEEN: translate("alarms", "Seen"),
        Verdict.FALSE: translate("alarms", "False alarm"),
        Verdict.PASSED: translate("alarms", "Passed on"),
    }
    return texts.get(Verdict(verdict), "") if verdict else ""


def answered(alarm: AlarmView) -> str:
    """Who acknowledged it, how fast, and what they said."""
    after = translate("alarms", "Acknowledged after {time}").format(time=duration(alarm.answer_seconds()))
    parts = [f"{after} · {alarm.acknowledged_by}", verdict_text(alarm.verdict), alarm.note]
    return "\n".join(part for part in parts if part)


def spoken(alarm: AlarmView) -> str:
    """What a screen reader says when the alarm comes."""
    return f"{translate('alarms', 'Alarm')}: {kind_title(alarm.kind)}, {where(alarm)}"
