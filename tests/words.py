"""``python -m tests.words``: brings every vi_*.ts up to date with the sentences in the source; what has no Vietnamese
yet is left marked unfinished and named. One file a package of windows, without line numbers, so that changes of two
people don't collide.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

from tests.house import ROOT, messages

TRANSLATIONS = ROOT / "resources" / "translations"
_SHELL = "shell"


def sources() -> dict[str, list[Path]]:
    """Package → its Python files. Packages without a file of their own belong to the shell."""
    found: dict[str, list[Path]] = {}
    for path in sorted((ROOT / "vms").rglob("*.py")):
        parts = path.relative_to(ROOT / "vms").parts
        package = parts[1] if parts[0] == "ui" and len(parts) > 2 else _SHELL
        found.setdefault(package if (TRANSLATIONS / f"vi_{package}.ts").exists() else _SHELL, []).append(path)
    return found


def main() -> int:
    """Update each file; exit status 1 when something still waits for its Vietnamese."""
    lupdate = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
    status = 0
    for package, files in sources().items():
        target = TRANSLATIONS / f"vi_{package}.ts"
        with tempfile.TemporaryDirectory() as folder:
            listed = Path(folder) / "files"
            listed.write_text("\n".join(path.relative_to(ROOT).as_posix() for path in files), "utf-8")
            command = [lupdate, "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
            subprocess.run([*command, f"@{listed}", "-ts", target], cwd=ROOT, check=True, capture_output=True)
        for (context, source), translation in messages(target):
            if translation.get("type") == "unfinished":
                print(f"{target.name}: {context}: {source!r}")  # noqa: T201
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
