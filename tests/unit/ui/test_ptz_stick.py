"""A USB joystick through the real SDL, by a virtual device of SDL's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.unit.ui.virtual_stick import Virtual
from vms.ui.ptz.stick import Stick
from vms.ui.ptz.stick_moves import DEAD, Hand, Reading, Wish, curved
from vms.ui.sdl import sdl


@pytest.fixture
def virtual() -> Iterator[Virtual]:
    made = Virtual()
    yield made
    made.close()


class Ear:
    """A Stick and what it told."""

    def __init__(self) -> None:
        self.stick = Stick()
        self.wishes: list[Wish] = []
        self.gone = 0
        self.stick.wished.connect(self.wishes.append)
        self.stick.unplugged.connect(self._gone)

    def _gone(self) -> None:
        self.gone += 1


@pytest.fixture
def ear(qtbot: QtBot) -> Iterator[Ear]:
    made = Ear()
    yield made
    made.stick.set_on(False)
    made.stick.deleteLater()


def test_pushing_turns_twisting_zooms(virtual: Virtual, ear: Ear, qtbot: QtBot) -> None:
    ear.stick.set_on(True)
    assert ear.stick.name
    qtbot.waitUntil(lambda: ear.stick._timer.isActive())
    virtual.axis(0, 1.0)
    qtbot.waitUntil(lambda: bool(ear.wishes) and ear.wishes[-1] == Wish(pan=1.0))
    virtual.axis(0, 0.0)
    virtual.axis(1, -1.0)
    qtbot.waitUntil(lambda: ear.wishes[-1] == Wish(tilt=1.0))
    virtual.axis(1, 0.0)
    virtual.axis(2, 0.6)
    qtbot.waitUntil(lambda: 0 < ear.wishes[-1].zoom < 0.6)
    virtual.axis(2, 0.0)
    qtbot.waitUntil(lambda: ear.wishes[-1] == Wish())
    virtual.axis(3, -1.0)
    qtbot.waitUntil(lambda: ear.wishes[-1] == Wish(zoom=-1.0))


def test_buttons_stop_go_home_and_to_presets_once_each(virtual: Virtual, ear: Ear, qtbot: QtBot) -> None:
    ear.stick.set_on(True)
    for button, wish in ((0, Wish(stop=True)), (1, Wish(home=True)), (2, Wish(preset=1)), (10, Wish(preset=9))):
        virtual.button(button, True)
        qtbot.waitUntil(lambda wish=wish: wish in ear.wishes)
        virtual.button(button, False)
        qtbot.waitUntil(lambda: ear.wishes[-1] == Wish())
    assert sum(one.home for one in ear.wishes) == 1


def test_the_hat_moves_slowly(virtual: Virtual, ear: Ear, qtbot: QtBot) -> None:
    ear.stick.set_on(True)
    virtual.hat(sdl().SDL_HAT_LEFTUP)
    qtbot.waitUntil(lambda: bool(ear.wishes) and ear.wishes[-1] == Wish(pan=-0.3, tilt=0.3))


def test_unplugged_while_it_pushes(virtual: Virtual, ear: Ear, qtbot: QtBot) -> None:
    ear.stick.set_on(True)
    virtual.axis(0, 1.0)
    qtbot.waitUntil(lambda: bool(ear.wishes) and ear.wishes[-1].pan == 1.0)
    virtual.unplug()
    qtbot.waitUntil(lambda: ear.gone == 1)
    assert ear.stick.name == ""


def test_plugged_in_while_ptz_is_on(ear: Ear, qtbot: QtBot) -> None:
    ear.stick.set_on(True)
    assert ear.stick.name == ""
    virtual = Virtual()
    try:
        qtbot.waitUntil(lambda: ear.stick.name != "")
        virtual.axis(0, -1.0)
        qtbot.waitUntil(lambda: bool(ear.wishes) and ear.wishes[-1] == Wish(pan=-1.0))
    finally:
        virtual.close()


def test_nothing_is_read_while_ptz_is_off(virtual: Virtual, ear: Ear, qtbot: QtBot) -> None:
    ear.stick.set_on(True)
    ear.stick.set_on(False)
    assert not ear.stick._timer.isActive()
    virtual.axis(0, 1.0)
    qtbot.wait(80)
    assert ear.wishes == []


def test_a_stick_that_is_pushed_when_ptz_begins_moves_nothing_until_it_was_let_go(
    virtual: Virtual, ear: Ear, qtbot: QtBot
) -> None:
    virtual.axis(0, 1.0)
    sdl().SDL_JoystickUpdate()
    ear.stick.set_on(True)
    qtbot.wait(80)
    assert ear.wishes == []
    virtual.axis(0, 0.0)
    qtbot.wait(80)
    virtual.axis(0, 1.0)
    qtbot.waitUntil(lambda: bool(ear.wishes) and ear.wishes[-1].pan == 1.0)
    ear.stick.disarm()
    qtbot.wait(80)
    assert ear.wishes[-1] in (Wish(), Wish(pan=1.0))
    seen = len(ear.wishes)
    qtbot.wait(80)
    assert len(ear.wishes) == seen, "still pushed, and still disarmed"


@given(st.floats(-1.2, 1.2))
def test_the_curve(value: float) -> None:
    speed = curved(value)
    assert -1 <= speed <= 1
    assert speed * value >= 0
    assert (speed == 0) == (abs(value) <= DEAD)
    assert abs(curved(value * 0.5)) <= abs(speed)


def test_a_trigger_that_rests_at_its_end_never_zooms() -> None:
    hand = Hand()
    hand.begin((0.0, 0.0, -1.0, -1.0))
    for value in (-1.0, -0.5, 0.0, 0.5, -1.0):
        assert hand.wish(Reading((0.0, 0.0, value, value))).zoom == 0
