from __future__ import annotations

from vms.video.lanes import Lanes


def test_streams_are_spread_over_the_lanes_and_each_lane_is_held_by_one_at_a_time() -> None:
    lanes = Lanes(3)
    given = [lanes.assign() for _ in range(9)]
    assert len({id(lane) for lane in given}) == 3
    assert all(sum(one is lane for one in given) == 3 for lane in given)
    with given[0]:
        assert not given[3].acquire(blocking=False)
        assert given[1].acquire(blocking=False)
        given[1].release()
