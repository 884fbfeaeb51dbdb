"""The steps that bring a catalogue of any earlier version to this one, oldest first.

Our own runner and not ``playhouse.migrations``: that one loads files by path, which a bundled program doesn't
have, and it can't tell a catalogue of a later version.
"""

from __future__ import annotations

from collections.abc import Callable

from peewee import Database

from vms.models.migrations import (
    m0001_first,
    m0002_camera_picture,
    m0003_alarms,
    m0004_wall_layouts,
    m0005_ptz,
    m0006_footage,
    m0007_plans,
    m0008_segment_hash,
    m0009_keeping,
    m0010_search,
    m0011_foreign,
    m0012_clip_jobs,
    m0013_footage_mask,
)

# The name is what the catalogue remembers: never rename, never reorder, only append.
MIGRATIONS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("0001_first", m0001_first.up),
    ("0002_camera_picture", m0002_camera_picture.up),
    ("0003_alarms", m0003_alarms.up),
    ("0004_wall_layouts", m0004_wall_layouts.up),
    ("0005_ptz", m0005_ptz.up),
    ("0006_footage", m0006_footage.up),
    ("0007_plans", m0007_plans.up),
    ("0008_segment_hash", m0008_segment_hash.up),
    ("0009_keeping", m0009_keeping.up),
    ("0010_search", m0010_search.up),
    ("0011_foreign", m0011_foreign.up),
    ("0012_clip_jobs", m0012_clip_jobs.up),
    ("0013_footage_mask", m0013_footage_mask.up),
)
