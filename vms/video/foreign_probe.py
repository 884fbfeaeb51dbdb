"""A file from outside, looked into by a process of its own: one that brings FFmpeg down takes no window with it."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from vms.core.errors import NotVideo
from vms.core.log import event
from vms.video.foreign import ForeignVideo, probe
from vms.video.source import quiet_ffmpeg

_log = logging.getLogger(__name__)
_PATIENCE_S = 30.0  # a stick may be slow, and a virus scanner thorough
_END_S = 3.0

Answer = ForeignVideo | OSError | dict[str, Any]  # the last: what a NotVideo says


def probe_apart(path: Path, entry: Callable[[Connection, Path], None] | None = None) -> ForeignVideo:
    """As ``foreign.probe``, half a second slower; a file over which the process dies or hangs is damaged. Blocking.

    ``entry`` is for tests. Raises NotVideo, OSError.
    """
    context = multiprocessing.get_context("spawn")
    link, theirs = context.Pipe(duplex=False)
    process = context.Process(target=entry or run_probe, args=(theirs, path), name="vms probe", daemon=True)
    process.start()
    theirs.close()
    try:
        answer = _answer(link)
    finally:
        link.close()
        process.kill()
        process.join(_END_S)
        process.close()
    if isinstance(answer, ForeignVideo):
        return answer
    if isinstance(answer, OSError):
        raise answer
    if answer is None:
        event(_log, "probe_died", logging.WARNING, file=path.name)
        raise NotVideo(name=path.name, reason="damaged")
    raise NotVideo(**answer)


def run_probe(link: Connection, path: Path) -> None:
    """The whole life of the process, on its main thread."""
    quiet_ffmpeg()
    answer: Answer
    try:
        answer = probe(path)
    except NotVideo as error:
        answer = error.values
    except OSError as error:
        answer = error
    link.send(answer)


def _answer(link: Connection) -> Answer | None:
    """None from a process that has died, or that says nothing."""
    with contextlib.suppress(EOFError, OSError):
        if link.poll(_PATIENCE_S):
            answer: Answer = link.recv()
            return answer
    return None
