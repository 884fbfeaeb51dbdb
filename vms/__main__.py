"""``python -m vms``."""

from __future__ import annotations

import sys

from vms.cli import main

if __name__ == "__main__":
    sys.exit(main())
