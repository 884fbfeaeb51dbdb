"""SOAP 1.2 by hand: reading calls, writing answers and faults, and checking a WS-UsernameToken."""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import hmac
import xml.etree.ElementTree as ET
from collections import deque
from dataclasses import dataclass
from xml.sax.saxutils import escape

PREFIXES = {
    "s": "http://www.w3.org/2003/05/soap-envelope",
    "tt": "http://www.onvif.org/ver10/schema",
    "tds": "http://www.onvif.org/ver10/device/wsdl",
    "trt": "http://www.onvif.org/ver10/media/wsdl",
    "tr2": "http://www.onvif.org/ver20/media/wsdl",
    "tptz": "http://www.onvif.org/ver20/ptz/wsdl",
    "timg": "http://www.onvif.org/ver20/imaging/wsdl",
    "tev": "http://www.onvif.org/ver10/events/wsdl",
    "trc": "http://www.onvif.org/ver10/recording/wsdl",
    "tse": "http://www.onvif.org/ver10/search/wsdl",
    "trp": "http://www.onvif.org/ver10/replay/wsdl",
    "ter": "http://www.onvif.org/ver10/error",
    "tns1": "http://www.onvif.org/ver10/topics",
    "wsnt": "http://docs.oasis-open.org/wsn/b-2",
    "wstop": "http://docs.oasis-open.org/wsn/t-1",
    "wsa5": "http://www.w3.org/2005/08/addressing",
    "wsrf": "http://docs.oasis-open.org/wsrf/rw-2",
    "xs": "http://www.w3.org/2001/XMLSchema",
}
_WSSE = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}"
_WSU = "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}"
_OPEN = "<s:Envelope " + " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items()) + ">"
_TOKEN_LIFE_S = 300.0


class SoapError(Exception):
    """The camera refuses a call: `subcodes` are ONVIF's (`ter:…`), outermost first."""

    def __init__(self, reason: str, *subcodes: str, receiver: bool = False, status: int = 400) -> None:
        super().__init__(reason)
        self.reason = reason
        self.subcodes = subcodes
        self.receiver = receiver
        self.status = status


@dataclass(frozen=True, slots=True)
class Call:
    """One operation: the prefix of its service's namespace, its name, its element, and the login in its header."""

    service: str
    name: str
    body: ET.Element
    token: ET.Element | None


def parse(data: bytes) -> Call:
    """The call in these bytes; raises SoapError."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise SoapError("no document types here", "ter:WellFormed")
    try:
        envelope = ET.fromstring(data)
    except ET.ParseError as error:
        raise SoapError(f"not XML: {error}", "ter:WellFormed") from error
    body = envelope.find(f"{{{PREFIXES['s']}}}Body")
    if body is None or not len(body):
        raise SoapError("no SOAP 1.2 body", "ter:WellFormed")
    operation = body[0]
    uri, _, name = operation.tag[1:].rpartition("}")
    service = next((prefix for prefix, known in PREFIXES.items() if known == uri), "")
    return Call(service, name, operation, envelope.find(f".//{_WSSE}UsernameToken"))


def envelope(body: str, header: str = "") -> bytes:
    """An answer."""
    head = f"<s:Header>{header}</s:Header>" if header else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_OPEN}{head}<s:Body>{body}</s:Body></s:Envelope>'.encode()


def fault_envelope(fault: SoapError) -> bytes:
    """A SOAP fault."""
    inner = ""
    for code in reversed(fault.subcodes):
        inner = f"<s:Subcode><s:Value>{code}</s:Value>{inner}</s:Subcode>"
    who = "s:Receiver" if fault.receiver else "s:Sender"
    code = f"<s:Code><s:Value>{who}</s:Value>{inner}</s:Code>"
    reason = f'<s:Reason><s:Text xml:lang="en">{escape(fault.reason)}</s:Text></s:Reason>'
    return envelope(f"<s:Fault>{code}{reason}</s:Fault>")


def find(element: ET.Element, *names: str) -> ET.Element | None:
    """The first descendant along these local names, whatever their namespace."""
    here = element
    for name in names:
        child = next((one for one in here if one.tag.rpartition("}")[2] == name), None)
        if child is None:
            return None
        here = child
    return here


def text(element: ET.Element, *names: str) -> str | None:
    """The text of `find`; None where the element is missing."""
    found = find(element, *names)
    return None if found is None else (found.text or "").strip()


def number(element: ET.Element, *names: str) -> float | None:
    """The number in `find`; raises SoapError when it is none."""
    value = text(element, *names)
    if value is None:
        return None
    try:
        return float(value)
    except ValueError as error:
        raise SoapError(f"{names[-1]} is no number", "ter:InvalidArgVal") from error


def instant(unix_s: float) -> str:
    """An xs:dateTime in UTC."""
    moment = datetime.datetime.fromtimestamp(unix_s, datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class TokenCheck:
    """Checks WS-UsernameTokens: digest or text, not too old by the camera's clock, no nonce twice."""

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._secret = password
        self._seen: deque[str] = deque(maxlen=256)

    def check(self, token: ET.Element, now: float) -> bool:
        """Whether the token proves user and password."""
        password = token.find(f"{_WSSE}Password")
        if token.findtext(f"{_WSSE}Username") != self._user or password is None:
            return False
        given = password.text or ""
        if not password.get("Type", "").endswith("#PasswordDigest"):
            return hmac.compare_digest(given.encode(), self._secret.encode())
        nonce = token.findtext(f"{_WSSE}Nonce", "")
        created = token.findtext(f"{_WSU}Created", "")
        try:
            salt = base64.b64decode(nonce)
            moment = datetime.datetime.fromisoformat(created)
        except (binascii.Error, ValueError):
            return False
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.UTC)
        if abs(moment.timestamp() - now) > _TOKEN_LIFE_S or nonce in self._seen:
            return False
        self._seen.append(nonce)
        proof = hashlib.sha1(salt + created.encode() + self._secret.encode(), usedforsecurity=False).digest()
        return hmac.compare_digest(base64.b64encode(proof).decode(), given)
