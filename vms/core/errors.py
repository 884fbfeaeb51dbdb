"""Known errors, told apart from bugs.

An error of this tree carries a code and the values a sentence needs; the sentence itself, in the reader's
language and in three parts (what happened, what is safe, what to do), is made in ``vms.ui.messages``.

::

    VmsError
    ├── NotAllowed               the role may not do this
    ├── SignInRefused            wrong name or password, locked out, disabled
    ├── VaultLocked              a camera password can't be opened: key file missing, another, or damaged
    ├── InvalidInput             fields that can't be accepted, each with its reason
    ├── CameraError
    │   ├── CameraUnreachable    nothing listens there, or the address doesn't exist
    │   ├── CameraSilent         connected, but no answer in time
    │   ├── CameraRefused        wrong user or password; never retried by itself
    │   ├── CameraNotOnvif       something answers there, but not ONVIF
    │   ├── CameraFault          the camera answered with a fault
    │   ├── CameraInUse          another person controls it now
    │   ├── CameraElsewhere      another recorder records it now
    │   └── StreamInvalid        connected, but what comes is not video
    ├── StorageError
    │   ├── FolderNotWritable
    │   ├── StorageGone          the disk or folder of the recordings isn't there any more
    │   └── DiskFull
    ├── CatalogueError
    │   ├── CatalogueDamaged
    │   ├── CatalogueNewer       written by a later version of the program
    │   └── AlreadyRunning       another copy uses this data folder
    ├── ReportFontMissing        the document font, or a character in it, isn't on this PC
    └── EvidenceError
        ├── NothingRecorded      no footage in the span asked for
        ├── ContentChanged       a file no longer has the hash it was given
        ├── AlreadyIssued        an issued document can't be changed
        ├── SourceUnreadable     a file to be taken in is gone, refused, or changed meanwhile
        ├── NotVideo             a file to be taken in holds no video that plays
        ├── AlreadyImported      the very same file was taken in before
        ├── OwnClip              a file to be taken in is a clip that was cut here
        ├── ImportCancelled      somebody stopped it
        └── MinutesIncomplete    what is still missing before minutes can be issued
"""

from __future__ import annotations


class VmsError(Exception):
    """A known error: ``code`` names the sentence, ``values`` fill it. Never shown as ``str(error)`` to a user."""

    code = "error"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.code + (f" {values}" if values else ""))


class NotAllowed(VmsError):
    """The actor's role has no right to this action. values: action, role."""

    code = "not_allowed"


class SignInRefused(VmsError):
    """values: reason ('wrong', 'locked', 'disabled'), wait_s (seconds until the next try counts)."""

    code = "sign_in_refused"


class VaultLocked(VmsError):
    """values: reason ('key_missing', 'key_other', 'key_unreadable', 'damaged'), path of the key file."""

    code = "vault_locked"


class InvalidInput(VmsError):
    """values: reasons, a dict field name -> reason code."""

    code = "invalid_input"

    @property
    def reasons(self) -> dict[str, str]:
        """Field name -> reason code."""
        found = self.values.get("reasons", {})
        assert isinstance(found, dict)
        return found


class CameraError(VmsError):
    """Something between us and a camera. values: host, and detail where known."""

    code = "camera"


class CameraUnreachable(CameraError):
    code = "camera_unreachable"


class CameraSilent(CameraError):
    code = "camera_silent"


class CameraRefused(CameraError):
    code = "camera_refused"


class CameraNotOnvif(CameraError):
    code = "camera_not_onvif"


class CameraFault(CameraError):
    code = "camera_fault"


class CameraInUse(CameraError):
    """values: holder (the person's name), wait_s (until it is free when they do nothing)."""

    code = "camera_in_use"


class CameraElsewhere(CameraError):
    code = "camera_elsewhere"


class StreamInvalid(CameraError):
    code = "stream_invalid"


class StorageError(VmsError):
    """values: path."""

    code = "storage"


class FolderNotWritable(StorageError):
    code = "folder_not_writable"


class StorageGone(StorageError):
    """values: path, and detail where known."""

    code = "storage_gone"


class DiskFull(StorageError):
    """values: path, need and free in bytes where known."""

    code = "disk_full"


class CatalogueError(VmsError):
    """values: path."""

    code = "catalogue"


class CatalogueDamaged(CatalogueError):
    code = "catalogue_damaged"


class CatalogueNewer(CatalogueError):
    code = "catalogue_newer"


class AlreadyRunning(CatalogueError):
    code = "already_running"


class ReportFontMissing(VmsError):
    """values: font, and character (itself) with code_point ('U+1F600') when only a glyph is missing."""

    code = "report_font_missing"


class EvidenceError(VmsError):
    code = "evidence"


class NothingRecorded(EvidenceError):
    """values: camera, start, end (instants in µs)."""

    code = "nothing_recorded"


class ContentChanged(EvidenceError):
    """values: path, expected, found (SHA-256, hex)."""

    code = "content_changed"


class AlreadyIssued(EvidenceError):
    """values: number."""

    code = "already_issued"


class SourceUnreadable(EvidenceError):
    """values: path, detail."""

    code = "source_unreadable"


class NotVideo(EvidenceError):
    """values: name, reason ('empty', 'unknown', 'no_video', 'damaged')."""

    code = "not_video"


class AlreadyImported(EvidenceError):
    """values: name (it had then), id, at."""

    code = "already_imported"


class OwnClip(EvidenceError):
    """values: name (of the clip), incident (code), at."""

    code = "own_clip"


class ImportCancelled(EvidenceError):
    """values: name."""

    code = "import_cancelled"


class MinutesIncomplete(EvidenceError):
    """values: missing, a list of reason codes."""

    code = "minutes_incomplete"
