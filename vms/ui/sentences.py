"""The sentences of every known error, in English; Vietnamese is in ``vi_shell.ts``. Values stand in braces."""

from __future__ import annotations

from typing import NamedTuple

from vms.ui.noop import QT_TRANSLATE_NOOP


class Sentences(NamedTuple):
    """A title, what happened with the number or name that matters, what is safe, what to do."""

    title: str
    happened: str
    safe: str
    do: str


UNEXPECTED = Sentences(
    QT_TRANSLATE_NOOP("Messages", "Something unexpected happened"),
    QT_TRANSLATE_NOOP("Messages", "The program met a fault of its own; the log has the details."),
    QT_TRANSLATE_NOOP("Messages", "Recordings and evidence on disk are untouched."),
    QT_TRANSLATE_NOOP("Messages", "Try once more. If it happens again, copy the code for IT."),
)

SENTENCES: dict[str, Sentences] = {
    "error": Sentences(
        QT_TRANSLATE_NOOP("Messages", "That did not work"),
        QT_TRANSLATE_NOOP("Messages", "The program could not finish what was asked."),
        QT_TRANSLATE_NOOP("Messages", "Recordings and evidence on disk are untouched."),
        QT_TRANSLATE_NOOP("Messages", "Try once more. If it happens again, copy the code for IT."),
    ),
    "not_allowed": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Not allowed for this account"),
        QT_TRANSLATE_NOOP("Messages", "The regulation does not give this role the right to {action}."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was changed."),
        QT_TRANSLATE_NOOP("Messages", "Ask the school board."),
    ),
    "invalid_input": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Some fields can't be accepted yet"),
        QT_TRANSLATE_NOOP("Messages", "{reasons}"),
        QT_TRANSLATE_NOOP("Messages", "What was typed is still there; nothing was saved."),
        QT_TRANSLATE_NOOP("Messages", "Correct the fields marked in red, then save again."),
    ),
    "camera": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The camera did not do it"),
        QT_TRANSLATE_NOOP("Messages", "Camera {host} could not finish what was asked. {detail}"),
        QT_TRANSLATE_NOOP("Messages", "What has been recorded stays."),
        QT_TRANSLATE_NOOP("Messages", "Try again, or open the camera's diagnosis."),
    ),
    "camera_unreachable": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The camera can't be reached"),
        QT_TRANSLATE_NOOP("Messages", "Nothing answers at {host}."),
        QT_TRANSLATE_NOOP("Messages", "What has been recorded stays."),
        QT_TRANSLATE_NOOP("Messages", "Check power, network cable and address."),
    ),
    "camera_silent": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The camera does not answer"),
        QT_TRANSLATE_NOOP("Messages", "Connected to {host}, but no answer in time."),
        QT_TRANSLATE_NOOP("Messages", "What has been recorded stays."),
        QT_TRANSLATE_NOOP("Messages", "Wait a minute; if it stays silent, restart the camera."),
    ),
    "camera_refused": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The camera refused the password"),
        QT_TRANSLATE_NOOP("Messages", "Camera {host} does not accept the user name or password."),
        QT_TRANSLATE_NOOP("Messages", "The program stopped trying, so that the camera does not lock itself."),
        QT_TRANSLATE_NOOP("Messages", "Enter the camera's password again."),
    ),
    "camera_not_onvif": Sentences(
        QT_TRANSLATE_NOOP("Messages", "No ONVIF at this address"),
        QT_TRANSLATE_NOOP("Messages", "{host} answers, but does not speak ONVIF."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was changed."),
        QT_TRANSLATE_NOOP("Messages", "Turn ONVIF on in the camera, check the port, or use its RTSP address."),
    ),
    "camera_fault": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The camera answered with a fault"),
        QT_TRANSLATE_NOOP("Messages", "Camera {host} could not do it. {detail}"),
        QT_TRANSLATE_NOOP("Messages", "The camera's other settings are as they were."),
        QT_TRANSLATE_NOOP("Messages", "Try again, or choose another value."),
    ),
    "stream_invalid": Sentences(
        QT_TRANSLATE_NOOP("Messages", "What comes is not video"),
        QT_TRANSLATE_NOOP("Messages", "Camera {host} sends something that can't be shown. {detail}"),
        QT_TRANSLATE_NOOP("Messages", "What has been recorded stays."),
        QT_TRANSLATE_NOOP("Messages", "Check the stream address, and that the camera sends H.264 or H.265."),
    ),
    "storage": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Storage problem"),
        QT_TRANSLATE_NOOP("Messages", "{path} could not be read or written. {detail}"),
        QT_TRANSLATE_NOOP("Messages", "What was written before stays."),
        QT_TRANSLATE_NOOP("Messages", "Check the disk, then try again."),
    ),
    "folder_not_writable": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The folder can't be written"),
        QT_TRANSLATE_NOOP("Messages", "Writing to {path} was refused. {detail}"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was lost; nothing was written there."),
        QT_TRANSLATE_NOOP("Messages", "Choose another folder, or have IT give the right to write."),
    ),
    "disk_full": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The disk is full"),
        QT_TRANSLATE_NOOP("Messages", "{path}: needed {need}, left {free}."),
        QT_TRANSLATE_NOOP("Messages", "Recordings and evidence already on disk are complete."),
        QT_TRANSLATE_NOOP("Messages", "Make room or choose another disk, then try again."),
    ),
    "catalogue": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The catalogue can't be used"),
        QT_TRANSLATE_NOOP("Messages", "The data base {path} could not be opened. {detail}"),
        QT_TRANSLATE_NOOP("Messages", "Video and evidence files are untouched."),
        QT_TRANSLATE_NOOP("Messages", "Start the program again; if it stays, call IT."),
    ),
    "catalogue_damaged": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The catalogue is damaged"),
        QT_TRANSLATE_NOOP("Messages", "The data base {path} can't be read whole. {detail}"),
        QT_TRANSLATE_NOOP(
            "Messages", "Video and evidence files are untouched; the program does not write to the catalogue."
        ),
        QT_TRANSLATE_NOOP(
            "Messages", "Put the last backup of the catalogue in its place. Keep the damaged file for IT."
        ),
    ),
    "catalogue_newer": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The data comes from a later version"),
        QT_TRANSLATE_NOOP("Messages", "The data base {path} was written by a later version of this program."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was changed in it."),
        QT_TRANSLATE_NOOP("Messages", "Install the latest version on this PC."),
    ),
    "already_running": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The program is already open"),
        QT_TRANSLATE_NOOP("Messages", "Another window uses the data folder {path}."),
        QT_TRANSLATE_NOOP("Messages", "The open window keeps working and recording."),
        QT_TRANSLATE_NOOP("Messages", "Use the open window. If none is to be seen, restart the PC."),
    ),
    "report_font_missing": Sentences(
        QT_TRANSLATE_NOOP("Messages", "A font for documents is missing"),
        QT_TRANSLATE_NOOP("Messages", "The document needs {font} and can't show {character}."),
        QT_TRANSLATE_NOOP("Messages", "The incident and its evidence are saved."),
        QT_TRANSLATE_NOOP(
            "Messages", "Have IT install Times New Roman or Liberation Serif, or leave the character out."
        ),
    ),
    "evidence": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The evidence was not made"),
        QT_TRANSLATE_NOOP("Messages", "The program could not finish the evidence. {detail}"),
        QT_TRANSLATE_NOOP("Messages", "The original recordings are kept."),
        QT_TRANSLATE_NOOP("Messages", "Try again."),
    ),
    "nothing_recorded": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Nothing was recorded then"),
        QT_TRANSLATE_NOOP("Messages", "Camera {camera} has no footage from {start} to {end}."),
        QT_TRANSLATE_NOOP("Messages", "Other footage is untouched."),
        QT_TRANSLATE_NOOP("Messages", "Choose a stretch that the time line shows as recorded."),
    ),
    "content_changed": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The file is not the one that was sealed"),
        QT_TRANSLATE_NOOP("Messages", "{name} no longer has the hash it was given."),
        QT_TRANSLATE_NOOP("Messages", "The hash, the custody entries and the original footage on hold are kept."),
        QT_TRANSLATE_NOOP("Messages", "Do not use this file. Tell the school board, and cut the clip again."),
    ),
    "already_issued": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Issued minutes can't be changed"),
        QT_TRANSLATE_NOOP("Messages", "Minutes {number} have been issued."),
        QT_TRANSLATE_NOOP("Messages", "The issued document and its number stay as they are."),
        QT_TRANSLATE_NOOP("Messages", "To correct them, the board voids them with a reason and issues new ones."),
    ),
    "minutes_incomplete": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The minutes are not complete yet"),
        QT_TRANSLATE_NOOP("Messages", "Missing: {missing}"),
        QT_TRANSLATE_NOOP("Messages", "What was written is saved; no number was used."),
        QT_TRANSLATE_NOOP("Messages", "Add what is missing, then try again."),
    ),
}

