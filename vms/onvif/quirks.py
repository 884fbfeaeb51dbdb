"""What cameras do differently from the standard, in one place, each with where it was seen."""

from __future__ import annotations

from typing import Any

from vms.core.errors import CameraFault

# "Sender not authorized" without the code: older Hikvision and Dahua firmware.
_REFUSALS = ("not authorized", "notauthorized", "unauthorized", "authority failure", "not authenticated")
_UNSUPPORTED_CODES = {
    "ActionNotSupported",
    "OptionalActionNotImplemented",
    "NoSuchService",
    "UnknownAction",
    "NotImplemented",
    "NoHomePosition",
}
_UNSUPPORTED_WORDS = ("not support", "not implemented", "unknown action", "no such operation", "method not found")


def fault_codes(fault: Any) -> tuple[str, ...]:
    """The local names of a SOAP fault's code and subcodes, outermost first."""
    codes = [fault.code, *(fault.subcodes or ())]
    texts = [getattr(code, "localname", None) or str(code or "") for code in codes]
    return tuple(text.rpartition(":")[2] for text in texts if text)


def not_authorized(fault: Any, codes: tuple[str, ...]) -> bool:
    """Whether a fault means "log in" (or "not you")."""
    if {"NotAuthorized", "FailedAuthentication", "InvalidSecurity", "InvalidSecurityToken"} & set(codes):
        return True
    message = str(fault.message or "").lower()
    return any(words in message for words in _REFUSALS)


def not_supported(error: CameraFault) -> bool:
    """Whether a fault only says that the camera has no such thing."""
    codes, detail = error.values.get("codes"), str(error.values.get("detail", "")).lower()
    if isinstance(codes, tuple) and _UNSUPPORTED_CODES & set(codes):
        return True
    return any(words in detail for words in _UNSUPPORTED_WORDS)


def refuses_timeout(error: CameraFault) -> bool:
    """Whether a move was refused for its Timeout (Bosch) or for some argument: worth one try without it."""
    codes = error.values.get("codes")
    return isinstance(codes, tuple) and bool({"InvalidArgVal", "InvalidArgs", "TimeoutNotSupported"} & set(codes))


def refuses_speed(error: CameraFault) -> bool:
    """Whether a drive was refused for its Speed: worth one try without it."""
    codes = error.values.get("codes")
    return isinstance(codes, tuple) and bool({"InvalidSpeed", "SpaceNotSupported", "InvalidArgs"} & set(codes))


def refuses_search(error: CameraFault) -> bool:
    """Whether a search was refused as such, not for a login or a broken line: the recorder has no history to search."""
    codes = error.values.get("codes")
    wrong = {"InvalidArgVal", "InvalidArgs", "InvalidFilterFault", "InvalidToken", "ResourceProblem", "Action"}
    return not_supported(error) or (isinstance(codes, tuple) and (not codes or bool(wrong & set(codes))))
