"""Clips that were asked for: the panel, and the desk that watches them."""
