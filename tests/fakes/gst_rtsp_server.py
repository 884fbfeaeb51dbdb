"""A GStreamer RTSP server of one H.264 file, behind digest authentication when a user is given.

Run by the system's own Python, which has the GObject bindings:
``/usr/bin/python3 gst_rtsp_server.py FILE [USER PASSWORD]``. Prints its port, serves ``/live`` on 127.0.0.1, ends when
its standard input closes.
"""

from __future__ import annotations

import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402 - versions come first


def serve(file: str, user: str, password: str) -> None:
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service("0")
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(
        f'( filesrc location="{file}" ! qtdemux ! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 )'
    )
    if user:
        auth = GstRtspServer.RTSPAuth()
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", "viewer")
        auth.add_digest(user, password, token)
        server.set_auth(auth)
        rights = GstRtspServer.RTSPPermissions()
        rights.add_permission_for_role("viewer", "media.factory.access", True)
        rights.add_permission_for_role("viewer", "media.factory.construct", True)
        factory.set_permissions(rights)
    server.get_mount_points().add_factory("/live", factory)
    server.attach(None)
    loop = GLib.MainLoop()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.quit()), daemon=True).start()
    sys.stdout.write(f"{server.get_bound_port()}\n")
    sys.stdout.flush()
    loop.run()


if __name__ == "__main__":
    serve(*[*sys.argv[1:], "", ""][:3])
