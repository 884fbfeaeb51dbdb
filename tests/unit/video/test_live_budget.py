from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vms.video.budget import MAIN_FROM, SUB_BELOW, choose_quality


def test_small_panes_get_the_sub_stream_and_large_ones_the_main_stream() -> None:
    assert choose_quality(480, has_sub=True) == "sub"
    assert choose_quality(1280, has_sub=True) == "main"
    assert choose_quality(100, has_sub=False, now="sub") == "main"


@given(st.integers(SUB_BELOW, MAIN_FROM), st.sampled_from(["main", "sub"]))
def test_in_between_the_pane_keeps_what_it_has(width: int, now: str) -> None:
    assert choose_quality(width, has_sub=True, now=now) == now
