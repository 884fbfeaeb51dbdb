"""The recorder killed again and again at random moments: what is lost, and do disk and catalogue agree afterwards?

Several cameras on real sockets send pictures that carry their number; the recorder is the real process, with segments
of two seconds and a quota of some hundred files, so that files are closed, named, entered and deleted all along. It is
killed (SIGKILL) at a random moment: of every two kills one comes within some seconds after its start, while it starts
or mends what the kill before left, and one within as many seconds after all cameras are being recorded. After each kill
the newest pictures on the disk are compared with those sent. Every twenty kills and
at the end it is started and stopped in peace, and three judges look: ``ffprobe`` at every file, the sets of rows and
files, and ``vms doctor`` with every hash.

The seed is printed: the same seed gives the same moments.
"""

from __future__ import annotations

import argparse
import functools
import io
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import tell
from tests.fakes.http_camera import HttpCamera
from tests.footage import encode, number_in
from vms.core.clock import SystemClock
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.recording import RecorderStatus, Segment
from vms.models.setting import Setting
from vms.services.audit import Audit
from vms.services.doctor import Doctor, Level
from vms.video.reader import open_segment
from vms.video.segment import start_of, whole_length

FPS, GOP, PICTURES = 25, 25, 500
# A picture is whole when the next one comes, and two or three are on their way through sockets and demultiplexer.
ON_THE_WAY = 5
_EVERY = 20
_QUOTA = 300_000
_RUN = (
    "import sys; from pathlib import Path; from vms.core.paths import DataFolder; from vms.video import tape;"
    "from vms.services import recorder_service; tape.SEGMENT_US = 2_000_000; recorder_service._PURGE_S = 0.7;"
    "from vms.services.recording import run_recorder; sys.exit(run_recorder(DataFolder(Path(sys.argv[3]))))"
)


@dataclass(frozen=True, slots=True)
class Loss:
    """Of one camera and kill: pictures sent but not on the disk. ``connecting``: nothing of this connection is yet."""

    pictures: int
    connecting: bool


@dataclass
class Outcome:
    """Of all kills."""

    losses: list[Loss] = field(default_factory=list)
    probed: int = 0
    unplayable: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    @property
    def lost(self) -> list[int]:
        """Pictures per camera and kill, where it was being recorded."""
        return [loss.pictures for loss in self.losses if not loss.connecting]

    @property
    def too_many(self) -> int:
        """How often more than a group of pictures was lost."""
        return sum(one > GOP + ON_THE_WAY for one in self.lost)

    @property
    def complaints(self) -> list[str]:
        """What the judges have said."""
        return [*self.unplayable, *self.unequal, *self.found]


def main(argv: list[str] | None = None) -> int:
    """Print the figures; exit status 1 when a judge has found something."""
    parser = argparse.ArgumentParser(prog="bench crash")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--kills", type=int)
    parser.add_argument("--cameras", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=6.0, help="seconds between start and kill at most")
    given = parser.parse_args(argv)
    kills = given.kills or (4 if given.short else 200)
    with tempfile.TemporaryDirectory() as folder:
        outcome = rampage(Path(folder), kills, given.cameras, given.seed, given.longest)
    case = f"{kills} kills x {given.cameras} cameras, seed {given.seed}"
    tell("crash", case, "pictures_lost_max", max(outcome.lost, default=0), goal=GOP + ON_THE_WAY)
    tell("crash", case, "pictures_lost_mean", sum(outcome.lost) / max(1, len(outcome.lost)))
    tell("crash", case, "lost_more_than_a_gop", outcome.too_many, goal=0)
    tell("crash", case, "recording_when_killed", len(outcome.lost), better="higher")
    connecting = [loss.pictures for loss in outcome.losses if loss.connecting]
    tell("crash", case, "pictures_sent_while_connecting_max", max(connecting, default=0))
    tell("crash", case, "files_probed", outcome.probed, better="higher")
    tell("crash", case, "files_that_do_not_play", len(outcome.unplayable), goal=0)
    tell("crash", case, "rows_and_files_unequal", len(outcome.unequal), goal=0)
    tell("crash", case, "doctor_findings", len(outcome.found), goal=0)
    for line in outcome.complaints:
        print(line, file=sys.stderr)
    return 1 if outcome.complaints or outcome.too_many else 0


def rampage(root: Path, kills: int, cameras: int, seed: int, longest_s: float = 6.0) -> Outcome:
    """Kill the recorder of a data folder under ``root`` so many times."""
    print(f"seed {seed}", file=sys.stderr, flush=True)
    dice, outcome = random.Random(seed), Outcome()
    folder = DataFolder(root / "data")
    folder.prepare()
    source = encode(root / "loop.mp4", range(PICTURES), fps=FPS, gop=GOP)
    with ExitStack() as ending:
        catalogue = open_catalogue(folder.catalogue, SystemClock())
        ending.callback(catalogue.close)
        sources = {}
        for index in range(cameras):
            camera = ending.enter_context(HttpCamera(source))
            with catalogue.write():
                row = Camera.create(code=f"C{index}", name="", kind="url", main_url=camera.url, added_us=0)
            sources[row.id] = camera
        recorder = Recorder(folder)
        ending.callback(recorder.kill)
        set_quota(catalogue)
        for number in range(kills):
            ready = functools.partial(until_recording, catalogue) if number % 2 else None
            outcome.losses += killed(folder, recorder, sources, dice.uniform(0.0, longest_s), ready)
            if (number + 1) % _EVERY == 0 or number + 1 == kills:
                judge(folder, catalogue, recorder, outcome)
                print(
                    f"{number + 1} kills, {max(outcome.lost, default=0)} pictures lost at most",
                    file=sys.stderr,
                    flush=True,
                )
    return outcome


