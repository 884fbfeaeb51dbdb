"""Which part of a camera's picture a pane shows, and which way up: plain values for the window and the media process.

The order is fixed: the picture is turned, then mirrored, then a part of it is cut out, then that part is scaled to the
pane. Shares (0…1) of the *seen* picture count from its top left corner after turning and mirroring.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

DEEPEST = 16.0  # zoom: past it a pane shows single blocks of pixels
TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Framing:
    """``x``, ``y``, ``width``, ``height``: the part shown, in shares of the seen picture; ``turn``: degrees clockwise.

    ``stretch`` fills the pane and gives up the aspect; nothing is ever cut away but by zooming in.
    """

    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0
    turn: int = 0
    mirror: bool = False
    stretch: bool = False

    @property
    def zoom(self) -> float:
        """1 = the whole picture."""
        return 1.0 / max(self.width, self.height)

    @property
    def zoomed(self) -> bool:
        """Whether something of the picture is out of sight."""
        return self.width < 1.0 or self.height < 1.0

    @property
    def upright(self) -> bool:
        """Neither turned nor mirrored."""
        return not self.turn and not self.mirror

    @property
    def whole(self) -> Framing:
        """The same way up, zoomed out."""
        return replace(self, x=0.0, y=0.0, width=1.0, height=1.0)

    def zoomed_at(self, x: float, y: float, factor: float) -> Framing:
        """Zoom by ``factor`` so that what lies at (x, y), shares of the shown part, stays where it is."""
        size = min(1.0, max(1.0 / DEEPEST, max(self.width, self.height) / factor))
        left = self.x + x * self.width - x * size
        top = self.y + y * self.height - y * size
        return self._placed(left, top, size)

    def moved(self, dx: float, dy: float) -> Framing:
        """Show a part this far to the right and below, in shares of the shown part; stops at the picture's edge."""
        return self._placed(self.x + dx * self.width, self.y + dy * self.height, self.width)

    def camera_point(self, x: float, y: float) -> tuple[float, float]:
        """Where (x, y), shares of the shown part, lies in the camera's own picture, as shares."""
        seen_x, seen_y = self.x + x * self.width, self.y + y * self.height
        if self.mirror:
            seen_x = 1.0 - seen_x
        match self.turn:
            case 90:
                return seen_y, 1.0 - seen_x
            case 180:
                return 1.0 - seen_x, 1.0 - seen_y
            case 270:
                return 1.0 - seen_y, seen_x
            case _:
                return seen_x, seen_y

    def _placed(self, left: float, top: float, size: float) -> Framing:
        edge = 1.0 - size
        return replace(self, x=min(max(0.0, left), edge), y=min(max(0.0, top), edge), width=size, height=size)


PLAIN = Framing()
