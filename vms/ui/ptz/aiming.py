"""From the pane to the camera: where a click or a box lies in the camera's own picture, and which way is up there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from vms.services.ptz import Aim
from vms.video.framing import Framing


def aim_at(place: QRectF, framing: Framing, at: QPointF) -> Aim | None:
    """What brings a point of the shown picture to the middle of what is shown; None beside the picture."""
    if not place.contains(at):
        return None
    x, y = framing.camera_point((at.x() - place.x()) / place.width(), (at.y() - place.y()) / place.height())
    middle_x, middle_y = framing.camera_point(0.5, 0.5)
    return Aim(2 * (x - middle_x), 2 * (middle_y - y))


def aim_box(place: QRectF, framing: Framing, box: QRectF) -> Aim | None:
    """What makes a box of the shown picture the camera's whole picture; None when it lies beside it."""
    box = box.intersected(place)
    if box.isEmpty():
        return None
    middle = box.center()
    x, y = framing.camera_point((middle.x() - place.x()) / place.width(), (middle.y() - place.y()) / place.height())
    part = max(box.width() / place.width() * framing.width, box.height() / place.height() * framing.height)
    return Aim(2 * x - 1, 1 - 2 * y, 1 / part)


def direction(framing: Framing, pan: float, tilt: float) -> tuple[float, float]:
    """Pan and tilt that move the shown picture that way, however it is turned and mirrored."""
    x, y = framing.camera_point(0.5 + pan / 4, 0.5 - tilt / 4)
    middle_x, middle_y = framing.camera_point(0.5, 0.5)
    scale = 4 / framing.width if framing.width else 4
    return round((x - middle_x) * scale, 6) + 0.0, round((middle_y - y) * scale, 6) + 0.0
