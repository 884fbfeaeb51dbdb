"""Measurements against peers in the same run; each module prints JSON lines (``python3 dev.py bench NAME``)."""
