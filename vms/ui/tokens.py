"""The colour tokens, written once: both themes, the time line, and how contrast is measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """The two themes."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours as ``#rrggbb``. ``on_fill`` is the text on accent_fill and bad_fill."""

    bg: str
    panel: str
    raised: str
    hover: str
    line: str
    edge: str
    t1: str
    t2: str
    t3: str
    accent: str
    accent_fill: str
    accent_fill_hover: str
    accent_bg: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    bad: str
    bad_fill: str
    bad_fill_hover: str
    bad_bg: str
    hold: str
    hold_bg: str
    field: str
    tl_continuous: str
    tl_motion: str
    tl_alarm: str
    tl_hold: str
    tl_gap: str
    tl_foreign: str
    tl_ground: str
    alarm_edge: str = "#FF4D42"
    on_fill: str = "#FFFFFF"


DARK = Tokens(
    bg="#0E1216",
    panel="#161C22",
    raised="#212932",
    hover="#2C3641",
    line="#313C48",
    edge="#708194",
    t1="#F2F5F8",
    t2="#BAC5D1",
    t3="#93A1B0",
    accent="#6CB2FF",
    accent_fill="#2470C8",
    accent_fill_hover="#1E62B2",
    accent_bg="#14304D",
    ok="#5FD09A",
    ok_bg="#12352A",
    warn="#FFC857",
    warn_bg="#3B2E10",
    bad="#FF8A80",
    bad_fill="#C9302C",
    bad_fill_hover="#B02824",
    bad_bg="#431B1D",
    hold="#C3A6FF",
    hold_bg="#2E2547",
    field="#212932",
    tl_continuous="#3E7CB8",
    tl_motion="#5FD09A",
    tl_alarm="#FF6B5E",
    tl_hold="#C3A6FF",
    tl_gap="#708194",
    tl_foreign="#C9975F",
    tl_ground="#0E1216",
)

LIGHT = Tokens(
    bg="#F3F5F8",
    panel="#FFFFFF",
    raised="#EDF1F5",
    hover="#E1E7EE",
    line="#D3DAE3",
    edge="#78879A",
    t1="#16202C",
    t2="#465464",
    t3="#5E6C7D",
    accent="#0A58A8",
    accent_fill="#0A58A8",
    accent_fill_hover="#084A8E",
    accent_bg="#E3EEFA",
    ok="#14683A",
    ok_bg="#E2F4E9",
    warn="#7E4B00",
    warn_bg="#FFF1D0",
    bad="#A81E17",
    bad_fill="#B3261E",
    bad_fill_hover="#961F18",
    bad_bg="#FCE8E6",
    hold="#5A3AA6",
    hold_bg="#EEE8FB",
    field="#FFFFFF",
    tl_continuous="#5E90C2",
    tl_motion="#2F9E63",
    tl_alarm="#D0342C",
    tl_hold="#7A57CC",
    tl_gap="#78879A",
    tl_foreign="#9A6B3F",
    tl_ground="#FFFFFF",
)

TABLE = {Scheme.DARK: DARK, Scheme.LIGHT: LIGHT}


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
