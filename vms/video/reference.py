"""What a camera's picture looks like when all is well: learned, kept as a small PNG, compared with."""

from __future__ import annotations

import cv2
import numpy as np

from vms.video.edges import Edges, block_means
from vms.video.glance import COARSE, FINE, Plane

_COARSE_PIXELS, _COARSE_LEAST = 12, 10.0  # of a block's 100; the least gradient that compression leaves alone
_FINE_PIXELS, _FINE_LEAST = 16, 16.0  # of a block's 400
_LOW = (32, 18)
_SHAPE = (FINE[1] * 3 // 2, FINE[0])
_LEAST_STRUCTURE = 24  # blocks: with fewer a picture can't be told from another


def coarse_edges(coarse: Plane) -> Edges:
    """The edges of a coarse picture."""
    return Edges(coarse, _COARSE_PIXELS, _COARSE_LEAST)


def low(coarse: Plane) -> Plane:
    """Hardly more than where it is light and where dark."""
    return np.asarray(cv2.resize(coarse, _LOW, interpolation=cv2.INTER_AREA), dtype=np.uint8)


class Reference:
    """One learned picture: I420 as a PNG (for keeping and for a person), its edges in two sizes, its light and dark."""

    __slots__ = ("coarse", "fine", "light", "low", "png", "saturated")

    def __init__(self, picture: Plane) -> None:
        luma = picture[: FINE[1]]
        coarse = _coarse(luma)
        done, data = cv2.imencode(".png", picture)
        assert done
        self.png = data.tobytes()
        self.coarse = coarse_edges(coarse)
        self.fine = Edges(luma, _FINE_PIXELS, _FINE_LEAST)
        self.low = low(coarse)
        self.light = block_means(coarse)
        self.saturated = bright_share(coarse)

    @property
    def structured(self) -> bool:
        """Whether there is enough in it to compare with."""
        return int(self.coarse.structured.sum()) >= _LEAST_STRUCTURE

    def picture(self) -> Plane:
        """The learned picture, I420 at 320×180."""
        return np.asarray(cv2.imdecode(np.frombuffer(self.png, np.uint8), cv2.IMREAD_GRAYSCALE), dtype=np.uint8)

    def coarse_picture(self) -> Plane:
        """Its luma at the coarse size. Decodes: only on suspicion."""
        return _coarse(self.picture()[: FINE[1]])


def _coarse(luma: Plane) -> Plane:
    return np.asarray(cv2.resize(luma, COARSE, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def read_reference(png: bytes) -> Reference | None:
    """A reference from what was kept; None for nothing. Raises ValueError when it isn't one of ours."""
    if not png:
        return None
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None or picture.shape != _SHAPE:
        raise ValueError("no reference of the watch")
    return Reference(np.asarray(picture, dtype=np.uint8))


def bright_share(coarse: Plane) -> float:
    """Share of the picture that is blown out."""
    return float(np.count_nonzero(coarse >= 228)) / coarse.size
