"""Signing in, and the lock over a window that keeps running."""
