"""What the doctor of the recordings may find, and the list it hands over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

# Of each kind so many are listed one by one; all are counted. A wrong folder must not fill the memory with its rows.
LISTED = 1000


class Level(IntEnum):
    """How deep the doctor looks; each includes those before."""

    PRESENCE = 1  # is every file there, and no other; do the times make sense
    READABLE = 2  # sizes, and each file's own header against its row
    CONTENT = 3  # every byte against the hash taken while it was written


class Code(StrEnum):
    """Kinds of findings. ``vms.services.doctor_words`` has their sentences."""

    STORE_AWAY = "store_away"
    FOLDER_MISSING = "folder_missing"
    FOLDER_UNKNOWN = "folder_unknown"
    CAMERA_REMOVED = "camera_removed"
    ROW_WITHOUT_FILE = "row_without_file"
    FILE_WITHOUT_ROW = "file_without_row"
    ZERO_BYTES = "zero_bytes"
    FILE_DAMAGED = "file_damaged"
    FILE_REPLACED = "file_replaced"
    HASH_DIFFERS = "hash_differs"
    ROW_WRONG = "row_wrong"
    ROWS_OVERLAP = "rows_overlap"
    TIME_BEFORE_1970 = "time_before_1970"
    TIME_IN_FUTURE = "time_in_future"
    LONG_SEGMENT = "long_segment"
    PART_LEFT = "part_left"
    DAMAGED_KEPT = "damaged_kept"
    FILE_STRANGE = "file_strange"
    HALF_DELETED = "half_deleted"
    RUN_OPEN = "run_open"
    GAP_OPEN = "gap_open"
    GAP_OVER_FOOTAGE = "gap_over_footage"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_CHANGED = "evidence_changed"


# Worth knowing, but nothing is wrong.
NOTES = frozenset({Code.CAMERA_REMOVED, Code.DAMAGED_KEPT, Code.FILE_STRANGE, Code.LONG_SEGMENT})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that isn't as it should be.

    ``subject``: a path below the recordings or the evidence, or ``camera:3``. ``detail``: numbers and names, no
    sentence. ``repaired``: it was, just now. ``at_us``: when the footage begins, where its name says so.
    """

    code: Code
    subject: str
    camera_id: int | None = None
    detail: str = ""
    repaired: bool = False
    at_us: int | None = None

    @property
    def note(self) -> bool:
        """Whether nothing is wrong."""
        return self.code in NOTES


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the doctor is: rows and files looked at, of how many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and found. ``counts`` counts all, ``findings`` lists at most LISTED of a kind. ``cameras``:
    their codes, by number.
    """

    level: Level
    repairing: bool
    cancelled: bool
    rows: int
    files: int
    evidence: int
    seconds: float
    recorder_running: bool
    findings: tuple[Finding, ...]
    counts: dict[Code, int]
    repaired: dict[Code, int]
    cameras: dict[int, str]

    @property
    def wrong(self) -> int:
        """How many findings are neither notes nor repaired."""
        return sum(number - self.repaired.get(code, 0) for code, number in self.counts.items() if code not in NOTES)


@dataclass
class Tally:
    """Collects findings while they are made. One thread."""

    listed: list[Finding] = field(default_factory=list)
    counts: Counter[Code] = field(default_factory=Counter)
    repaired: Counter[Code] = field(default_factory=Counter)

    def add(self, finding: Finding) -> None:
        """One more."""
        self.counts[finding.code] += 1
        self.repaired[finding.code] += finding.repaired
        if self.counts[finding.code] <= LISTED:
            self.listed.append(finding)
