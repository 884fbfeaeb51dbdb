from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from vms.core.log import event, start_log, stop_log
from vms.core.redact import LoggableUrl, Secret, masked_url

PASSWORD = "b4t-m@t:khau/1"


def test_a_secret_never_prints_itself() -> None:
    secret = Secret(PASSWORD)
    assert PASSWORD not in f"{secret} {secret!r} {[secret]} { ({'p': secret}) }"
    assert secret.reveal() == PASSWORD
    assert secret == Secret(PASSWORD)
    assert not Secret("")


def test_an_address_reveals_its_password_only_when_asked() -> None:
    url = LoggableUrl("rtsp://192.0.2.7:554/main?x=1", "admin", Secret(PASSWORD))
    assert url.reveal() == "rtsp://admin:b4t-m%40t%3Akhau%2F1@192.0.2.7:554/main?x=1"
    assert "b4t" not in f"{url} {url!r}"
    assert LoggableUrl("rtsp://192.0.2.7/a").reveal() == "rtsp://192.0.2.7/a"


@pytest.mark.parametrize("url", ["rtsp://u:pw-secret@h/a", "http://h/a?password=pw-secret", "http://[bad?pw-secret"])
def test_masked_url_hides_credentials_and_queries(url: str) -> None:
    assert "pw-secret" not in masked_url(url)


@pytest.mark.logs("camera_lost", "crashed")
def test_the_log_is_json_lines_without_secrets(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "vms.jsonl"
    handler = start_log(path)
    log = logging.getLogger("vms.test")
    event(log, "camera_lost", logging.WARNING, url="rtsp://u:pw-secret@h/a", password=Secret("pw-secret"), wait=1.5)
    try:
        raise OSError("could not open rtsp://u:pw-secret@h/a")
    except OSError:
        log.exception("crashed")
    stop_log(handler)
    text = path.read_text("utf-8")
    assert "pw-secret" not in text
    first, second = (json.loads(line) for line in text.splitlines())
    assert first["event"] == "camera_lost"
    assert first["wait"] == 1.5
    assert first["level"] == "warning"
    assert "could not open" in second["traceback"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_takes_nothing_costs_lines_not_the_program(tmp_path: Path) -> None:
    handler, logger = start_log(tmp_path / "vms.jsonl"), logging.getLogger("vms.tests")
    try:
        assert isinstance(handler, logging.FileHandler)
        file, handler.stream = handler.stream, Path("/dev/full").open("w")  # noqa: SIM115 - closed below
        event(logger, "first")
        event(logger, "second")
        lost, handler.stream = handler.stream, file
        with pytest.raises(OSError, match="space"):
            lost.close()
        event(logger, "third")
    finally:
        stop_log(handler)
    lines = [json.loads(line) for line in (tmp_path / "vms.jsonl").read_text("utf-8").splitlines()]
    assert [line["event"] for line in lines] == ["log_lines_lost", "third"]
    assert lines[0]["count"] == 2
