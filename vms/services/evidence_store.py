"""The evidence folder and its rows, kept in step: a file is durable before its row exists, and a crash is mended."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vms import __version__
from vms.core.clock import Clock
from vms.core.hashing import sha256_file
from vms.core.instants import Span
from vms.core.log import event
from vms.models.camera import Camera
from vms.models.clip_job import ClipJobPart
from vms.models.database import Catalogue
from vms.models.evidence import CustodyEntry, EvidenceItem
from vms.models.imported import ImportedFile
from vms.models.incident import Incident
from vms.models.minutes import Minutes
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.clip_job_views import JobState, note_delivered
from vms.services.clocks import clock_at
from vms.services.evidence_files import (
    CLAIM,
    LEFTOVERS,
    Claim,
    base_name,
    claim,
    claims,
    give_up,
    make_read_only,
    settle,
)
from vms.services.foreign_footage import sources_of

_log = logging.getLogger(__name__)

PROGRAM = f"School VMS {__version__}"
# Custody says so in place of a hash when the file isn't there.
GONE = "gone"
# Of the result, what only the log and custody keep.
_NOT_COLUMNS = ("gaps", "ended_early", "stream")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start after a crash found; paths relative to the evidence folder. ``strays`` are left untouched."""

    adopted: tuple[str, ...]
    abandoned: tuple[str, ...]
    strays: tuple[str, ...]


