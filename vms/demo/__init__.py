"""A pretend school whose cameras speak real RTSP and ONVIF. It shares no code with the client."""
