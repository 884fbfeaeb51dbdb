"""Words of the playback page for codes of the services."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.core.instants import SECOND
from vms.ui.words import decimal

translate = QCoreApplication.translate


def gap_reason(code: str) -> str:
    """Why footage is missing, in a reader's words; a code without words is shown as it is."""
    words = {
        "camera_unreachable": translate("Archive", "camera could not be reached"),
        "camera_silent": translate("Archive", "camera did not answer"),
        "camera_refused": translate("Archive", "camera refused the password"),
        "camera_fault": translate("Archive", "camera reported a fault"),
        "stream_invalid": translate("Archive", "the camera sent no usable video"),
        "connecting": translate("Archive", "connecting to the camera"),
        "camera_changed": translate("Archive", "camera settings were changed"),
        "stalled": translate("Archive", "the picture stopped coming"),
        "stream_ended": translate("Archive", "the camera ended the stream"),
        "disk_full": translate("Archive", "the disk was full"),
        "folder_not_writable": translate("Archive", "the recording folder could not be written"),
        "storage_gone": translate("Archive", "the recording disk was not there"),
        "overflow": translate("Archive", "the disk was too slow"),
        "recorder_stopped": translate("Archive", "the recorder was stopped"),
        "recorder_down": translate("Archive", "the recorder was not running"),
        "recorder_killed": translate("Archive", "the recorder was cut off"),
        "recorder_taken_over": translate("Archive", "the recorder fell silent, another one took over"),
        "recorder_replaced": translate("Archive", "another recorder took the camera"),
        "camera_elsewhere": translate("Archive", "another recorder had the camera"),
        "recording_off": translate("Archive", "recording was switched off"),
        "clock_jumped": translate("Archive", "the PC's clock jumped"),
        "program_error": translate("Archive", "a fault of the program"),
        "vault_locked": translate("Archive", "the camera's password could not be opened"),
        "file_missing": translate("Archive", "the file is gone"),
        "no_key_frame": translate("Archive", "the camera sent no key frame"),
        "not_planned": translate("Archive", "not recorded by plan"),
        "not_allowed": translate("Archive", "outside what you may look back at"),
    }
    return words.get(code, code)


def offset_text(offset_us: int | None) -> str:
    """``lệch +0,2 s``: the camera's clock against the PC's; empty when it was never measured."""
    if offset_us is None:
        return ""
    seconds = offset_us / SECOND
    sign = "−" if seconds < 0 else "+"
    return translate("Archive", "off {sign}{seconds} s").format(sign=sign, seconds=decimal(abs(seconds)))


def view_reasons() -> list[str]:
    """The usual reasons for looking at recorded footage: the regulation's purposes (clause 1) and what follows."""
    return [
        translate("Archive", "Check an incident"),
        translate("Archive", "Security and order (clause 1.1)"),
        translate("Archive", "Supervision of teaching and management (clause 1.2)"),
        translate("Archive", "Protection of equipment (clause 1.3)"),
        translate("Archive", "15-day review (clause 5.2)"),
        translate("Archive", "Technical check of the camera"),
    ]
