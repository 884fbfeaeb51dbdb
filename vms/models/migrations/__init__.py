"""The steps that bring a catalogue of any earlier version to this one, oldest first.

Our own runner and not ``playhouse.migrations``: that one loads files by path, which a bundled program doesn't
have, and it can't tell a catalogue of a later version.
"""

from __future__ import annotations

from collections.abc import Callable

from peewee import Database

from vms.models.migrations import m0001_first

# The name is what the catalogue remembers: never rename, never reorder, only append.
MIGRATIONS: tuple[tuple[str, Callable[[Database], None]], ...] = (("0001_first", m0001_first.up),)
