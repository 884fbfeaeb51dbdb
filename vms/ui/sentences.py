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
    "vault_locked": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The camera passwords can't be opened"),
        QT_TRANSLATE_NOOP("Messages", "The key file {name} is missing, damaged or another one."),
        QT_TRANSLATE_NOOP("Messages", "The passwords stay sealed; recordings and evidence are untouched."),
        QT_TRANSLATE_NOOP("Messages", "Put the key file back from the backup, or enter each camera's password again."),
    ),
    "invalid_input": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Some fields can't be accepted yet"),
        QT_TRANSLATE_NOOP("Messages", "{reasons}"),
        QT_TRANSLATE_NOOP("Messages", "What was typed is still there; nothing was saved."),
        QT_TRANSLATE_NOOP("Messages", "Correct the fields marked in red, then save again."),
    ),
    "camera": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The camera did not do it"),
        QT_TRANSLATE_NOOP("Messages", "Camera {host} could not finish what was asked."),
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
        QT_TRANSLATE_NOOP("Messages", "Camera {host} could not do it."),
        QT_TRANSLATE_NOOP("Messages", "The camera's other settings are as they were."),
        QT_TRANSLATE_NOOP("Messages", "Try again, or choose another value."),
    ),
    "camera_in_use": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Somebody else controls the camera"),
        QT_TRANSLATE_NOOP("Messages", "{holder} controls it; it is free in {wait} when nothing is pressed."),
        QT_TRANSLATE_NOOP("Messages", "The picture stays to be seen by everybody."),
        QT_TRANSLATE_NOOP("Messages", "Wait, or ask {holder} to let go."),
    ),
    "camera_elsewhere": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Another recorder records this camera"),
        QT_TRANSLATE_NOOP("Messages", "Camera {host} was taken over by another PC of the school."),
        QT_TRANSLATE_NOOP("Messages", "What this PC recorded stays; the other one goes on."),
        QT_TRANSLATE_NOOP("Messages", "Nothing: that is how it should be while both PCs share the cameras."),
    ),
    "stream_invalid": Sentences(
        QT_TRANSLATE_NOOP("Messages", "What comes is not video"),
        QT_TRANSLATE_NOOP("Messages", "Camera {host} sends something that can't be shown."),
        QT_TRANSLATE_NOOP("Messages", "What has been recorded stays."),
        QT_TRANSLATE_NOOP("Messages", "Check the stream address, and that the camera sends H.264 or H.265."),
    ),
    "storage": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Storage problem"),
        QT_TRANSLATE_NOOP("Messages", "{path} could not be read or written."),
        QT_TRANSLATE_NOOP("Messages", "What was written before stays."),
        QT_TRANSLATE_NOOP("Messages", "Check the disk, then try again."),
    ),
    "folder_not_writable": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The folder can't be written"),
        QT_TRANSLATE_NOOP("Messages", "Writing to {path} was refused."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was lost; nothing was written there."),
        QT_TRANSLATE_NOOP("Messages", "Choose another folder, or have IT give the right to write."),
    ),
    "storage_gone": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The recording disk is not there"),
        QT_TRANSLATE_NOOP("Messages", "{path} can't be reached: the disk was pulled out, or its folder moved."),
        QT_TRANSLATE_NOOP("Messages", "What was recorded before is on that disk; nothing was deleted."),
        QT_TRANSLATE_NOOP("Messages", "Connect the disk again. Recording goes on by itself."),
    ),
    "disk_full": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The disk is full"),
        QT_TRANSLATE_NOOP("Messages", "{path}: needed {need}, left {free}."),
        QT_TRANSLATE_NOOP("Messages", "Recordings and evidence already on disk are complete."),
        QT_TRANSLATE_NOOP("Messages", "Make room or choose another disk, then try again."),
    ),
    "catalogue": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The catalogue can't be used"),
        QT_TRANSLATE_NOOP("Messages", "The data base {path} could not be opened."),
        QT_TRANSLATE_NOOP("Messages", "Video and evidence files are untouched."),
        QT_TRANSLATE_NOOP("Messages", "Start the program again; if it stays, call IT."),
    ),
    "catalogue_damaged": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The catalogue is damaged"),
        QT_TRANSLATE_NOOP("Messages", "The data base {path} can't be read whole."),
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
        QT_TRANSLATE_NOOP("Messages", "The program could not finish the evidence."),
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
    "source_unreadable": Sentences(
        QT_TRANSLATE_NOOP("Messages", "The file could not be read to its end"),
        QT_TRANSLATE_NOOP("Messages", "{name}: the stick or disk is gone, refuses, or the file changed meanwhile."),
        QT_TRANSLATE_NOOP("Messages", "The file outside is untouched; nothing half of it is kept here."),
        QT_TRANSLATE_NOOP("Messages", "Plug the device in again and take the file in once more."),
    ),
    "not_video": Sentences(
        QT_TRANSLATE_NOOP("Messages", "This file holds no video that plays"),
        QT_TRANSLATE_NOOP("Messages", "{name} is empty, damaged, or not a video."),
        QT_TRANSLATE_NOOP("Messages", "The file outside is untouched."),
        QT_TRANSLATE_NOOP("Messages", "Ask for the original file, or keep it as a plain file if it matters."),
    ),
    "already_imported": Sentences(
        QT_TRANSLATE_NOOP("Messages", "This very file is here already"),
        QT_TRANSLATE_NOOP("Messages", "It was taken in at {at} under the name {name}."),
        QT_TRANSLATE_NOOP("Messages", "The copy kept here is the same, byte for byte."),
        QT_TRANSLATE_NOOP("Messages", "Add the one that is here to the incident."),
    ),
    "own_clip": Sentences(
        QT_TRANSLATE_NOOP("Messages", "This file was cut on this system"),
        QT_TRANSLATE_NOOP("Messages", "It is the clip {name} of incident {incident}, cut at {at}."),
        QT_TRANSLATE_NOOP("Messages", "The original clip and its custody entries are here; nothing was added."),
        QT_TRANSLATE_NOOP("Messages", "Open that incident and use the clip there."),
    ),
    "import_cancelled": Sentences(
        QT_TRANSLATE_NOOP("Messages", "Taking the file in was stopped"),
        QT_TRANSLATE_NOOP("Messages", "{name} was not taken in."),
        QT_TRANSLATE_NOOP("Messages", "The file outside is untouched; nothing half of it is kept here."),
        QT_TRANSLATE_NOOP("Messages", "Take it in again whenever it is wanted."),
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
    "empty": QT_TRANSLATE_NOOP("Messages", "Fill this in"),
    "missing": QT_TRANSLATE_NOOP("Messages", "Fill this in"),
    "unknown": QT_TRANSLATE_NOOP("Messages", "Not known here"),
    "mismatch": QT_TRANSLATE_NOOP("Messages", "The two passwords are not the same"),
    "value_range": QT_TRANSLATE_NOOP("Messages", "Outside what is allowed"),
    "longer_than_days": QT_TRANSLATE_NOOP("Messages", "Longer than footage is kept at all"),
    "is_service": QT_TRANSLATE_NOOP(
        "Messages", "The recorder is a service of this PC, which starts it again: IT has to uninstall it first"
    ),
    "did_not_stop": QT_TRANSLATE_NOOP("Messages", "The recorder has not stopped yet: try again in a moment"),
    "too_short": QT_TRANSLATE_NOOP("Messages", "Too short"),
    "too_many": QT_TRANSLATE_NOOP("Messages", "More than can be shown at once"),
    "past": QT_TRANSLATE_NOOP("Messages", "Lies in the past"),
    "future": QT_TRANSLATE_NOOP("Messages", "Lies in the future"),
    "name_missing": QT_TRANSLATE_NOOP("Messages", "Enter the name"),
    "name_long": QT_TRANSLATE_NOOP("Messages", "The name is too long"),
    "name_taken": QT_TRANSLATE_NOOP("Messages", "This name is already used"),
    "username_missing": QT_TRANSLATE_NOOP("Messages", "Enter the user name"),
    "username_invalid": QT_TRANSLATE_NOOP(
        "Messages", "User name: letters without marks, digits, dot and hyphen, at least 2"
    ),
    "username_taken": QT_TRANSLATE_NOOP("Messages", "This user name is already used"),
    "password_missing": QT_TRANSLATE_NOOP("Messages", "Enter a password"),
    "password_again": QT_TRANSLATE_NOOP("Messages", "Enter the password again"),
    "password_short": QT_TRANSLATE_NOOP("Messages", "The password needs at least 10 signs"),
    "password_personal": QT_TRANSLATE_NOOP("Messages", "The password is too close to the name"),
    "password_common": QT_TRANSLATE_NOOP("Messages", "The password is among the first that are guessed"),
    "password_simple": QT_TRANSLATE_NOOP("Messages", "The password is too simple: use several words"),
    "password_same": QT_TRANSLATE_NOOP("Messages", "The new password must differ from the old one"),
    "role_unknown": QT_TRANSLATE_NOOP("Messages", "Choose a role"),
    "last_board": QT_TRANSLATE_NOOP("Messages", "The last account of the school board must stay"),
    "user_unknown": QT_TRANSLATE_NOOP("Messages", "This account is no longer there"),
    "abbreviation_missing": QT_TRANSLATE_NOOP("Messages", "Enter the abbreviation"),
    "abbreviation_invalid": QT_TRANSLATE_NOOP("Messages", "Abbreviation: capitals and digits only, at most 12"),
    "basis_missing": QT_TRANSLATE_NOOP("Messages", "Say where this number comes from"),
    "reason_missing": QT_TRANSLATE_NOOP("Messages", "Write the reason"),
    "code_missing": QT_TRANSLATE_NOOP("Messages", "Enter the camera's code"),
    "code_invalid": QT_TRANSLATE_NOOP("Messages", "Code: letters without marks, digits, dot and hyphen, at most 16"),
    "code_taken": QT_TRANSLATE_NOOP("Messages", "Another camera has this code"),
    "code_taken_by_removed": QT_TRANSLATE_NOOP(
        "Messages", "A removed camera had this code and its footage is filed under it"
    ),
    "address_missing": QT_TRANSLATE_NOOP("Messages", "Enter the address"),
    "address_invalid": QT_TRANSLATE_NOOP("Messages", "Not an address"),
    "url_missing": QT_TRANSLATE_NOOP("Messages", "Enter the stream's address"),
    "url_invalid": QT_TRANSLATE_NOOP("Messages", "Not a stream's address"),
    "turn_unknown": QT_TRANSLATE_NOOP("Messages", "Turn the picture by a quarter, a half or three quarters"),
    "kind_unknown": QT_TRANSLATE_NOOP("Messages", "Choose how to connect"),
    "area_unknown": QT_TRANSLATE_NOOP("Messages", "This area is no longer there"),
    "camera_unknown": QT_TRANSLATE_NOOP("Messages", "This camera is no longer there"),
    "recording_off": QT_TRANSLATE_NOOP("Messages", "The recording of this camera is switched off"),
    "no_sub_stream": QT_TRANSLATE_NOOP("Messages", "A camera has no sub stream"),
    "streams_unknown": QT_TRANSLATE_NOOP("Messages", "Choose which stream is recorded"),
    "plan_empty": QT_TRANSLATE_NOOP("Messages", "A plan has to record something; the board switches recording off"),
    "out_of_range": QT_TRANSLATE_NOOP("Messages", "A number is out of range"),
    "stretch_long": QT_TRANSLATE_NOOP("Messages", "At most 24 hours at once: mark a shorter stretch"),
    "too_long": QT_TRANSLATE_NOOP("Messages", "Too long: shorten it"),
    "not_acknowledged": QT_TRANSLATE_NOOP("Messages", "Acknowledge the alarm first"),
    "stops_missing": QT_TRANSLATE_NOOP("Messages", "The tour has no stop"),
    "stops_many": QT_TRANSLATE_NOOP("Messages", "A tour has at most 64 stops"),
    "stay_range": QT_TRANSLATE_NOOP("Messages", "A stop lasts 3 seconds to 1 hour"),
    "speed_range": QT_TRANSLATE_NOOP("Messages", "The speed of a tour lies between 10 % and 100 %"),
    "alarm_unknown": QT_TRANSLATE_NOOP("Messages", "This alarm is no longer there"),
    "layout_locked": QT_TRANSLATE_NOOP("Messages", "The layout is locked"),
    "layout_unknown": QT_TRANSLATE_NOOP("Messages", "This layout is no longer there"),
    "pane_unknown": QT_TRANSLATE_NOOP("Messages", "There is no such pane"),
    "place_unknown": QT_TRANSLATE_NOOP("Messages", "There can't be so many windows"),
    "shape_grid": QT_TRANSLATE_NOOP("Messages", "The grid of the layout is too fine"),
    "shape_empty": QT_TRANSLATE_NOOP("Messages", "The layout has no pane"),
    "shape_many": QT_TRANSLATE_NOOP("Messages", "A layout has at most 64 panes"),
    "shape_outside": QT_TRANSLATE_NOOP("Messages", "A pane lies outside the layout"),
    "shape_overlap": QT_TRANSLATE_NOOP("Messages", "Two panes lie over each other"),
    "shape_hole": QT_TRANSLATE_NOOP("Messages", "A part of the layout belongs to no pane"),
    "tour_unknown": QT_TRANSLATE_NOOP("Messages", "This tour is no longer there"),
    "tour_empty": QT_TRANSLATE_NOOP("Messages", "The tour has no camera"),
    "tour_long": QT_TRANSLATE_NOOP("Messages", "A tour has at most 256 cameras"),
    "dwell_range": QT_TRANSLATE_NOOP("Messages", "Each turn lasts 3 seconds to 1 hour"),
    "closed": QT_TRANSLATE_NOOP("Messages", "The incident is closed"),
    "open": QT_TRANSLATE_NOOP("Messages", "The incident is open"),
    "submitted": QT_TRANSLATE_NOOP("Messages", "Waiting for the school board"),
    "not_submitted": QT_TRANSLATE_NOOP("Messages", "Not submitted to the school board yet"),
    "not_issued": QT_TRANSLATE_NOOP("Messages", "Not issued yet"),
    "one_incident": QT_TRANSLATE_NOOP("Messages", "All pieces must belong to one incident"),
    "school": QT_TRANSLATE_NOOP("Messages", "The school's name is not entered yet"),
    "title": QT_TRANSLATE_NOOP("Messages", "No title"),
    "place": QT_TRANSLATE_NOOP("Messages", "No place"),
    "time": QT_TRANSLATE_NOOP("Messages", "No time of the incident"),
    "end_time": QT_TRANSLATE_NOOP("Messages", "The end of the minutes' meeting is not entered"),
    "course": QT_TRANSLATE_NOOP("Messages", "No course of events"),
    "people": QT_TRANSLATE_NOOP("Messages", "Nobody concerned is entered"),
    "chair": QT_TRANSLATE_NOOP("Messages", "No chair"),
    "secretary": QT_TRANSLATE_NOOP("Messages", "No secretary"),
    "statement": QT_TRANSLATE_NOOP("Messages", "No statement of {0}"),
    "evidence_changed": QT_TRANSLATE_NOOP("Messages", "Evidence {0} was changed after sealing"),
    "witnesses": QT_TRANSLATE_NOOP("Messages", "{0} refuses to sign: two witnesses are needed"),
    "character": QT_TRANSLATE_NOOP("Messages", "The document font lacks the character {0}"),
    "unknown_or_released": QT_TRANSLATE_NOOP("Messages", "This hold has been released already"),
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
    "leave_kiosk": QT_TRANSLATE_NOOP("Messages", "leave kiosk mode"),
    "record_now": QT_TRANSLATE_NOOP("Messages", "record by hand"),
    "acknowledge": QT_TRANSLATE_NOOP("Messages", "see and acknowledge alarms"),
}
