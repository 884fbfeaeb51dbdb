"""Each person's own habits: theme, last layout, sizes. Nothing here needs a right or a line in the log."""

from __future__ import annotations

import json
from typing import Any

from vms.models.database import Catalogue
from vms.models.setting import Preference
from vms.services.actor import Actor


class Preferences:
    """Values that JSON can hold, by key, for the actor alone. Any thread."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def get(self, actor: Actor, key: str, default: Any = None) -> Any:
        """The value, or the default."""
        with self._catalogue.read():
            row = Preference.get_or_none((Preference.user == actor.user_id) & (Preference.key == key))
        return json.loads(row.value) if row else default

    def set(self, actor: Actor, key: str, value: Any) -> None:
        """Keep a value. Raises TypeError for one that JSON can't hold."""
        text = json.dumps(value, ensure_ascii=False)
        with self._catalogue.write():
            Preference.insert(user=actor.user_id, key=key, value=text).on_conflict(
                conflict_target=[Preference.user, Preference.key], preserve=[Preference.value]
            ).execute()