class EvidenceStore:
    """Claims names, keeps items, checks them. No rights are asked here: ``services.evidence`` does. Any thread."""

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, root: Path, host: str) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self.root, self._host = root, host

    @contextmanager
    def claimed(
        self, actor: Actor, incident: Incident, camera: Camera, kind: str, asked: Span, job_part: int | None = None
    ) -> Iterator[Claim]:
        """A name that nobody else takes. What fails inside leaves neither file nor claim."""
        with self._catalogue.read():
            known = clock_at(camera.id, asked.start)
        facts = {
            "incident": incident.id,
            "kind": kind,
            "camera": camera.id,
            "asked_start_us": asked.start,
            "asked_end_us": asked.end,
            "clock_offset_us": known.offset_us if known else None,
            "clock_uncertainty_us": known.uncertainty_us if known else None,
            "clock_measured_us": known.measured_us if known else None,
            "created_by": actor.user_id,
            "created_us": self._clock.now_us(),
            "job_part": job_part,
            "host": self._host,
        }
        folder = self.root / incident.code / "original"
        ending = ".mp4" if kind == "clip" else ".png"
        taken = claim(folder, base_name(camera.code, asked.start), ending, facts)
        try:
            yield taken
        except BaseException:
            if not self._kept(taken.file):
                give_up(taken)
            raise

    def keep(
        self,
        actor: Actor | None,
        taken: Claim,
        made: dict[str, Any],
        act: str = "",
        still_mine: Callable[[], None] | None = None,
    ) -> int:
        """The file is on disk: note what it is, then row, custody and log in one transaction; its number.

        ``still_mine`` is asked inside that transaction and may refuse by raising.
        """
        settled = settle(taken, made)
        make_read_only(settled.file)
        return self._enter(actor, settled, act or str(taken.facts["kind"]), still_mine)

    def check(self, actor: Actor, row: EvidenceItem) -> str:
        """Read the file; its hash, or GONE. Custody and log say what was found."""
        path = self.root / row.path
        found = sha256_file(path) if path.is_file() else GONE
        whole = found == row.sha256
        with self._catalogue.write():
            self.custody(row.id, actor.user_id, "verified" if whole else "changed", found)
            self._audit.write(
                actor,
                "evidence_verified",
                object=f"evidence:{row.id}",
                result="ok" if whole else "changed",
                expected=row.sha256,
                found=found,
            )
        return found

    def custody(self, evidence_id: int, user: int | None, action: str, sha256: str = "", note: str = "") -> None:
        """One more line of custody. Inside ``write()``. A hash says that the file was read."""
        CustodyEntry.create(
            evidence=evidence_id, at_us=self._clock.now_us(), actor=user, action=action, sha256=sha256, note=note
        )

    def recover(self) -> Recovered:
        """Mend what a crash left. Call once, before anything is cut on this PC.

        A settled claim whose file is whole becomes evidence after all; any other claim is taken back with its file.
        """
        adopted, abandoned = [], []
        for found in claims(self.root):
            name = self.relative(found.file)
            if found.facts.get("host", self._host) != self._host or found.facts.get("kind") == "import":
                continue  # another PC of the school may be cutting right now; imports have their own recovery
            if self._kept(found.file):
                found.marker.unlink()
            elif self._wanted(found) and sha256_file(found.file) == (found.result or {})["sha256"]:
                make_read_only(found.file)
                self._enter(None, found, "recovered")
                adopted.append(name)
            else:
                give_up(found)
                self._audit.write(None, "evidence_abandoned", object=f"file:{name}", result="removed")
                abandoned.append(name)
        strays = tuple(self._strays())
        if adopted or abandoned or strays:
            counts = {"adopted": len(adopted), "abandoned": len(abandoned), "strays": len(strays)}
            event(_log, "evidence_recovered", **counts)
        return Recovered(tuple(adopted), tuple(abandoned), strays)

    def relative(self, file: Path) -> str:
        """The path as rows have it."""
        return file.relative_to(self.root).as_posix()

    def _wanted(self, found: Claim) -> bool:
        """Made whole before the crash, not cancelled, and no other PC has cut the same for the job meanwhile."""
        if found.result is None or not found.file.is_file():
            return False
        part = found.facts.get("job_part")
        same = (EvidenceItem.job_part == part) & (EvidenceItem.start_us == found.result.get("start_us"))
        if part is None:
            return True
        with self._catalogue.read():
            job_part = ClipJobPart.get_or_none(ClipJobPart.id == part)
            asked_for = job_part is not None and job_part.state != JobState.CANCELLED
            return asked_for and not EvidenceItem.select().where(same).exists()

    def _enter(
        self, actor: Actor | None, settled: Claim, act: str, still_mine: Callable[[], None] | None = None
    ) -> int:
        result = settled.result
        assert result is not None
        columns = {key: value for key, value in settled.facts.items() if key != "host"}
        columns |= {key: value for key, value in result.items() if key not in _NOT_COLUMNS}
        sub = "sub stream" if result.get("stream") == "sub" else ""
        holes = [Span(gap["start"], gap["end"]) for gap in result.get("gaps", [])]
        with self._catalogue.write():
            if still_mine is not None:
                still_mine()
            source = sources_of(columns["camera"], Span(columns["start_us"], columns["end_us"]))
            sources = json.loads(source or "[]")
            if sources:  # the times are by the recorder's clock, not by the camera's
                columns["clock_offset_us"] = sources[0]["clock"]["offset_us"]
            statements = [told["statement"] for told in sources]
            said = (*map(_gap_note, holes), sub, result.get("ended_early", ""), *statements)
            note = "; ".join(part for part in said if part)
            row = EvidenceItem.create(path=self.relative(settled.file), program=PROGRAM, source=source, **columns)
            if row.job_part_id is not None:
                note_delivered(row.job_part_id, Span(row.start_us, row.end_us), holes)
            who = actor.user_id if actor else None
            self.custody(row.id, who, act, str(result["sha256"]), note)
            self._audit.write(
                actor,
                f"evidence_{act}",
                object=f"evidence:{row.id}",
                incident=settled.facts["incident"],
                path=row.path,
                job_part=row.job_part_id,
                **result,
            )
        settled.marker.unlink(missing_ok=True)
        return int(row.id)

    def _kept(self, file: Path) -> bool:
        with self._catalogue.read():
            return bool(EvidenceItem.select().where(EvidenceItem.path == self.relative(file)).exists())

    def _strays(self) -> Iterator[str]:
        """Files that no row names: nobody knows whose they are, so nobody deletes them. Half-written ones go."""
        with self._catalogue.read():
            known = {row.path for row in EvidenceItem.select(EvidenceItem.path)}
            known |= {row.path for row in Minutes.select(Minutes.path)}
            known |= {row.path for row in ImportedFile.select(ImportedFile.path)}
        claimed = {self.relative(found.file) for found in claims(self.root)}
        for file in sorted(self.root.rglob("*")):
            name = self.relative(file)
            if not file.is_file() or file.name.endswith(CLAIM):
                continue
            whole = next((name.removesuffix(end) for end in LEFTOVERS if name.endswith(end)), name)
            if whole in claimed or name in known:
                continue
            if whole != name:
                file.unlink()
            else:
                yield name


def _gap_note(hole: Span) -> str:
    return f"gap {hole.start}-{hole.end}"
