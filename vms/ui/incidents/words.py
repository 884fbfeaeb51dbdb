"""Words for the codes of incidents, wherever they are shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def kind_text(code: str) -> str:
    """What an incident is about; the school's own word stays as it is."""
    words = {
        "accident": translate("Incidents", "Accident"),
        "conflict": translate("Incidents", "Conflict"),
        "stranger": translate("Incidents", "Stranger"),
        "loss": translate("Incidents", "Loss of property"),
        "damage": translate("Incidents", "Damage"),
        "traffic": translate("Incidents", "Traffic"),
        "fire": translate("Incidents", "Fire"),
        "other": translate("Incidents", "Other"),
    }
    return words.get(code, code)


def state_text(code: str) -> str:
    """Where an incident stands."""
    words = {
        "recorded": translate("Incidents", "Recorded"),
        "verifying": translate("Incidents", "Verifying"),
        "submitted": translate("Incidents", "Waits for the board"),
        "issued": translate("Incidents", "Issued"),
        "closed": translate("Incidents", "Closed"),
    }
    return words.get(code, code)


def state_look(code: str) -> tuple[str, str, str]:
    """Text token, ground token and icon of a state."""
    looks = {
        "recorded": ("t2", "raised", "pencil"),
        "verifying": ("accent", "accent_bg", "magnify"),
        "submitted": ("warn", "warn_bg", "timer-sand"),
        "issued": ("ok", "ok_bg", "check-circle"),
        "closed": ("t3", "raised", "archive"),
    }
    return looks.get(code, ("t2", "raised", "circle-outline"))


def custody_text(code: str) -> str:
    """What was done with a piece of evidence."""
    words = {
        "clip": translate("Incidents", "cut from the recording"),
        "still": translate("Incidents", "still taken"),
        "verified": translate("Incidents", "hash checked"),
        "changed": translate("Incidents", "found altered"),
        "opened": translate("Incidents", "opened"),
        "exported": translate("Incidents", "copied out"),
        "removed": translate("Incidents", "removed from the incident"),
        "restored": translate("Incidents", "brought back"),
    }
    return words.get(code, code)
