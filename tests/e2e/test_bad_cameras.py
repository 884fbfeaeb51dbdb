"""Cameras that misbehave, beside good ones, on the wall of the real program: real sockets, real windows."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer

from tests.e2e.conftest import CAMERAS
from tests.e2e.disk import fill, small_disk
from tests.fakes.raw_rtsp import RawCamera, raw_camera
from tests.story.driver import GUARD, IT, PASSWORDS, Driver
from vms.core.errors import CameraNotOnvif, CameraSilent, CameraUnreachable, VmsError
from vms.core.redact import Secret
from vms.services.accounts import Actor
from vms.services.cameras import CameraDraft
from vms.ui.login.page import SignInPage
from vms.ui.wall.page import WallPage
from vms.ui.wall.pane_state import STALL_AFTER_S, PaneModel, PaneState

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LIVE_S = 60.0
WRONG = Secret("not-this-password-7")
# A window that doesn't answer for so long feels broken.
LONGEST_GAP_S = 1.0
_TICK_MS = 20


@contextmanager
def program(school: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Driver]:
    """The program on the wall, a guard signed in; nothing may be raised in a slot or while painting."""
    with Driver(school.parent, cameras=CAMERAS) as driver:
        driver.wait(lambda: isinstance(driver.desktop.shown, SignInPage), LIVE_S, "the sign-in page")
        driver.sign_in(GUARD)
        driver.wait(lambda: len(panes(driver)) == CAMERAS, LIVE_S, "the good cameras on the wall")
        driver.wait(lambda: all(model.state is PaneState.live for model in panes(driver).values()), LIVE_S, "live")
        driver.page(WallPage).set_grid("9")
        yield driver
        bad = [line for line in driver.log() if line["level"] in ("error", "critical") or "traceback" in line]
    assert not bad
    said = capfd.readouterr().err
    assert "Traceback" not in said, said


def panes(driver: Driver) -> dict[str, PaneModel]:
    """What the panes of the wall show, by the camera's code."""
    wall = driver.page(WallPage).wall
    return {wall.model(pane).code: wall.model(pane) for pane in wall.cells}


def engineer(driver: Driver) -> Actor:
    """Somebody who may set cameras up."""
    return driver.assembly.parts.accounts.sign_in(IT, Secret(PASSWORDS[IT]))


def add(driver: Driver, actor: Actor, code: str, url: str, password: Secret, *, record: bool = True) -> int:
    """A camera known by its stream's address, added and put on the wall."""
    draft = CameraDraft(
        code, f"Camera {code}", kind="url", main_url=url, user="admin", password=password, record=record
    )
    return put(driver, driver.assembly.parts.cameras.add(actor, draft).id)


def put(driver: Driver, camera: int) -> int:
    """Into a free pane, as soon as the page knows the camera."""
    page = driver.page(WallPage)
    wall = page.wall

    def there() -> bool:
        if wall.pane_of(camera) is None:
            wall.select(next(pane for pane in range(wall.wall_layout.panes) if pane not in wall.cells))
            page.put_camera(camera)
        return wall.pane_of(camera) is not None

    driver.wait(there, 20, "the new camera on the wall")
    return camera


class Gaps:
    """How long the GUI thread didn't come to its timers, less what it had to wait for a processor of this machine."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._at, self._starved = time.monotonic(), _starved_s()

    def __enter__(self) -> Gaps:
        self._timer.start(_TICK_MS)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now, starved = time.monotonic(), _starved_s()
        self.longest = max(self.longest, now - self._at - (starved - self._starved))
        self._at, self._starved = now, starved


def _starved_s() -> float:
    """Seconds that this thread has been ready to run and was not let."""
    return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9


@contextmanager
def web_server() -> Iterator[str]:
    """A printer, a router: it answers HTTP with a page. Gives host and port."""

    class Page(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def do_GET(self) -> None:
            body = b"<html><body>It works!</body></html>"
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def mute_server() -> Iterator[str]:
    """Takes connections and never says a word. Gives host and port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def dead_host() -> Iterator[str]:
    """Lets every packet fall, like a camera without power behind a switch: its queue of connections is full."""
    with ExitStack() as opened:
        server = opened.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(4):
            client = opened.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(server.getsockname())
        yield f"127.0.0.1:{server.getsockname()[1]}"


