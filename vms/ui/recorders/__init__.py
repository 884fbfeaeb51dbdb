"""Recorders of other makes: the list, and the dialog that adds or changes one."""
