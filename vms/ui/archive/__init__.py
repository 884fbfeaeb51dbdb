"""Playback: a day of one camera, seen, searched, marked and cut."""
