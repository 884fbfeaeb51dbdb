"""Arrangements of the wall: layouts, tabs, the bar above the panes."""
