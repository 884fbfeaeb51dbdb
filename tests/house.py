"""House rules that no other checker knows: ``python -m tests.house``. Exit status 1 and a line a finding."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("vms", "bench", "tests")
FORBIDDEN_NAMES = {"utils", "util", "misc", "common", "helpers", "helper"}
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
# Addresses of package indexes and of one person's machine have no place in the project.
FORBIDDEN_TEXT = re.compile(r"--(?:extra-)?index-url|/simple/|pypi\.org|/root/|/home/\w+/")


def main() -> int:
    """Print every finding."""
    findings = [*names(), *lengths(), *imports_inside_functions(), *texts(), *translations(), *regulation_rows()]
    for finding in findings:
        print(finding)  # noqa: T201
    return 1 if findings else 0


def python_files(*folders: str) -> Iterator[Path]:
    """Every source file under the folders."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def names() -> Iterator[str]:
    """One name, one home: no drawer called utils."""
    for path in python_files(*SOURCES):
        if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES:
            yield f"{path.relative_to(ROOT)}: says nothing about what is in it"


def lengths() -> Iterator[str]:
    """A file or a function past its length has two subjects."""
    for path in python_files("vms", "bench"):
        source = path.read_text("utf-8")
        count = source.count("\n")
        if count > MAX_FILE_LINES:
            yield f"{path.relative_to(ROOT)}: {count} lines (at most {MAX_FILE_LINES})"
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MAX_FUNCTION_LINES:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {length} lines"


def imports_inside_functions() -> Iterator[str]:
    """No import inside a function to dodge a circle."""
    for path in python_files("vms"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom) and not allowed_late_import(path, inner):
                    yield f"{path.relative_to(ROOT)}:{inner.lineno}: import inside {node.name}"


def allowed_late_import(path: Path, node: ast.Import | ast.ImportFrom) -> bool:
    """The command line loads only the command asked for; modules of one platform can't be imported on the other; SDL
    is loaded with the first sound or stick.
    """
    if path.name == "cli.py" and path.parent.name == "vms":
        return True
    modules = {alias.name for alias in node.names} if isinstance(node, ast.Import) else {node.module or ""}
    return bool(modules & {"fcntl", "msvcrt", "winreg", "sdl2"})


def texts() -> Iterator[str]:
    """No package index address, no path of one person's machine."""
    for path in (*python_files("vms", "bench"), ROOT / "pyproject.toml", ROOT / "requirements.lock", ROOT / "dev.py"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if FORBIDDEN_TEXT.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {line.strip()}"


def translations() -> Iterator[str]:
    """Every sentence of the source has its Vietnamese, and no Vietnamese is left of a sentence that is gone."""
    known: set[tuple[str, str]] = set()
    for path in sorted((ROOT / "resources" / "translations").glob("vi_*.ts")):
        for key, translation in messages(path):
            if translation.get("type") == "vanished":
                continue
            known.add(key)
            forms = [form.text for form in translation.findall("numerusform")] or [translation.text]
            if translation.get("type") == "unfinished" or not all(forms):
                yield f"{path.relative_to(ROOT)}: no Vietnamese for {key[1]!r}"
    written = sentences()
    yield from (f"{context}: not in a vi_*.ts: {source!r}" for context, source in sorted(written - known))
    yield from (f"{context}: no longer in the source: {source!r}" for context, source in sorted(known - written))


def sentences() -> set[tuple[str, str]]:
    """Context and text of every sentence in the source, as Qt's own extractor finds them."""
    name = "lupdate.exe" if sys.platform == "win32" else "lupdate"
    files = [path.relative_to(ROOT) for path in python_files("vms")]
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "all.ts"
        listed = Path(folder) / "files"
        listed.write_text("\n".join(path.as_posix() for path in files), "utf-8")
        command = [Path(PySide6.__file__).parent / name, "-silent", f"@{listed}", "-ts", found]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return {key for key, _translation in messages(found)}


def messages(path: Path) -> Iterator[tuple[tuple[str, str], ET.Element]]:
    """(context, source) and the translation of every message in a file of translations."""
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            found = message.find("translation")
            if found is not None:
                yield (context.findtext("name", ""), message.findtext("source", "")), found


def regulation_rows() -> Iterator[str]:
    """Every test that docs/regulation.md names exists."""
    table = ROOT / "docs" / "regulation.md"
    if not table.exists():
        yield "docs/regulation.md is missing"
        return
    for name, function in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", table.read_text("utf-8")):
        path = ROOT / name
        if not path.exists() or (function and f"def {function}(" not in path.read_text("utf-8")):
            yield f"docs/regulation.md: {name}::{function} does not exist"


if __name__ == "__main__":
    sys.exit(main())
