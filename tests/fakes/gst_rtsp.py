"""Starts the GStreamer RTSP server for a test: another implementation than ours at the other end of the wire."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vms.core.redact import LoggableUrl, Secret

SYSTEM_PYTHON = Path("/usr/bin/python3")
USER, PASSWORD = "admin", "p@ss/wörd"


@dataclass(frozen=True, slots=True)
class GstServer:
    """A running server."""

    port: int

    def url(self, password: str = PASSWORD, path: str = "live") -> LoggableUrl:
        """Its address with user and password."""
        return LoggableUrl(f"rtsp://127.0.0.1:{self.port}/{path}", USER, Secret(password))


def available() -> bool:
    """Whether the system's Python has the server's bindings."""
    probe = "import gi; gi.require_version('GstRtspServer', '1.0')"
    if not SYSTEM_PYTHON.exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


@contextmanager
def gst_server(file: Path) -> Iterator[GstServer]:
    """Serve the file until the block ends."""
    script = Path(__file__).with_name("gst_rtsp_server.py")
    with subprocess.Popen(
        [SYSTEM_PYTHON, script, file, USER, PASSWORD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            yield GstServer(int(process.stdout.readline()))
        finally:
            assert process.stdin
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
