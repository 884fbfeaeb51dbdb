"""One ONVIF device: onvif-zeep made safe."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from lxml.etree import LxmlError
from zeep import Client
from zeep.exceptions import Error as ZeepError
from zeep.exceptions import Fault

from vms.core.clock import Clock
from vms.core.errors import CameraError, CameraFault, CameraNotOnvif, CameraRefused
from vms.core.instants import SECOND
from vms.core.log import event
from vms.core.redact import Secret
from vms.onvif import clocks, documents, quirks
from vms.onvif.address import Address, rewrite_service
from vms.onvif.auth import Login, LoginWanted, Mode, UsernameToken
from vms.onvif.library import SERVICES, ONVIFCamera, ONVIFError, ONVIFService
from vms.onvif.transport import CameraTransport, Limits
from vms.onvif.types import ClockReading, Identity

_log = logging.getLogger(__name__)
_CLOCK = "GetSystemDateAndTime"
_CLOCK_JUMP = 5 * SECOND
_CAPABILITIES = ("Analytics", "Events", "Imaging", "Media", "PTZ")
_MORE_CAPABILITIES = ("DeviceIO", "Recording", "Search", "Replay", "Receiver")
_BY_NAMESPACE = {entry["ns"]: name for name, entry in SERVICES.items() if name != "pullpoint"}


class _Camera(ONVIFCamera):
    """onvif-zeep's camera without what its constructor does: no proxy variables removed, no call with the password,
    no WSDL parsed again, no pull point opened and forgotten, no service kept in a class variable.
    """

    def __init__(self, xaddrs: dict[str, str], transport: CameraTransport, token: UsernameToken) -> None:
        self.xaddrs = xaddrs
        self.transport = transport
        self.services: dict[str, ONVIFService] = {}
        self.services_lock = threading.RLock()
        self._token = token
        self.to_dict = ONVIFService.to_dict

    def update_xaddrs(self) -> None:
        """The Device asks for the addresses, in its own way."""

    def get_definition(self, name: str, portType: str | None = None) -> tuple[str, str, str]:  # noqa: ARG002, N803
        """Address, WSDL file and binding of a service."""
        entry = SERVICES[name]
        return self.xaddrs[name], str(documents.wsdl_path(name)), f"{{{entry['ns']}}}{entry['binding']}"

    def create_onvif_service(
        self,
        name: str,
        from_template: bool = True,  # noqa: ARG002
        portType: str | None = None,  # noqa: ARG002, N803
    ) -> ONVIFService:
        """A service on the shared document, with our transport and token."""
        address, path, binding = self.get_definition(name)
        client = Client(
            documents.document(name), wsse=self._token, transport=self.transport, settings=documents.settings()
        )
        service = ONVIFService(address, "", "", path, zeep_client=client, binding_name=binding)
        self.services[name] = service
        return service


class Device:
    """A camera's ONVIF services behind one address. Used by one thread at a time; ``close`` when done.

    ``call`` raises the CameraError tree; ``ask`` gives None for what the camera doesn't support. A refused login is
    never sent again by the same Device.
    """

    def __init__(
        self,
        address: Address,
        user: str,
        password: Secret | None,
        clock: Clock,
        limits: Limits | None = None,
    ) -> None:
        self.address = address
        self.clock_reading: ClockReading | None = None
        self._clock = clock
        self._login = Login(user, password)
        self._transport = CameraTransport(self._login, limits or Limits())
        self._xaddrs = {"devicemgmt": address.url}
        self._camera = _Camera(self._xaddrs, self._transport, UsernameToken(self._login, clock.now_us))

    def __enter__(self) -> Device:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def connect(self) -> None:
        """Read the clock, then learn where the services are. Raises CameraError."""
        self.read_clock()
        self._xaddrs.update(self._services())

    def has(self, service: str) -> bool:
        """Whether the camera offers a service: media, media2, ptz, imaging, events, …"""
        return service in self._xaddrs

    def identity(self) -> Identity:
        """Maker, model, firmware and serial number."""
        answer = self.ask("devicemgmt", "GetDeviceInformation")
        names = ("Manufacturer", "Model", "FirmwareVersion", "SerialNumber")
        return Identity(*(str(getattr(answer, name, None) or "").strip() for name in names))

    def mac(self) -> str:
        """The hardware address of the first enabled interface, or '' when the account may not ask."""
        try:
            answer = self.ask("devicemgmt", "GetNetworkInterfaces")
        except CameraRefused as error:
            if error.values.get("detail") != "right":
                raise
            return ""
        for one in answer or ():
            address = getattr(getattr(one, "Info", None), "HwAddress", None)
            if address:
                return str(address).strip().upper().replace("-", ":")
        return ""

    def read_clock(self, samples: int = 1, pause: Callable[[float], object] = time.sleep) -> ClockReading | None:
        """How far the camera's clock is ahead, asked without a password where the camera allows it.

        One sample is sure to half a second; several, spread over a second, to about a tenth. None when the camera
        gives no usable time.
        """
        taken: list[tuple[int, int, int]] = []
        for turn in range(samples):
            if turn:
                pause(1 / samples + 0.03)
            sent, began = self._clock.now_us(), self._clock.monotonic()
            answer = self.ask("devicemgmt", _CLOCK)
            received = sent + int((self._clock.monotonic() - began) * SECOND)
            said = clocks.camera_instant(answer)
            if said is None:
                return None
            taken.append((said, sent, received))
        self.clock_reading = clocks.narrow(taken)
        self._login.offset_us = self.clock_reading.offset_us
        return self.clock_reading

    def fetch(self, url: str) -> bytes:
        """A picture by HTTP, with the camera's login."""
        self._check_refused()
        return self._transport.fetch(url)

    def ask(self, service: str, operation: str, **parameters: Any) -> Any:
        """Like ``call``, but None for what the camera doesn't offer."""
        if service not in self._xaddrs:
            return None
        try:
            return self.call(service, operation, **parameters)
        except CameraFault as error:
            if quirks.not_supported(error):
                return None
            raise

    def call(self, service: str, operation: str, **parameters: Any) -> Any:
        """One operation of a service. Raises CameraError."""
        if service not in self._xaddrs:
            raise CameraFault(host=self.address.netloc, detail=f"no {service} service", codes=("ActionNotSupported",))
        self._check_refused()
        try:
            return self._once(service, operation, parameters)
        except LoginWanted:
            return self._call_with_token(service, operation, parameters)

    def _call_with_token(self, service: str, operation: str, parameters: dict[str, Any]) -> Any:
        """The camera wants a login and offers no Digest: send the token, or say that it refuses."""
        login, host = self._login, self.address.netloc
        if not login.given:
            raise CameraRefused(host=host, detail="login needed")
        if login.mode is not Mode.DIGEST:
            first, login.mode = login.mode is Mode.OPEN, Mode.TOKEN
            # A token is also refused when the camera's clock was set anew, for instance by a reboot.
            for due in (lambda: first, lambda: operation != _CLOCK and self._clock_jumped()):
                if due():
                    try:
                        return self._once(service, operation, parameters)
                    except LoginWanted:
                        continue
        # With a login that worked elsewhere, it is the account that may not do this.
        login.refused = not login.proven
        raise CameraRefused(host=host, detail="right" if login.proven else str(login.mode))

    def _clock_jumped(self) -> bool:
        """Read the clock anew; whether it is elsewhere than the tokens sent so far assumed."""
        before = self._login.offset_us
        try:
            answer = self._once("devicemgmt", _CLOCK, {}, anonymous=True)
        except LoginWanted:
            return False
        said = clocks.camera_instant(answer)
        if said is None:
            return False
        self._login.offset_us = said - self._clock.now_us()
        return abs(self._login.offset_us - before) > _CLOCK_JUMP

    def _once(self, service: str, operation: str, parameters: dict[str, Any], *, anonymous: bool = False) -> Any:
        """One exchange. Raises LoginWanted when the camera asks for a login, CameraError otherwise."""
        host, mode = self.address.netloc, self._login.mode
        client = self._camera.services.get(service) or self._camera.create_onvif_service(service)
        if anonymous:
            self._login.mode = Mode.OPEN
        try:
            answer = getattr(client, operation)(parameters)
        except ONVIFError as wrapped:
            inner = wrapped.__context__
            error = _mapped(inner, host, operation)
            raise error from (inner.__cause__ if error is inner else inner)
        finally:
            if anonymous:
                self._login.mode = mode
        self._login.proven = self._login.proven or (mode is Mode.TOKEN and not anonymous)
        return answer

    def _check_refused(self) -> None:
        if self._login.refused:
            raise CameraRefused(host=self.address.netloc, detail="refused before")

    def _services(self) -> dict[str, str]:
        """Service name → reachable address, from GetServices and GetCapabilities together."""
        said: dict[str, str] = {}
        capabilities = self.ask("devicemgmt", "GetCapabilities", Category="All")
        extension = getattr(capabilities, "Extension", None)
        for part, names in ((capabilities, _CAPABILITIES), (extension, _MORE_CAPABILITIES)):
            for name in names:
                if address := getattr(getattr(part, name, None), "XAddr", None):
                    said[name.lower()] = str(address)
        for entry in self.ask("devicemgmt", "GetServices", IncludeCapability=False) or ():
            known = _BY_NAMESPACE.get(str(getattr(entry, "Namespace", "")).rstrip("/"))
            if known and getattr(entry, "XAddr", None):
                said[known] = str(entry.XAddr)
        said.pop("devicemgmt", None)
        reachable = {name: rewrite_service(address, self.address) for name, address in said.items()}
        changed = [name for name, address in reachable.items() if address != said[name]]
        if changed:
            event(_log, "onvif_addresses_rewritten", logging.DEBUG, host=self.address.netloc, services=changed)
        return {name: address for name, address in reachable.items() if address}


def _mapped(error: BaseException | None, host: str, operation: str) -> CameraError:
    """The CameraError for what onvif-zeep hid in its ONVIFError."""
    if isinstance(error, CameraError):
        return error
    if isinstance(error, Fault):
        codes = quirks.fault_codes(error)
        if quirks.not_authorized(error, codes):
            return LoginWanted(host=host)
        return CameraFault(host=host, detail=str(error.message or "").strip()[:200], codes=codes, operation=operation)
    if isinstance(error, ZeepError | LxmlError):
        event(
            _log, "onvif_answer_unreadable", logging.WARNING, host=host, operation=operation, error=type(error).__name__
        )
        return CameraNotOnvif(host=host, detail="unreadable answer")
    # zeep stumbles over some broken envelopes with plain Python errors.
    if isinstance(error, AttributeError | TypeError | ValueError | LookupError):
        _log.warning(
            "onvif_answer_unreadable", exc_info=error, extra={"fields": {"host": host, "operation": operation}}
        )
        return CameraFault(host=host, detail="unreadable answer", codes=(), operation=operation)
    assert error is not None
    raise error
