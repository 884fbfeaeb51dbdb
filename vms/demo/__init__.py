"""A pretend school whose cameras speak real RTSP and ONVIF. It shares no code with the client.

Run it with `python -m vms.demo` (see `__main__`). Everything listens on 127.0.0.1 and runs in one event loop; loops of
fixed cameras are rendered once by helper processes. From the picture to the wire:

- pictures: `drawing`, `outdoors`, `indoors`, `panorama` (backgrounds), `figures` (people), `scenes` (both together),
  `picture` (YUV and sprites), `overlay` and `timestrip` (name, second and the time that a program can read)
- streams: `encode` (H.264, H.265), `loops` (fixed cameras), `camera` and `ptz_head` (turning cameras), `rtp`, `track`
- servers: `rtsp`, `digest`, `http_server`, `soap`, `onvif_device`, `onvif_media`, `onvif_ptz`, `onvif_events`,
  `onvif_state`
- the school: `roster` (who is there), `device` (a camera with its listeners), `faults`, `control`, `school`, `run`
"""
