"""Passwords, camera secrets and the table of who may do what."""
