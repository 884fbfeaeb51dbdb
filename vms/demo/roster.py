"""The school's cameras: code, name, area, scene, and which of them turn."""

from __future__ import annotations

from dataclasses import dataclass

from vms.demo.encode import FRAMES_PER_S, Codec

_AREAS = {
    "gates": "Khu cổng",
    "yard": "Sân trường",
    "a": "Nhà A",
    "b": "Nhà B",
    "kitchen": "Bếp ăn bán trú",
    "roof": "Mái và hàng rào",
}


@dataclass(frozen=True, slots=True)
class CameraPlan:
    """One camera as the school has bought it."""

    code: str
    name: str
    area: str
    scene: str
    ptz: bool = False
    codec: Codec = "h264"

    @property
    def label(self) -> str:
        """What stands in the picture."""
        return f"{self.code} {self.name}"

    @property
    def user(self) -> str:
        """The camera's account."""
        return "vms"

    @property
    def password(self) -> str:
        """Each camera has its own, so that a client that mixes them up fails."""
        return f"BinhMinh-{self.code}"


SCHOOL = (
    CameraPlan("C01", "Cổng chính", _AREAS["gates"], "gate"),
    CameraPlan("C02", "Cổng phụ", _AREAS["gates"], "side_gate"),
    CameraPlan("C03", "Nhà để xe", _AREAS["gates"], "bicycles"),
    CameraPlan("C04", "Sân chính", _AREAS["yard"], "front_yard", ptz=True),
    CameraPlan("C05", "Sân sau", _AREAS["yard"], "back_yard", ptz=True),
    CameraPlan("C07", "Hành lang A1", _AREAS["a"], "corridor_1"),
    CameraPlan("C08", "Hành lang A2", _AREAS["a"], "corridor_2"),
    CameraPlan("C09", "Cầu thang A", _AREAS["a"], "staircase"),
    CameraPlan("C10", "Cửa lớp 3A", _AREAS["a"], "classroom_door"),
    CameraPlan("C13", "Thư viện", _AREAS["b"], "library", codec="h265"),
    CameraPlan("C15", "Bếp ăn", _AREAS["kitchen"], "kitchen"),
    CameraPlan("C17", "Mái nhà A", _AREAS["roof"], "roof"),
)
_FIRST_REPEATED = 19  # the school's own codes end at C18


def cameras(count: int, codes: frozenset[str] = frozenset()) -> tuple[CameraPlan, ...]:
    """The first `count` cameras, or those with these codes only.

    Beyond twelve the fixed H.264 views come again under new codes.
    """
    fixed = [plan for plan in SCHOOL if not plan.ptz and plan.codec == "h264"]
    more = []
    for i in range(count - len(SCHOOL)):
        seen = fixed[i % len(fixed)]
        name = f"{seen.name} {i // len(fixed) + 2}"
        more.append(CameraPlan(f"C{_FIRST_REPEATED + i}", name, seen.area, seen.scene))
    plans = (*SCHOOL, *more)[:count]
    return tuple(plan for plan in plans if not codes or plan.code in codes)


def phase(scene: str) -> float:
    """Seconds by which a scene's pictures come after the full fifteenth: cameras aren't synchronised."""
    order = [plan.scene for plan in SCHOOL].index(scene)
    return order / len(SCHOOL) / FRAMES_PER_S


def scene_label(scene: str) -> str:
    """The label drawn into a scene's pictures (a repeated camera shows that of the first)."""
    return next(plan.label for plan in SCHOOL if plan.scene == scene)
