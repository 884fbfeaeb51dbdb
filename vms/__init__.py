"""Camera management for a school: live wall, PTZ, recording, evidence and the minutes that rest on it."""

__version__ = "0.1.0"
