"""What the camera tree lists: cameras, their states, and how they are grouped. Plain values and pure functions, no Qt
but for the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from vms.core.text import fold

translate = QCoreApplication.translate
PURPOSES = ("security", "teaching", "equipment")


@dataclass(frozen=True, slots=True)
class TreeCamera:
    """A camera as the tree lists it. ``purposes``: codes of what it is for."""

    camera_id: int
    code: str
    name: str
    area: str
    ptz: bool = False
    purposes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class TreeState:
    """Icon, its colour token, a word (empty when all is well), and whether it counts in the group's badge.

    A ``minor`` word gives way to the camera's name. ``group``: where it stands in the tree by state: alarm, lost,
    silent, disabled, or well.
    """

    icon: str = "circle-outline"
    tone: str = "t2"
    word: str = ""
    lost: bool = False
    spoken: str = ""
    minor: bool = False
    group: str = "well"


class Grouping(StrEnum):
    """By what cameras stand together."""

    AREA = "area"
    PURPOSE = "purpose"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Entry:
    """A camera and the text that is searched, folded once."""

    camera: TreeCamera
    hay: str


@dataclass(slots=True)
class Group:
    """Cameras under one heading, those that the search leaves, and how many of these are lost."""

    key: str
    name: str
    rows: list[int] = field(default_factory=list)
    lost: int = 0


def entries_of(cameras: Iterable[TreeCamera], known: Mapping[int, Entry]) -> dict[int, Entry]:
    """By camera id, in their order; what didn't change since ``known`` isn't folded again."""
    found: dict[int, Entry] = {}
    for one in cameras:
        before = known.get(one.camera_id)
        if before is None or before.camera != one:
            before = Entry(one, fold(" ".join((one.code, one.name, one.area, *_words(one)))))
        found[one.camera_id] = before
    return found


def _words(camera: TreeCamera) -> list[str]:
    return [purpose_word(code) for code in camera.purposes]


def purpose_word(code: str) -> str:
    """What a camera is for, as the regulation has it (clause 1)."""
    match code:
        case "security":
            return translate("wall", "Security and order")
        case "teaching":
            return translate("wall", "Teaching")
        case "equipment":
            return translate("wall", "Equipment")
        case _:
            return translate("wall", "No purpose given")


def state_group_word(group: str) -> str:
    """The heading of a state."""
    match group:
        case "alarm":
            return translate("wall", "Alarm")
        case "lost":
            return translate("wall", "Connection lost")
        case "silent":
            return translate("wall", "Not recording")
        case "disabled":
            return translate("wall", "Switched off")
        case _:
            return translate("wall", "In order")


STATE_GROUPS = ("alarm", "lost", "silent", "well", "disabled")


def group_keys(camera: TreeCamera, state: TreeState, by: Grouping) -> Sequence[str]:
    """The groups a camera stands in; one with two purposes stands in both."""
    if by is Grouping.PURPOSE:
        return camera.purposes or ("",)
    return (state.group,) if by is Grouping.STATE else (camera.area,)


def group_name(key: str, by: Grouping) -> str:
    """The heading of a group."""
    if by is Grouping.PURPOSE:
        return purpose_word(key)
    if by is Grouping.STATE:
        return state_group_word(key)
    return key or translate("wall", "Without area")


def matching(entries: Mapping[int, Entry], wanted: str, within: Iterable[int] | None = None) -> list[int]:
    """Cameras whose code, name, area or purpose hold every word, marks or not, in their order."""
    words = fold(wanted).split()
    numbers = entries if within is None else within
    return [number for number in numbers if all(word in entries[number].hay for word in words)]


def grouped(
    entries: Mapping[int, Entry], shown: Iterable[int], states: Mapping[int, TreeState], by: Grouping
) -> list[Group]:
    """The groups that have cameras: areas in the order of the cameras, purposes and states in their own."""
    plain = TreeState()
    found: dict[str, Group] = {}
    for number in shown:
        state = states.get(number, plain)
        for key in group_keys(entries[number].camera, state, by):
            group = found.get(key)
            if group is None:
                group = found[key] = Group(key, group_name(key, by))
            group.rows.append(number)
            group.lost += state.lost
    order = {Grouping.PURPOSE: (*PURPOSES, ""), Grouping.STATE: STATE_GROUPS}.get(by)
    if order is None:
        return list(found.values())
    return sorted(found.values(), key=lambda group: order.index(group.key) if group.key in order else len(order))
