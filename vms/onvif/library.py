"""onvif-zeep, imported without its side effects.

Importing it calls ``logging.basicConfig``, which would send the whole program's log to the terminal: a handler that
is already there makes that call do nothing. Media2 is younger than its 2017 table of services and is added here.
"""

from __future__ import annotations

import logging

_placeholder = logging.NullHandler()
logging.getLogger().addHandler(_placeholder)

from onvif import SERVICES, ONVIFCamera, ONVIFError, ONVIFService  # noqa: E402 - after the placeholder

logging.getLogger().removeHandler(_placeholder)

MEDIA2 = "media2"
SERVICES[MEDIA2] = {
    "ns": "http://www.onvif.org/ver20/media/wsdl",
    "wsdl": "media2.wsdl",
    "binding": "Media2Binding",
}

__all__ = ["MEDIA2", "SERVICES", "ONVIFCamera", "ONVIFError", "ONVIFService"]
