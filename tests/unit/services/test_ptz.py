"""PTZ against a fake camera on a real socket: the newest move wins, a stop is never lost, one person at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.onvif_camera import JPEG, PASSWORD, USER, FakeCamera, fake_camera
from vms.core.clock import SystemClock
from vms.core.errors import CameraFault, CameraInUse, CameraRefused, CameraUnreachable, InvalidInput, NotAllowed
from vms.core.instants import Span
from vms.core.redact import Secret
from vms.models.database import open_catalogue
from vms.models.person import User
from vms.onvif.transport import Limits
from vms.onvif.types import Preset
from vms.security.permissions import Role
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import CameraDraft, Cameras, CameraView
from vms.services.ptz import Aim, Kind, PresetView, Ptz, PtzEvent, Timing

LIMITS = Limits(connect_s=1, read_s=1, total_s=1.5)
QUICK = Timing(
    dead_man=1.0, resend=0.2, camera_timeout=2, settle=0.05, dead=0.8, stop_steps=(0.05, 0.1), look=0.03, arrive=3,
    picture=0.05,
    poll=0.1, renew=0.2,
)  # fmt: skip
AT_REST = (0.0, 0.0, 0.0)


class Desk:
    """The real services around a PTZ service, and people to use them."""

    def __init__(self, folder: Path) -> None:
        self.clock = SystemClock()
        self.catalogue = open_catalogue(folder / "school.db", self.clock)
        self.audit = Audit(self.catalogue, self.clock)
        self.cameras = Cameras(self.catalogue, self.clock, self.audit, Vault(folder / "keys"))
        self.it, self.guard, self.unit = (self._person(role) for role in (Role.IT, Role.GUARD, Role.UNIT))
        self.ptz = Ptz(
            self.catalogue, self.cameras, self.audit, self.clock, still=lambda _view: JPEG, limits=LIMITS, timing=QUICK
        )
        self.news: list[PtzEvent] = []
        self._arrived = threading.Condition()
        self.ptz.on_event(self._hear)

    def _person(self, role: Role) -> Actor:
        with self.catalogue.write():
            row = User.create(
                username=role.value,
                name=f"Người {role.value}",
                title="",
                role=role.value,
                password_hash="",
                created_us=0,
            )
        return Actor(row.id, row.username, row.name, role, "", "s1")

    def _hear(self, event: PtzEvent) -> None:
        with self._arrived:
            self.news.append(event)
            self._arrived.notify_all()

    def wait_for(self, kind: Kind, count: int = 1, deadline: float = 8.0) -> PtzEvent:
        def found() -> list[PtzEvent]:
            return [one for one in self.news if one.kind is kind]

        with self._arrived:
            assert self._arrived.wait_for(lambda: len(found()) >= count, deadline), self.news
            return found()[count - 1]

    def add(self, camera: FakeCamera, password: str = PASSWORD, **changes: object) -> int:
        draft = CameraDraft("C04", "Sân chính", "Sân trường", "onvif", camera.address, USER, Secret(password), ptz=True)
        for name, value in changes.items():
            object.__setattr__(draft, name, value)
        return self.cameras.add(self.it, draft).id

    def acts(self) -> list[str]:
        entries = self.audit.entries(self.it, Span(0, 2**60))
        return [entry.action for entry in reversed(entries) if entry.action.startswith("ptz")]

    def close(self) -> None:
        self.ptz.close()
        self.catalogue.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "keys").mkdir()
    desk = Desk(tmp_path)
    yield desk
    desk.close()


def until(condition: Callable[[], object], deadline: float = 8.0) -> None:
    end = time.monotonic() + deadline
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_take_move_stop(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        view = desk.ptz.take(desk.guard, number)
        assert [preset.name for preset in view.presets] == ["Cổng", "Cột cờ"]
        assert (view.home, view.max_presets) == (True, 64)
        desk.ptz.move(desk.guard, number, 0.5, 0.2, 0)
        desk.wait_for(Kind.MOVED)
        assert camera.velocity == (0.5, 0.2, 0.0)
        desk.ptz.stop(desk.guard, number)
        desk.wait_for(Kind.STOPPED)
        assert camera.velocity == AT_REST
        assert desk.acts() == ["ptz_move"]


def test_move_connects_by_itself(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.move(desk.guard, number, 0, 0, 1)
        desk.wait_for(Kind.MOVED)
        assert camera.velocity == (0.0, 0.0, 1.0)
        desk.ptz.close()


def test_the_newest_move_wins_and_a_slow_camera_gets_only_few(desk: Desk) -> None:
    with fake_camera(slow_s=0.1) as camera:
        number = desk.add(camera)
        desk.ptz.take(desk.guard, number)
        for step in range(1, 101):
            desk.ptz.move(desk.guard, number, step / 100, 0, 0)
            time.sleep(0.004)
        until(lambda: camera.velocity[0] == 1.0)
        assert len(camera.moves) < 20
        desk.ptz.close()


def test_a_stop_right_after_a_move_always_arrives(desk: Desk) -> None:
    with fake_camera(slow_s=0.02) as camera:
        number = desk.add(camera)
        desk.ptz.take(desk.guard, number)
        for turn in range(5):
            desk.ptz.move(desk.guard, number, 1, 0, 0)
            time.sleep(0.03 * turn)
            desk.ptz.stop(desk.guard, number)
            desk.wait_for(Kind.STOPPED, turn + 1)
            assert camera.velocity == AT_REST
        assert desk.acts() == ["ptz_move"]


def test_dead_man(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.move(desk.guard, number, 1, 0, 0)
        desk.wait_for(Kind.MOVED)
        desk.wait_for(Kind.STOPPED)
        assert camera.velocity == AT_REST


def test_a_refreshed_move_goes_on_and_is_sent_again_before_the_camera_stops_by_itself(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        for _ in range(15):
            desk.ptz.move(desk.guard, number, 1, 0, 0)
            time.sleep(0.08)
        assert camera.velocity == (1.0, 0.0, 0.0)
        assert 3 <= len(camera.moves) <= 8
        assert not [one for one in desk.news if one.kind is Kind.STOPPED]
        desk.ptz.close()
        assert camera.velocity == AT_REST


@pytest.mark.parametrize(
    "switches", [{"stop_ignored": True}, {"stop_refused": True}, {"status": False, "stop_ignored": True}]
)
def test_a_camera_that_does_not_honour_stop(desk: Desk, switches: dict[str, object]) -> None:
    with fake_camera(**switches) as camera:
        number = desk.add(camera)
        desk.ptz.move(desk.guard, number, 1, 1, 0)
        desk.wait_for(Kind.MOVED)
        desk.ptz.stop(desk.guard, number)
        desk.wait_for(Kind.STOPPED)
        assert camera.velocity == AT_REST


@pytest.mark.logs("ptz_still_moving")
def test_a_camera_that_honours_nothing_is_told(desk: Desk) -> None:
    with fake_camera(stop_ignored=True, zero_ignored=True) as camera:
        number = desk.add(camera)
        desk.ptz.move(desk.guard, number, 1, 0, 0)
        desk.wait_for(Kind.MOVED)
        desk.ptz.stop(desk.guard, number)
        desk.wait_for(Kind.STILL_MOVING)
        assert camera.stops >= 5


def test_a_stop_is_sent_again_after_a_lost_connection(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.move(desk.guard, number, 1, 0, 0)
        desk.wait_for(Kind.MOVED)
        camera.quirks.drop_next = 3
        desk.ptz.stop(desk.guard, number)
        desk.wait_for(Kind.FAILED)
        desk.wait_for(Kind.STOPPED)
        assert camera.velocity == AT_REST


@pytest.mark.logs("ptz_stop_unconfirmed")
def test_a_dead_connection_is_told_and_the_stop_still_owed(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.move(desk.guard, number, 1, 0, 0)
        desk.wait_for(Kind.MOVED)
        camera.quirks.drop_next = 1000
        desk.ptz.stop(desk.guard, number)
        desk.wait_for(Kind.LOST)
        assert camera.velocity == (1.0, 0.0, 0.0)
        camera.quirks.drop_next = 0
        desk.wait_for(Kind.STOPPED)
        assert camera.velocity == AT_REST
        assert len([one for one in desk.news if one.kind is Kind.LOST]) == 1


def test_release_and_close_stop_the_camera(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.move(desk.guard, number, 1, 0, 0)
        desk.wait_for(Kind.MOVED)
        desk.ptz.release(desk.guard, number)
        until(lambda: camera.velocity == AT_REST)
        desk.ptz.move(desk.guard, number, 1, 0, 0)
        desk.wait_for(Kind.MOVED, 2)
        desk.ptz.close()
        assert camera.velocity == AT_REST


def test_a_point_is_brought_to_the_middle_and_a_box_to_full_size(desk: Desk) -> None:
    with fake_camera(spaces=("fov", "absolute", "zoom_absolute")) as camera:
        number = desk.add(camera)
        desk.ptz.aim(desk.guard, number, Aim(1.0, -0.5))
        desk.wait_for(Kind.AIMED)
        assert camera.place[:2] == pytest.approx((0.15, -0.09))
        wide = camera.seen[0]
        desk.ptz.aim(desk.guard, number, Aim(0.5, 0.5, 2.5))
        desk.wait_for(Kind.AIMED, 2)
        assert wide / camera.seen[0] == pytest.approx(2.5, rel=0.4)
        assert desk.acts() == ["ptz_move"], "one series, one entry"


def test_of_many_clicks_the_newest_counts(desk: Desk) -> None:
    with fake_camera(spaces=("fov",), slow_s=0.05) as camera:
        number = desk.add(camera)
        desk.ptz.take(desk.guard, number)
        for step in range(20):
            desk.ptz.aim(desk.guard, number, Aim(step / 20, 0.0))
        desk.wait_for(Kind.AIMED)
        until(lambda: camera.count("GetStatus") and not [one for one in desk.news if one.kind is Kind.FAILED])
        assert camera.count("RelativeMove") < 6


def test_a_camera_of_speeds_only_is_pushed_and_stopped(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.aim(desk.guard, number, Aim(0.3, 0.0))
        desk.wait_for(Kind.AIMED)
        assert camera.moves[0][0] > 0
        until(lambda: camera.velocity == AT_REST)


def test_a_stop_ends_an_aim(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.aim(desk.guard, number, Aim(1.0, 0.0))
        desk.wait_for(Kind.MOVED)
        desk.ptz.stop(desk.guard, number)
        desk.wait_for(Kind.STOPPED)
        assert camera.velocity == AT_REST


def test_presets_and_home(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.take(desk.guard, number)
        desk.ptz.add_preset(desk.guard, number, "Sân sau")
        news = desk.wait_for(Kind.PRESETS)
        assert news.presets is not None
        assert [preset.name for preset in news.presets] == ["Cổng", "Cột cờ", "Sân sau"]
        desk.ptz.go_preset(desk.guard, number, "3")
        assert desk.wait_for(Kind.ARRIVING).command == "ptz_preset_go"
        assert camera.at == "3"
        desk.wait_for(Kind.ARRIVED)
        desk.ptz.remove_preset(desk.guard, number, "1")
        until(lambda: "1" not in camera.presets)
        desk.ptz.home(desk.guard, number)
        desk.wait_for(Kind.ARRIVING, 2)
        assert camera.at == "home"
        desk.ptz.go_preset(desk.guard, number, "99")
        assert isinstance(desk.wait_for(Kind.FAILED).error, CameraFault)
        assert desk.acts() == ["ptz_preset_add", "ptz_preset_go", "ptz_preset_remove", "ptz_home", "ptz_preset_go"]


def test_one_person_at_a_time(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.take(desk.guard, number)
        holder = desk.ptz.holder(number)
        assert holder is not None
        assert holder[0] == desk.guard.name
        with pytest.raises(CameraInUse) as caught:
            desk.ptz.move(desk.it, number, 1, 0, 0)
        assert caught.value.values["holder"] == desk.guard.name
        desk.ptz.stop(desk.it, number)
        desk.ptz.release(desk.it, number)
        assert desk.ptz.holder(number) is not None
        desk.ptz.release(desk.guard, number)
        desk.ptz.take(desk.it, number)


def test_a_role_without_the_right(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        with pytest.raises(NotAllowed):
            desk.ptz.move(desk.unit, number, 1, 0, 0)
        assert camera.calls == []


def test_a_wrong_password_is_sent_once_however_often_the_mouse_moves(desk: Desk) -> None:
    with fake_camera(login="token") as camera:
        number = desk.add(camera, password="wrong")
        for _ in range(20):
            desk.ptz.move(desk.guard, number, 1, 0, 0)
            time.sleep(0.01)
        assert isinstance(desk.wait_for(Kind.FAILED, 3).error, CameraRefused)
        assert camera.failed_logins == 1
        with pytest.raises(CameraRefused):
            desk.ptz.take(desk.guard, number)


def test_a_camera_that_is_not_there(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
    with pytest.raises(CameraUnreachable):
        desk.ptz.take(desk.guard, number)
    assert desk.ptz.holder(number) is None


def test_a_camera_without_a_motor(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera, ptz=False)
        with pytest.raises(CameraFault):
            desk.ptz.take(desk.guard, number)


# -- pictures and names of presets


def presets_of(desk: Desk) -> dict[str, PresetView]:
    told = [one.presets for one in desk.news if one.presets is not None]
    return {view.token: view for view in told[-1]} if told else {}


def test_a_preset_gets_its_picture_when_it_is_stored_or_first_visited(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        view = desk.ptz.take(desk.guard, number)
        assert [preset.picture for preset in view.presets] == [None, None]
        desk.ptz.add_preset(desk.guard, number, "Sân sau")
        until(lambda: (found := presets_of(desk).get("3")) and found.picture)
        desk.ptz.go_preset(desk.guard, number, "1")
        until(lambda: (found := presets_of(desk).get("1")) and found.picture)
        assert presets_of(desk)["2"].picture is None
        picture = presets_of(desk)["1"].picture
        assert picture is not None
        assert picture.startswith(b"\xff\xd8")
        assert len(picture) < 30_000
    again = desk.ptz._book.views(number, [Preset("1", "Cổng")])
    assert again[0].picture == picture, "kept in the catalogue"


def test_a_camera_that_moved_on_leaves_no_wrong_picture(desk: Desk) -> None:
    moved = threading.Event()

    def slow_still(_view: CameraView) -> bytes:
        moved.wait(5)
        return JPEG

    desk.ptz._still = slow_still
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.go_preset(desk.guard, number, "1")
        desk.wait_for(Kind.ARRIVED)
        desk.ptz.move(desk.guard, number, 1, 0, 0)
        desk.wait_for(Kind.MOVED)
        moved.set()
        desk.wait_for(Kind.STOPPED)
        assert not desk.ptz._book.has_picture(number, "1")


def test_a_preset_is_renamed_stored_over_and_forgotten(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.take(desk.guard, number)
        desk.ptz.rename_preset(desk.guard, number, "1", "  Cổng   trường ")
        until(lambda: presets_of(desk)["1"].name == "Cổng trường")
        assert camera.presets["1"] == "Cổng", "the camera's own position and name stay"
        desk.ptz.replace_preset(desk.guard, number, "1", "Cổng trường")
        until(lambda: camera.presets["1"] == "Cổng trường")
        assert len(camera.presets) == 2
        desk.ptz.remove_preset(desk.guard, number, "1")
        until(lambda: "1" not in presets_of(desk))
        for name, reason in (("  ", "name_missing"), ("x" * 61, "name_long")):
            with pytest.raises(InvalidInput) as caught:
                desk.ptz.rename_preset(desk.guard, number, "2", name)
            assert caught.value.reasons == {"name": reason}
        with pytest.raises(NotAllowed):
            desk.ptz.rename_preset(desk.unit, number, "2", "Cột")
        assert desk.acts()[:3] == ["ptz_preset_rename", "ptz_preset_replace", "ptz_preset_remove"]


def test_a_name_of_ours_is_dropped_when_the_camera_gave_the_place_away(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.take(desk.guard, number)
        desk.ptz.rename_preset(desk.guard, number, "1", "Của tôi")
        desk.ptz.release(desk.guard, number)
        camera.presets["1"] = "Bể bơi"
        until(lambda: desk.ptz.holder(number) is None)
        assert desk.ptz.take(desk.guard, number).presets[0].name == "Bể bơi"


def test_a_stop_without_a_move_does_not_keep_the_next_move_out_of_the_log(desk: Desk) -> None:
    with fake_camera() as camera:
        number = desk.add(camera)
        desk.ptz.take(desk.guard, number)
        desk.ptz.stop(desk.guard, number)
        desk.wait_for(Kind.STOPPED)
        assert desk.acts() == []
        desk.ptz.move(desk.guard, number, 1, 0, 0)
        desk.wait_for(Kind.MOVED)
        assert desk.acts() == ["ptz_move"]
        desk.wait_for(Kind.STOPPED, 2)
