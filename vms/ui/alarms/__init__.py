"""Alarms: the list of what needs a person, until somebody acknowledges it."""
