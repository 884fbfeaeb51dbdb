"""Who may do what: the regulation's table, role by action, as data. Checked by the services, never only hidden."""

from __future__ import annotations

from enum import StrEnum

from vms.core.errors import NotAllowed


class Role(StrEnum):
    """Whom the regulation names. Who stands outside it has no account."""

    BOARD = "board"  # Ban giám hiệu
    GUARD_LEAD = "guard_lead"  # Trưởng phòng bảo vệ
    GUARD = "guard"  # Nhân viên bảo vệ
    IT = "it"  # Nhân viên CNTT
    FINANCE = "finance"  # Phòng tài chính kế toán
    UNIT = "unit"  # Đơn vị phụ trách khu vực


class Action(StrEnum):
    """What the regulation's table names, and below it what the house adds."""

    WATCH_LIVE = "watch_live"
    PLAY_BACK = "play_back"
    PTZ = "ptz"
    HOLD = "hold"
    INCIDENT = "incident"
    CUT_EVIDENCE = "cut_evidence"
    APPROVE = "approve"
    RELEASE_HOLD = "release_hold"
    SHORTEN_RETENTION = "shorten_retention"
    DISABLE_CAMERA = "disable_camera"
    CONFIGURE_CAMERAS = "configure_cameras"
    ACCOUNTS = "accounts"
    COSTS = "costs"
    READ_AUDIT = "read_audit"
    DELETE_AUDIT = "delete_audit"
    # Not in the regulation's table:
    SCHOOL = "school"  # the school's name, its regulation, its limits
    SHARE_LAYOUTS = "share_layouts"  # arrangements of the wall that everybody sees
    LEAVE_KIOSK = "leave_kiosk"  # open a screen that shows the wall and nothing else
    RECORD_NOW = "record_now"  # record a camera by hand, whatever its plan says
    ACKNOWLEDGE = "acknowledge"  # see alarms and take them on (Điều 6: a unit those of its own area)


class Grant(StrEnum):
    """How far a right reaches. The service that asks keeps to the qualifier."""

    ALL = "all"
    AS_TECHNICIAN = "as_technician"  # everything, for technical work
    OWN_AREA = "own_area"  # the cameras of the unit's own area
    OWN_SHIFT = "own_shift"  # the own shift and, for footage, the last 24 hours
    OWN_DEPARTMENT = "own_department"
    WITH_APPROVAL = "with_approval"  # under an approved request or an incident
    PREPARE = "prepare"  # on this PC only; nothing leaves it
    BELOW_BOARD = "below_board"  # every account but the board's
    SEE = "see"
    PROPOSE = "propose"
    ASK = "ask"  # may ask the board, not do
    NONE = "none"


# In the order of Role; the regulation's table, line by line.
_TABLE: dict[Action, tuple[Grant, Grant, Grant, Grant, Grant, Grant]] = {
    Action.WATCH_LIVE: (Grant.ALL, Grant.ALL, Grant.ALL, Grant.AS_TECHNICIAN, Grant.NONE, Grant.OWN_AREA),
    Action.PLAY_BACK: (Grant.ALL, Grant.ALL, Grant.OWN_SHIFT, Grant.WITH_APPROVAL, Grant.NONE, Grant.WITH_APPROVAL),
    Action.PTZ: (Grant.ALL, Grant.ALL, Grant.ALL, Grant.ALL, Grant.NONE, Grant.NONE),
    Action.HOLD: (Grant.ALL, Grant.ALL, Grant.ALL, Grant.ALL, Grant.NONE, Grant.ASK),
    Action.INCIDENT: (Grant.ALL, Grant.ALL, Grant.ALL, Grant.ALL, Grant.NONE, Grant.OWN_AREA),
    Action.CUT_EVIDENCE: (Grant.ALL, Grant.PREPARE, Grant.PREPARE, Grant.WITH_APPROVAL, Grant.NONE, Grant.NONE),
    Action.APPROVE: (Grant.ALL, Grant.NONE, Grant.NONE, Grant.NONE, Grant.NONE, Grant.NONE),
    Action.RELEASE_HOLD: (Grant.ALL, Grant.ASK, Grant.NONE, Grant.ASK, Grant.NONE, Grant.NONE),
    Action.SHORTEN_RETENTION: (Grant.ALL, Grant.ASK, Grant.NONE, Grant.ASK, Grant.NONE, Grant.NONE),
    Action.DISABLE_CAMERA: (Grant.ALL, Grant.ASK, Grant.NONE, Grant.ASK, Grant.NONE, Grant.NONE),
    Action.CONFIGURE_CAMERAS: (Grant.NONE, Grant.NONE, Grant.NONE, Grant.ALL, Grant.NONE, Grant.NONE),
    Action.ACCOUNTS: (Grant.ALL, Grant.NONE, Grant.NONE, Grant.BELOW_BOARD, Grant.NONE, Grant.NONE),
    Action.COSTS: (Grant.SEE, Grant.PROPOSE, Grant.NONE, Grant.PROPOSE, Grant.ALL, Grant.NONE),
    Action.READ_AUDIT: (Grant.ALL, Grant.OWN_DEPARTMENT, Grant.OWN_SHIFT, Grant.ALL, Grant.NONE, Grant.NONE),
    Action.DELETE_AUDIT: (Grant.NONE, Grant.NONE, Grant.NONE, Grant.NONE, Grant.NONE, Grant.NONE),
    Action.SCHOOL: (Grant.ALL, Grant.NONE, Grant.NONE, Grant.NONE, Grant.NONE, Grant.NONE),
    Action.SHARE_LAYOUTS: (Grant.ALL, Grant.ALL, Grant.NONE, Grant.ALL, Grant.NONE, Grant.NONE),
    Action.LEAVE_KIOSK: (Grant.ALL, Grant.ALL, Grant.NONE, Grant.ALL, Grant.NONE, Grant.NONE),
    Action.RECORD_NOW: (Grant.ALL, Grant.ALL, Grant.ALL, Grant.ALL, Grant.NONE, Grant.NONE),
    Action.ACKNOWLEDGE: (Grant.ALL, Grant.ALL, Grant.ALL, Grant.ALL, Grant.NONE, Grant.OWN_AREA),
}

_UNLIMITED = (Grant.ALL, Grant.AS_TECHNICIAN)


def grant(role: Role, action: Action) -> Grant:
    """How far the role's right to the action reaches."""
    return _TABLE[action][list(Role).index(role)]


def may(role: Role, action: Action) -> bool:
    """Whether the role may do it at all, perhaps within limits; asking the board isn't doing."""
    return grant(role, action) not in (Grant.NONE, Grant.ASK)


def require(role: Role, action: Action, *accepted: Grant) -> Grant:
    """The grant, when it is unlimited or one of ``accepted`` (whose limits the caller then keeps to).

    Raises NotAllowed (values: action, role, grant; grant ``ask`` means that the board can be asked).
    """
    found = grant(role, action)
    if found not in _UNLIMITED and found not in accepted:
        raise NotAllowed(action=action.value, role=role.value, grant=found.value)
    return found