SIGN_IN = {
    "wrong": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Wrong user name or password"),
        "",
        QT_TRANSLATE_NOOP("Messages", "Watching and recording go on."),
        QT_TRANSLATE_NOOP("Messages", "Type both again; mind Caps Lock and the Vietnamese keyboard."),
    ),
    "locked": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Too many wrong tries"),
        QT_TRANSLATE_NOOP("Messages", "The next try counts in {wait}."),
        QT_TRANSLATE_NOOP("Messages", "Watching and recording go on."),
        QT_TRANSLATE_NOOP("Messages", "Wait, or ask the school board for a new password."),
    ),
    "disabled": Sentences(
        QT_TRANSLATE_NOOP("Messages", "This account is switched off"),
        "",
        QT_TRANSLATE_NOOP("Messages", "Watching and recording go on."),
        QT_TRANSLATE_NOOP("Messages", "Ask the school board to switch it on."),
    ),
}

# Reason codes of InvalidInput and MinutesIncomplete; what follows a colon in the code stands in {0}.
REASONS = {
    "not_accepted": QT_TRANSLATE_NOOP("Messages", "This can't be accepted"),
    "required": QT_TRANSLATE_NOOP("Messages", "Fill this in"),
    "missing": QT_TRANSLATE_NOOP("Messages", "Fill this in"),
    "empty": QT_TRANSLATE_NOOP("Messages", "Fill this in"),
    "too_short": QT_TRANSLATE_NOOP("Messages", "Too short"),
    "too_long": QT_TRANSLATE_NOOP("Messages", "Too long"),
    "too_weak": QT_TRANSLATE_NOOP("Messages", "Too easy to guess: use a longer one"),
    "weak": QT_TRANSLATE_NOOP("Messages", "Too easy to guess: use a longer one"),
    "taken": QT_TRANSLATE_NOOP("Messages", "Already used by another"),
    "in_use": QT_TRANSLATE_NOOP("Messages", "Already used by another"),
    "unknown": QT_TRANSLATE_NOOP("Messages", "Not known here"),
    "wrong": QT_TRANSLATE_NOOP("Messages", "Not right"),
    "mismatch": QT_TRANSLATE_NOOP("Messages", "The two are not the same"),
    "same": QT_TRANSLATE_NOOP("Messages", "Must differ from the old one"),
    "future": QT_TRANSLATE_NOOP("Messages", "Lies in the future"),
    "past": QT_TRANSLATE_NOOP("Messages", "Lies in the past"),
    "not_address": QT_TRANSLATE_NOOP("Messages", "Not an address"),
    "not_number": QT_TRANSLATE_NOOP("Messages", "Not a number"),
}

