"""A file as a camera: added by its path, described, and recorded like any other."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from vms.core.redact import LoggableUrl
from vms.services.camera_draft import CameraDraft, reasons, tidy
from vms.video.source import StreamSpec, open_source, video_stream


def film(path: Path) -> Path:
    """Two seconds of H.264."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=15)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(30):
            picture = np.full((180, 320, 3), number * 8, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode())
    return path


def test_a_path_becomes_a_file_url_that_opens_blanks_and_marks_included(tmp_path: Path) -> None:
    path = film(tmp_path / "cổng chính 1.mp4")
    draft = tidy(CameraDraft(code="C90", name="Tệp mẫu", kind="url", main_url=str(path)))
    assert draft.main_url.startswith("file:///")
    assert reasons(draft) == {}
    container = open_source(StreamSpec(LoggableUrl(draft.main_url)))
    try:
        assert video_stream(container).width == 320
        assert sum(1 for _ in container.decode(video=0)) == 30
    finally:
        container.close()
