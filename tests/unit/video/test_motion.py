from __future__ import annotations

import numpy as np

from tests.fakes.watched_camera import START_US, PretendCamera, Watched
from vms.video.glance import TINY
from vms.video.motion import Motion


def run(motion: Motion, pictures: list[np.ndarray], begun: int = 0) -> list[bool]:
    return [motion.look(one, START_US + (begun + index) * 500_000) for index, one in enumerate(pictures)]


def still_picture(seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 1.5, TINY[::-1])
    return np.clip(120 + noise, 0, 255).astype(np.uint8)


def with_spot(picture: np.ndarray, x: int, width: int = 3, height: int = 7) -> np.ndarray:
    picture[20 : 20 + height, x : x + width] = 60
    return picture


def test_somebody_far_away_is_motion_and_the_sign_goes_out_after_three_seconds() -> None:
    motion = Motion()
    assert not any(run(motion, [still_picture(i) for i in range(20)]))
    assert all(run(motion, [with_spot(still_picture(i), 10 + 2 * i) for i in range(10)], 20))
    after = run(motion, [still_picture(50 + i) for i in range(12)], 30)
    assert after[0] and not any(after[7:])


def test_a_clocks_digit_and_a_lamp_are_no_motion() -> None:
    motion = Motion()
    digits = [with_spot(still_picture(i), 70, 2, 2) if i % 2 else still_picture(i) for i in range(60)]
    assert not any(run(motion, digits))
    assert not any(run(motion, [still_picture(i) + np.uint8(60) for i in range(10)], 60))


def test_what_is_left_standing_becomes_background() -> None:
    motion = Motion()
    run(motion, [still_picture(i) for i in range(10)])
    left = run(motion, [with_spot(still_picture(i), 30) for i in range(600)], 10)
    assert left[0] and not any(left[-20:])


def test_motion_in_a_scene_comes_and_goes_with_the_people() -> None:
    watched = Watched(PretendCamera("roof"))
    quiet, busy = [], []
    while watched.camera.seconds < 110:  # the second minute counts: by then the camera's clock is known
        watched.look()
        second = watched.camera.seconds - 60
        (busy if 24 <= second < 40 else quiet if 2 < second < 19 else []).append(watched.watch.state.motion)
    assert not any(quiet) and sum(busy) > len(busy) * 0.8
