"""The base of every table: singular names, bound to a database only when a catalogue opens."""

from __future__ import annotations

import peewee


class Row(peewee.Model):
    """A row of the catalogue. Use it only inside ``Catalogue.read()`` or ``Catalogue.write()``.

    Times are ``*_us`` columns, integer µs UTC; JSON is kept as text. A reference's number without a query is
    the attribute with ``_id`` (``segment.camera_id``).
    """

    class Meta:
        """Tables are named after the class in snake case."""

        legacy_table_names = False
