"""`python -m vms.demo --folder DIR --ready-file FILE [--cameras N] [--codes C04,C13] [--light day|night]`.

Runs the school until its standard input closes or SIGTERM comes. Once its servers listen it writes FILE, and again
with each step of rendering:

    {"cameras": [{"code", "name", "area", "onvif", "rtsp_main", "rtsp_sub",
                   "user", "password", "ptz", "codec", "ready"}],
     "control": "http://127.0.0.1:PORT/", "progress": {"rendered_s", "wanted_s", "done"}}
"""

from __future__ import annotations

import sys

from vms.demo.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
