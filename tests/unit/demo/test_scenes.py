from __future__ import annotations

import numpy as np
import pytest

from vms.demo.camera import Imaging, apply_imaging
from vms.demo.figures import Look, Walker
from vms.demo.picture import blank
from vms.demo.roster import SCHOOL, cameras, phase
from vms.demo.scenes import SCENES, SceneRenderer

FIXED = [plan.scene for plan in SCHOOL if not plan.ptz]


@pytest.mark.parametrize("scene", FIXED)
def test_pictures_depend_on_the_second_alone(scene: str) -> None:
    renderer = SceneRenderer(SCENES[scene], night=False)
    first = renderer.picture(12.4).buffer.copy()
    other = renderer.picture(24.0).buffer.copy()
    again = SceneRenderer(SCENES[scene], night=False).picture(12.4).buffer
    assert np.array_equal(first, again)
    assert first.shape == (1080, 1280) and not np.array_equal(first, other)


def test_an_infrared_night_is_grey_and_darker() -> None:
    day = SceneRenderer(SCENES["gate"], night=False).picture(20)
    night = SceneRenderer(SCENES["gate"], night=True).picture(20)
    assert night.y.mean() < day.y.mean() * 0.7
    assert abs(night.u.astype(int) - 128).max() <= 1 and abs(day.u.astype(int) - 128).max() > 20


def test_motion_comes_and_goes_within_the_minute() -> None:
    states = {SCENES["gate"].moving(second, night=False) for second in range(60)}
    assert states == {True, False}


def test_a_walker_keeps_to_his_way_and_his_time() -> None:
    walker = Walker(Look(), ((0, 0), (100, 0), (100, 300)), 10, 30)
    assert walker.place(9.9) is None and walker.place(30) is None
    assert walker.place(10) == (0, 0) and walker.place(20) == (100, pytest.approx(100))


def test_imaging_changes_what_it_says() -> None:
    def changed(imaging: Imaging) -> tuple[float, float, float]:
        picture = blank(64, 64)
        picture.y[...] = np.arange(64, dtype=np.uint8)[None, :] * 2 + 60
        picture.u[...], picture.v[...] = 90, 160
        apply_imaging(picture, imaging)
        return picture.y.mean(), picture.y.std(), float(picture.v.mean())

    mean, spread, colour = changed(Imaging())
    assert changed(Imaging(brightness=70))[0] > mean + 30
    assert changed(Imaging(contrast=25))[1] < spread * 0.6
    assert changed(Imaging(saturation=0))[2] == 128 and colour == 160


def test_the_roster_grows_to_sixty_four() -> None:
    plans = cameras(64)
    assert len({plan.code for plan in plans}) == 64
    assert {plan.scene for plan in plans} <= set(SCENES) and sum(plan.ptz for plan in plans) == 2
    assert any(plan.ptz for plan in cameras(4)) and len(cameras(9)) == 9
    phases = [phase(plan.scene) for plan in SCHOOL]
    assert len(set(phases)) == len(phases) and max(phases) < 1 / 15
    assert [plan.code for plan in cameras(12, frozenset({"C13", "C04"}))] == ["C04", "C13"]