# What a right is called inside "the right to …".
ACTIONS = {
    "": QT_TRANSLATE_NOOP("Messages", "do this"),
    "watch_live": QT_TRANSLATE_NOOP("Messages", "watch live pictures"),
    "play_back": QT_TRANSLATE_NOOP("Messages", "play back recordings"),
    "ptz": QT_TRANSLATE_NOOP("Messages", "turn cameras"),
    "hold": QT_TRANSLATE_NOOP("Messages", "place a hold on footage"),
    "incident": QT_TRANSLATE_NOOP("Messages", "write in incidents"),
    "cut_evidence": QT_TRANSLATE_NOOP("Messages", "cut evidence"),
    "approve": QT_TRANSLATE_NOOP("Messages", "approve and issue"),
    "release_hold": QT_TRANSLATE_NOOP("Messages", "release a hold"),
    "shorten_retention": QT_TRANSLATE_NOOP("Messages", "shorten how long footage is kept"),
    "disable_camera": QT_TRANSLATE_NOOP("Messages", "switch a camera off"),
    "configure_cameras": QT_TRANSLATE_NOOP("Messages", "set up cameras"),
    "accounts": QT_TRANSLATE_NOOP("Messages", "manage accounts"),
    "costs": QT_TRANSLATE_NOOP("Messages", "work on costs"),
    "read_audit": QT_TRANSLATE_NOOP("Messages", "read the audit log"),
    "delete_audit": QT_TRANSLATE_NOOP("Messages", "delete from the audit log"),
    "school": QT_TRANSLATE_NOOP("Messages", "change the school's data"),
    "share_layouts": QT_TRANSLATE_NOOP("Messages", "share layouts"),
}
