from __future__ import annotations

import numpy as np
import pytest

from vms.demo.disturbances import PICTURE_FAULTS, add_noise, disturb
from vms.demo.faults import FaultKind
from vms.demo.picture import Picture, blank
from vms.demo.scenes import SCENES, SceneRenderer


def scene(*, night: bool) -> Picture:
    return SceneRenderer(SCENES["gate"], night=night).picture(21.0)


@pytest.mark.parametrize("kind", sorted(PICTURE_FAULTS - {FaultKind.FROZEN}))
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_a_disturbance_shows_and_leaves_an_infrared_picture_grey(kind: FaultKind, night: bool) -> None:
    before = scene(night=night).buffer.copy()
    picture = scene(night=night)
    disturb(picture, kind, 17.0)  # headlights shine, a cloud is overhead
    assert np.abs(picture.buffer.astype(int) - before).max() > 8
    if night:
        assert np.abs(picture.u.astype(int) - 128).max() <= 3 and np.abs(picture.v.astype(int) - 128).max() <= 3


@pytest.mark.parametrize("kind", [FaultKind.NONE, FaultKind.DROP, FaultKind.FROZEN])
def test_other_faults_leave_the_picture_alone(kind: FaultKind) -> None:
    picture = scene(night=False)
    before = picture.buffer.copy()
    disturb(picture, kind, 21.5)
    assert np.array_equal(picture.buffer, before)


def test_noise_has_its_deviation_and_never_comes_twice() -> None:
    chance, pictures = np.random.default_rng(1), []
    for _ in range(2):
        picture = blank(640, 360)
        picture.buffer[...] = 120
        add_noise(picture, 3.0, chance)
        pictures.append(picture.y.copy())
    assert abs(pictures[0].std() - 3) < 0.3 and abs(pictures[0].mean() - 120) < 0.5
    assert not np.array_equal(*pictures)
