"""Whether live pictures carry the name of who sits before them, so that a photo of the screen tells who took it."""

from __future__ import annotations

import json

from vms.models.database import Catalogue
from vms.models.setting import Setting
from vms.security.permissions import Action
from vms.services.actor import Actor
from vms.services.audit import Audit

_KEY = "wall.watermark"


class Watermark:
    """A setting of the whole school, off until IT switches it on. Any thread."""

    def __init__(self, catalogue: Catalogue, audit: Audit) -> None:
        self._catalogue, self._audit = catalogue, audit

    def on(self) -> bool:
        """Whether pictures carry it."""
        with self._catalogue.read():
            row = Setting.get_or_none(Setting.key == _KEY)
        return bool(json.loads(row.value)) if row else False

    def set(self, actor: Actor, on: bool) -> None:
        """Switch it. Raises NotAllowed."""
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        with self._catalogue.write():
            Setting.insert(key=_KEY, value=json.dumps(on)).on_conflict(
                conflict_target=[Setting.key], preserve=[Setting.value]
            ).execute()
            self._audit.write(actor, "watermark_changed", object="school", on=on)