def closed_port() -> str:
    """Host and port where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_a_wall_with_all_kinds_of_bad_cameras(school: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with ExitStack() as fakes, program(school, capfd) as driver:
        refusing, rubbish, derailed = (
            fakes.enter_context(raw_camera(mode)) for mode in ("refuse", "rubbish", "spoilt")
        )
        addresses = {
            "X1": f"rtsp://127.0.0.1:{refusing.port}/live",
            "X2": f"rtsp://127.0.0.1:{rubbish.port}/live",
            "X3": f"rtsp://127.0.0.1:{derailed.port}/live",
            "X4": f"rtsp://{closed_port()}/live",
            "X5": f"rtsp://{fakes.enter_context(mute_server())}/live",
            "X6": f"rtsp://{fakes.enter_context(web_server())}/live",
            "X7": f"rtsp://{fakes.enter_context(dead_host())}/live",
        }
        expected = {
            "X1": (PaneState.refused, {"camera_refused"}),
            "X2": (PaneState.offline, {"stream_invalid"}),
            "X3": (PaneState.offline, {"stream_invalid"}),
            "X4": (PaneState.offline, {"camera_unreachable"}),
            "X5": (PaneState.offline, {"camera_silent"}),
            "X6": (PaneState.offline, {"stream_invalid", "camera_fault"}),
            "X7": (PaneState.offline, {"camera_unreachable"}),
        }
        actor = engineer(driver)
        with Gaps() as gaps:
            for code, url in addresses.items():
                add(driver, actor, code, url, WRONG)

            def seen(code: str) -> bool:
                model, (state, reasons) = panes(driver)[code], expected[code]
                return model.state is state and model.reason in reasons

            for code in addresses:
                driver.wait(
                    lambda code=code: seen(code), 40, lambda code=code: f"{expected[code]}: {panes(driver)[code]}"
                )
            _no_storm(driver, refusing)
        driver.shot("bad-cameras")
        shown = panes(driver)
        assert [shown[code].state for code in ("C01", "C02")] == [PaneState.live, PaneState.live]
        assert gaps.longest < LONGEST_GAP_S
    assert WRONG.reveal() not in _everything_logged(school)


def _no_storm(driver: Driver, camera: RawCamera, at_most: int = 2) -> None:
    """The wall and the recorder have each tried the password once; then nobody tries any more."""
    driver.settle(3)
    tries, connections = camera.tries, camera.connections
    assert 1 <= tries <= at_most and connections <= 2 * at_most, (tries, connections)
    driver.settle(6)
    assert (camera.tries, camera.connections) == (tries, connections)


@pytest.mark.long
@pytest.mark.timeout(180)
def test_a_good_camera_that_stops_and_comes_back(school: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """In the middle of a group of pictures, without a word; then its connections break; then it is as before."""
    with program(school, capfd) as driver:
        wall = driver.page(WallPage).wall
        state = lambda code: panes(driver)[code].state  # noqa: E731
        feed = wall.feed(next(pane for pane in wall.cells if wall.model(pane).code == "C01"))
        assert feed is not None
        _order(school, "C01", fault="hang")
        pictures, changed, starved, stalled = feed.sequence, time.monotonic(), _starved_s(), 0.0
        end = time.monotonic() + 20
        while not stalled and time.monotonic() < end:
            driver.settle(0.02)
            if feed.sequence != pictures:
                pictures, changed = feed.sequence, time.monotonic()
            if state("C01") is not PaneState.live:
                stalled = time.monotonic()
        assert state("C01") is PaneState.stalled
        # The wall looks at states some times a second: a frozen picture is called so within half a second more.
        assert stalled - changed <= STALL_AFTER_S + 0.5 + _starved_s() - starved
        driver.shot("stalled")
        _order(school, "C01", fault="none")
        driver.wait(lambda: state("C01") is PaneState.live, 40, "C01 back after it hung")
        _order(school, "C01", fault="drop", seconds=3)
        driver.wait(lambda: state("C01") is PaneState.offline, 20, "C01 away")
        assert panes(driver)["C01"].reason == "camera_unreachable"
        driver.wait(lambda: state("C01") is PaneState.live, 40, "C01 back after its connections broke")
        assert state("C02") is PaneState.live


@pytest.mark.long
@pytest.mark.timeout(180)
def test_a_camera_with_another_password_is_asked_once(school: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with raw_camera("refuse") as refusing, program(school, capfd) as driver:
        camera = add(driver, engineer(driver), "X1", f"rtsp://127.0.0.1:{refusing.port}/live", WRONG, record=False)
        driver.wait(lambda: panes(driver)["X1"].state is PaneState.refused, 30, "X1 refused")
        _no_storm(driver, refusing, at_most=1)
        refusing.mode = "good"
        driver.settle(3)
        assert panes(driver)["X1"].state is PaneState.refused, "only a person tries again"
        wall = driver.page(WallPage).wall
        feed = wall.feed(wall.pane_of(camera) or 0)
        assert feed is not None
        feed.retry()
        driver.wait(lambda: panes(driver)["X1"].state is PaneState.live, 30, "X1 live with the right password")


@pytest.mark.timeout(180)
def test_addresses_that_are_no_onvif_cameras(school: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each is asked off the GUI thread, like the page for cameras does; the window stays alive meanwhile."""
    with ExitStack() as fakes, program(school, capfd) as driver:
        parts, actor = driver.assembly.parts, engineer(driver)
        asked = {
            fakes.enter_context(web_server()): CameraNotOnvif,
            fakes.enter_context(mute_server()): CameraSilent,
            fakes.enter_context(dead_host()): CameraUnreachable,
            closed_port(): CameraUnreachable,
        }
        found: dict[str, object] = {}
        with Gaps() as gaps:
            for address in asked:

                def take(outcome: object, address: str = address) -> None:
                    found[address] = outcome

                parts.tasks.submit(lambda at=address: parts.devices.probe(actor, at, "admin", WRONG), take, take)
            driver.wait(lambda: len(found) == len(asked), 60, f"an answer for each, not {found}")
        assert {address: type(outcome) for address, outcome in found.items()} == asked
        assert all(isinstance(outcome, VmsError) for outcome in found.values())
        assert gaps.longest < LONGEST_GAP_S
    assert WRONG.reveal() not in _everything_logged(school)


