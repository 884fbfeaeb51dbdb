"""The program's log: one JSON object a line, with secrets masked. Also the witness of the end-to-end tests."""

from __future__ import annotations

import json
import logging
import logging.handlers
import re
import sys
import time
from pathlib import Path

from vms.core.redact import MASK, LoggableUrl, Secret, masked_url

_URL = re.compile(r"\b(?:rtsps?|https?)://[^\s'\"<>]+")


def event(logger: logging.Logger, name: str, level: int = logging.INFO, **fields: object) -> None:
    """Log a named event with fields: ``event(log, "camera_added", camera=3)``."""
    logger.log(level, name, extra={"fields": fields})


def _plain(value: object) -> object:
    if isinstance(value, Secret):
        return MASK
    if isinstance(value, LoggableUrl | Path):
        return str(value)
    if isinstance(value, str):
        return _URL.sub(lambda found: masked_url(found.group()), value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value if isinstance(value, int | float | bool) or value is None else _plain(str(value))


class JsonFormatter(logging.Formatter):
    """UTC time, level, logger, event name, fields; a traceback as text."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line: dict[str, object] = {
            "t": f"{stamp}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "log": record.name,
            "event": _plain(record.getMessage()),
        }
        fields = getattr(record, "fields", None)
        if fields:
            line.update({key: _plain(value) for key, value in fields.items()})
        if record.exc_info:
            line["traceback"] = _plain(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class _LogFile(logging.handlers.RotatingFileHandler):
    """A full or vanished disk costs lines of the log, never the program; the first line after it says how many."""

    _lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, after one that tells of lost ones."""
        lost, self._lost = self._lost, 0
        if lost:
            told = logging.LogRecord(__name__, logging.WARNING, "", 0, "log_lines_lost", None, None)
            told.__dict__["fields"] = {"count": lost}
            super().emit(told)
            self._lost = lost if self._lost else 0
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Where the disk doesn't take the line there is nobody to tell; a fault of the program's own is printed."""
        if isinstance(sys.exc_info()[1], OSError):
            self._lost += 1
        else:
            super().handleError(record)

    def close(self) -> None:
        """Also with lines that could not be written any more."""
        try:
            super().close()
        except OSError:
            self._lost += 1


def start_log(path: Path, level: int = logging.INFO) -> logging.Handler:
    """Send the ``vms`` loggers to a rotating file (5 × 5 MB). The caller removes the handler at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = _LogFile(path, maxBytes=5_000_000, backupCount=5, encoding="utf-8")
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("vms")
    logger.setLevel(level)
    logger.addHandler(handler)
    return handler


def start_console_log() -> logging.Handler | None:
    """What goes wrong also to standard error: before there is a data folder nothing else could tell it.

    None in a windowed program, which has no standard error.
    """
    if sys.stderr is None:
        return None
    handler = logging.StreamHandler()
    handler.setLevel(logging.ERROR)
    handler.setFormatter(JsonFormatter())
    logging.getLogger("vms").addHandler(handler)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Detach and close what ``start_log`` or ``start_console_log`` gave."""
    logging.getLogger("vms").removeHandler(handler)
    handler.close()
