from __future__ import annotations

from pathlib import Path

from vms.demo.encode import GOP, Encoder
from vms.demo.loops import LoopJob, Rendered, _Renderer, read_stored
from vms.demo.picture import blank

JOB = LoopJob("library", "C13 Thư viện", "h264", 0.02, night=False)


def test_the_second_that_is_needed_first_is_rendered_first() -> None:
    renderer = _Renderer(JOB)
    now = 6_000_010.0
    wait, second = renderer.next_second(now)
    assert second == 11 and 0 < wait <= 1.3
    rendered = renderer.render(second)
    assert rendered.main and rendered.sub
    assert renderer.next_second(now)[1] == 12
    for other in range(60):
        renderer.done[other] = Rendered("library", other, b"", b"")
    del renderer.done[10]  # the second that has just passed comes again in a minute
    assert renderer.next_second(now) == (60.0, 10)


def test_a_cut_file_is_not_taken(tmp_path: Path) -> None:
    encoder, picture = Encoder("h264", 64, 64), blank(64, 64)
    picture.buffer[...] = 100
    whole = b"".join(encoder.encode(picture) for _ in range(60 * GOP))
    path = JOB.path(tmp_path, "sub")
    assert read_stored(JOB, tmp_path, "sub") is None
    path.write_bytes(whole)
    stored = read_stored(JOB, tmp_path, "sub")
    assert stored and len(stored.seconds) == 60 and len(stored.sets) == 2
    path.write_bytes(whole[: len(whole) // 2])
    assert read_stored(JOB, tmp_path, "sub") is None