@pytest.mark.timeout(180)
def test_a_disk_that_fills_up_stops_recording_not_the_wall(school: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with small_disk(school / "recordings", "24m") as disk, program(school, capfd) as driver:
        state = driver.assembly.parts.recording

        def recorded() -> set[tuple[bool, str]]:
            return {(view.recording, view.reason) for view in state.all().values()}

        driver.wait(lambda: recorded() == {(True, "")}, 60, "both cameras recorded")
        ballast = fill(disk)
        driver.wait(lambda: (False, "disk_full") in recorded(), 60, f"the full disk noticed, not {recorded()}")
        driver.wait(lambda: any(model.not_recording for model in panes(driver).values()), 20, "a pane that says so")
        assert all(model.state is PaneState.live for model in panes(driver).values())
        driver.shot("disk-full")
        ballast.unlink()
        driver.wait(lambda: recorded() == {(True, "")}, 60, f"recorded again, not {recorded()}")


def _order(school: Path, code: str, **order: object) -> None:
    """Give a pretend camera a fault."""
    control = json.loads((school / "demo" / "ready.json").read_text("utf-8"))["control"]
    request = urllib.request.Request(f"{control}camera/{code}", json.dumps(order).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 200


def _everything_logged(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8", "replace") for path in (folder / "logs").iterdir())
