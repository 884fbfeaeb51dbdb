"""``python -m tests.e2e.glass_wall OUT``: a wall whose pictures the graphics card paints, in a real X window.

Photographs the screen with the surface, then without it, and writes what each pane showed as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.unit.ui.wall_sources import Sources
from vms.core.clock import SystemClock
from vms.ui import theme
from vms.ui.layouts.layout import LAYOUTS
from vms.ui.theme import Scheme
from vms.ui.wall.glass import WallStage, card
from vms.ui.wall.pane_state import PaneCamera
from vms.ui.wall.wall_canvas import WallCanvas
from vms.video.frames import StreamState, StreamStatus

COLOURS = ((200, 40, 40), (40, 190, 60), (60, 70, 210), (180, 180, 180))
SIZE = (900, 640)


def main(out: Path) -> int:
    """Exit status 0 when it came to its end."""
    app = QApplication(["glass"])
    app.setStyle("Fusion")
    theme.apply(Scheme.DARK)
    sources = Sources()
    canvas = WallCanvas(SystemClock(), sources.open)
    stage = WallStage(canvas, on_card=True)
    stage.setWindowTitle("glass")
    stage.resize(*SIZE)
    stage.show()
    canvas.show_cameras(LAYOUTS["4"], {n: PaneCamera(n + 1, f"C{n + 1:02d}", "Sân chính") for n in range(4)})
    found: dict[str, object] = {"card": card()}
    for name in ("glass", "painter"):
        _put_all(app, sources)
        sources.by_camera[4].state = StreamStatus(StreamState.OFFLINE, reason="camera_unreachable", retry_in_s=5.0)
        _run(app, 0.8)
        image = _photograph(stage)
        image.save(str(out / f"{name}.png"))
        found[name] = {
            "panes": [_middle(canvas, image, pane) for pane in range(4)],
            "planes": [source.planes for source in sources.by_camera.values()],
            "surface": stage.surface is not None,
            "renderer": stage.surface.renderer if stage.surface else "",
        }
        sources.by_camera[4].state = StreamStatus(StreamState.LIVE)
        if name == "glass":
            assert stage.surface is not None
            stage.surface.failed.emit()
            _run(app, 0.3)
    canvas.close_views()
    stage.shutdown()
    stage.close()
    (out / "found.json").write_text(json.dumps(found))
    return 0


def _put_all(app: QApplication, sources: Sources) -> None:
    for _ in range(4):
        for source, colour in zip(sources.by_camera.values(), COLOURS, strict=True):
            source.put(colour)
        _run(app, 0.2)


def _run(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def _photograph(stage: WallStage) -> QImage:
    """What is on the screen itself, not what the widgets say they painted."""
    at = stage.mapToGlobal(stage.rect().topLeft())
    shot = stage.screen().grabWindow(0, at.x(), at.y(), stage.width(), stage.height())
    return shot.toImage()


def _middle(canvas: WallCanvas, image: QImage, pane: int) -> tuple[int, int, int]:
    rect = canvas.pane_rect(pane)
    assert rect is not None
    colour = image.pixelColor(rect.x + rect.w // 2, rect.y + rect.h // 4)
    return colour.red(), colour.green(), colour.blue()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
