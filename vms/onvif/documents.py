"""One parsed WSDL per service for the whole process.

Parsing is what makes onvif-zeep heavy (64 cameras: 28 s of CPU and 1.2 GB); the parsed documents are read-only and
shared by every camera and thread.
"""

from __future__ import annotations

import functools
import importlib.metadata
import threading
from pathlib import Path

from zeep import Settings
from zeep.transports import Transport
from zeep.wsdl import Document

from vms.onvif.library import SERVICES

_OWN_FOLDER = Path(__file__).with_name("wsdl")
_parsing = threading.Lock()


class MissingWsdl(Exception):  # noqa: N818 - a broken installation, not an error of a camera
    """The description of a service is not where the installed package says it is."""


class _Offline(Transport):
    """Loads local files only: a WSDL that points to the internet must fail, not wait."""

    def _load_remote_data(self, url: str) -> bytes:
        raise MissingWsdl(url)


def settings() -> Settings:
    """Lenient with what cameras send: unknown elements and missing ones don't stop the parser."""
    return Settings(strict=False, xml_huge_tree=False)


@functools.cache
def _package_folder() -> Path:
    """Where pip put onvif-zeep's WSDL files: beside site-packages, at different places on different systems."""
    for entry in importlib.metadata.files("onvif-zeep") or ():
        if entry.name == "devicemgmt.wsdl":
            return Path(str(entry.locate())).resolve().parent
    raise MissingWsdl("devicemgmt.wsdl")


def wsdl_path(service: str) -> Path:
    """The file that describes a service of ``onvif.SERVICES``. Raises MissingWsdl."""
    name = SERVICES[service]["wsdl"]
    own = _OWN_FOLDER / name
    if own.is_file():  # Media2, and in a bundle every one
        return own
    path = _package_folder() / name
    if not path.is_file():
        raise MissingWsdl(str(path))
    return path


@functools.cache
def _parsed(path: Path) -> Document:
    transport = _Offline()
    try:
        return Document(str(path), transport, settings=settings())  # type: ignore[arg-type]
    finally:
        transport.session.close()


def document(service: str) -> Document:
    """The parsed WSDL of a service, from any thread; the first caller parses, others wait for it."""
    with _parsing:
        return _parsed(wsdl_path(service))
