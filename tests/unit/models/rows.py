"""Rows that other rows need."""

from __future__ import annotations

from vms.models.camera import Camera
from vms.models.evidence import EvidenceItem
from vms.models.incident import Incident


def a_camera(code: str = "C01") -> Camera:
    return Camera.create(code=code, name="Cổng chính", kind="url", main_url="rtsp://127.0.0.1/1", added_us=1)


def an_incident_with_evidence() -> EvidenceItem:
    incident = Incident.create(
        code="VV-2026-001", year=2026, serial=1, title="t", kind="k", state="open", occurred_us=1, opened_us=1
    )
    return EvidenceItem.create(
        incident=incident, kind="clip", camera=a_camera(), path="a.mp4", sha256="0", size=1,
        asked_start_us=0, asked_end_us=1, start_us=0, end_us=1, created_us=1,
    )  # fmt: skip