def set_quota(catalogue: Catalogue) -> None:
    """So little room that the oldest segments go all the time."""
    value = f'{{"floor_bytes": 0, "keep_hours": 0, "quota_bytes": {_QUOTA}}}'
    with catalogue.write():
        Setting.insert(key="recording.storage", value=value).execute()


class Recorder:
    """The recorder process, started and ended."""

    def __init__(self, folder: DataFolder) -> None:
        self._command = [sys.executable, "-c", _RUN, "record", "--data", str(folder.root)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """One more."""
        self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL)

    def kill(self) -> None:
        """SIGKILL, and wait for the end."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> int:
        """SIGTERM; its exit status."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(30)


def killed(
    folder: DataFolder,
    recorder: Recorder,
    sources: dict[int, HttpCamera],
    after_s: float,
    ready: Callable[[int], None] | None = None,
) -> list[Loss]:
    """Start, wait (first until ``ready`` comes back), kill; per camera how many pictures sent aren't on the disk."""
    before = {number: len(camera.sent) for number, camera in sources.items()}
    begun_us = SystemClock().now_us()
    recorder.start()
    if ready is not None:
        ready(begun_us)
    time.sleep(after_s)
    sent = {number: camera.sent[-1] if len(camera.sent) > before[number] else 0 for number, camera in sources.items()}
    recorder.kill()
    return [lost(folder.recordings / str(number), sent[number], begun_us) for number in sources]


def lost(folder: Path, sent: int, begun_us: int) -> Loss:
    """Pictures sent in this connection but not on the disk; the newest file with a whole fragment says how far."""
    files = sorted((path for path in folder.rglob("*.mp4*") if start_of(path) > begun_us), key=start_of, reverse=True)
    last = next((number for path in files if (number := last_number(path)) is not None), None)
    return Loss(sent, connecting=True) if last is None else Loss(max(0, sent - 1 - last), connecting=False)


def last_number(path: Path) -> int | None:
    """The number in the last picture of a segment or part; None while no whole fragment is there."""
    with path.open("rb") as file:
        whole = whole_length(file, path.stat().st_size)
        file.seek(0)
        data = file.read(whole)
    if not whole:
        return None
    with open_segment(io.BytesIO(data)) as read:
        return [number_in(frame) for packet in read.container.demux(read.stream) for frame in packet.decode()][-1]


def judge(folder: DataFolder, catalogue: Catalogue, recorder: Recorder, outcome: Outcome) -> None:
    """Start and stop in peace; then let everybody look."""
    begun_us = SystemClock().now_us()
    recorder.start()
    until_recording(catalogue, begun_us)
    status = recorder.stop()
    if status != 0:
        outcome.unequal.append(f"exit status {status}")
    disk = {path.relative_to(folder.recordings).as_posix() for path in folder.recordings.rglob("*.mp4*")}
    with catalogue.read():
        rows = {row.path for row in Segment.select(Segment.path)}
    outcome.unequal += sorted(disk ^ rows)
    for name in sorted(disk):
        outcome.probed += 1
        if problem := probe(folder.recordings / name):
            outcome.unplayable.append(f"{name}: {problem}")
    clock = SystemClock()
    report = Doctor(catalogue, folder, clock, Audit(catalogue, clock)).check(None, Level.CONTENT)
    outcome.found += [f"{finding.code} {finding.subject} {finding.detail}" for finding in report.findings]


def until_recording(catalogue: Catalogue, since_us: int) -> None:
    """Wait until every camera has a part that grows. Raises TimeoutError after a minute."""
    end = time.monotonic() + 60
    while not all_recording(catalogue, since_us):
        if time.monotonic() > end:
            raise TimeoutError("the recorder doesn't record")
        time.sleep(0.2)


def all_recording(catalogue: Catalogue, since_us: int) -> bool:
    """Whether every camera has a part that grows."""
    with catalogue.read():
        rows = list(RecorderStatus.select())
    return bool(rows) and all(row.beat_us > since_us and row.state == "recording" for row in rows)


def probe(path: Path) -> str:
    """What ffprobe has against a file; it decodes every picture."""
    command = ["ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True)
    if done.returncode or done.stderr.strip():
        return done.stderr.strip() or f"exit status {done.returncode}"
    return "" if done.stdout.strip().rstrip(",").isdigit() else f"no pictures: {done.stdout.strip()}"


if __name__ == "__main__":
    sys.exit(main())
