"""The time strip's reader, shared with the benches."""

from bench.timestrip import read

__all__ = ["read"]
