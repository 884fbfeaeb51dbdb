"""Connects to the motor of a camera in the catalogue; what its lens was found to do stays known."""

from __future__ import annotations

from vms.core.clock import Clock
from vms.core.errors import CameraFault, CameraUnreachable, VmsError
from vms.onvif import media
from vms.onvif.address import parse_address
from vms.onvif.aiming import Aimer, Lens
from vms.onvif.device import Device
from vms.onvif.ptz import Motor
from vms.onvif.transport import Limits
from vms.services.cameras import Cameras
from vms.services.ptz_orders import Connected


class Links:
    """One camera is connected to by one thread at a time."""

    def __init__(self, cameras: Cameras, clock: Clock, limits: Limits) -> None:
        self._cameras, self._clock, self._limits = cameras, clock, limits
        self._lenses: dict[int, Lens] = {}

    def connect(self, camera_id: int) -> Connected:
        """Blocks; raises CameraError, VaultLocked."""
        view = next((one for one in self._cameras.every() if one.id == camera_id), None)
        if view is None:
            raise CameraUnreachable(host="", detail="removed")
        user, password = self._cameras.credentials(camera_id)
        device = Device(parse_address(view.address), user, password, self._clock, self._limits)
        try:
            device.connect()
            motor = Motor(device, _profile_token(device))
            node = motor.node()
            lens = self._lenses.setdefault(camera_id, Lens())
            aimer = Aimer(motor, node.spaces, lens)
            return Connected(device, motor, motor.presets(), node.home, node.max_presets, aimer)
        except VmsError:
            device.close()
            raise


def _profile_token(device: Device) -> str:
    """The profile to move by: the first with a PTZ configuration, the largest picture when none says so."""
    found = media.profiles(device)
    if not found or not device.has("ptz"):
        raise CameraFault(host=device.address.netloc, detail="no motor", codes=())
    return next((profile.token for profile in found if profile.has_ptz), found[0].token)
