"""Every known error has its three parts in both languages; the words are Vietnamese where they should be."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from vms.core import errors
from vms.core.errors import (
    AlreadyRunning,
    CameraInUse,
    CameraRefused,
    DiskFull,
    InvalidInput,
    MinutesIncomplete,
    NotAllowed,
    NothingRecorded,
    SignInRefused,
    VmsError,
)
from vms.services.accounts import Action
from vms.ui import i18n
from vms.ui.messages import action_text, explain, headline, reason_text
from vms.ui.sentences import ACTIONS, REASONS, SENTENCES, SIGN_IN, UNEXPECTED

ROOT = Path(__file__).resolve().parents[3]
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
VALUES = {
    "host": "192.168.10.24",
    "path": "/data/x",
    "need": 1_200_000_000,
    "free": 310_000_000,
    "number": "07/BB-THBM",
    "camera": "C04",
    "start": 1_795_000_000_000_000,
    "end": 1_795_000_060_000_000,
    "missing": ["chair"],
    "reasons": {"name": "name_missing"},
    "action": "ptz",
    "font": "Times New Roman",
    "character": "😀",
    "holder": "N.V.H",
    "wait_s": 24,
    "reason": "wrong",
}


def tree(kind: type[VmsError] = VmsError) -> Iterator[type[VmsError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from tree(child)


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest, qapp: object) -> Iterator[str]:
    i18n.compile_translations()
    i18n.apply(request.param)
    yield request.param
    i18n.apply("en")


@pytest.mark.parametrize("kind", list(tree()), ids=lambda kind: kind.__name__)
def test_every_error_has_words_of_its_own(kind: type[VmsError], language: str) -> None:
    assert kind.code == "sign_in_refused" or kind.code in SENTENCES
    words = explain(kind(**VALUES))
    for part in (words.title, words.safe, words.do):
        assert part
        assert "{" not in part
        assert not part.endswith("!")
        assert bool(VIETNAMESE.search(part)) == (language == "vi"), part
    assert words.code.startswith(kind.code)


@pytest.mark.parametrize("kind", list(tree()), ids=lambda kind: kind.__name__)
def test_an_error_without_values_still_reads(kind: type[VmsError], language: str) -> None:
    words = explain(kind())
    assert words.title
    assert "{" not in words.happened
    assert "None" not in words.happened


def test_words_are_not_the_exceptions_own(language: str) -> None:
    words = explain(ValueError("list index out of range"))
    assert "list index" not in f"{words.title}{words.happened}{words.safe}{words.do}"
    assert words.code == "unexpected/ValueError"


def test_numbers_are_written_as_the_language_writes_them(qapp: object) -> None:
    i18n.compile_translations()
    full = DiskFull(path="USB “VĂN PHÒNG”", need=1_200_000_000, free=310_000_000)
    i18n.apply("vi")
    assert explain(full).happened == "USB “VĂN PHÒNG”: cần 1,2 GB, còn 310 MB."
    i18n.apply("en")
    assert explain(full).happened == "USB “VĂN PHÒNG”: needed 1.2 GB, left 310 MB."


def test_a_locked_account_says_how_long(language: str) -> None:
    words = explain(SignInRefused(reason="locked", wait_s=272))
    assert "4:32" in words.happened


def test_what_a_camera_said_stands_with_the_code(language: str) -> None:
    words = explain(CameraRefused(host="C04", detail="ter:NotAuthorized"))
    assert "NotAuthorized" not in words.happened
    assert words.code == "camera_refused (ter:NotAuthorized)"


def test_values_stand_in_the_sentence(language: str) -> None:
    assert "Nguyễn Văn Hùng" in explain(CameraInUse(holder="Nguyễn Văn Hùng", wait_s=24)).happened
    assert "C12" in explain(NothingRecorded(camera="C12", start=0, end=1)).happened
    assert "/data" in explain(AlreadyRunning(path="/data")).happened
    assert reason_text("chair") in explain(MinutesIncomplete(missing=["chair", "statement:N.M.K"])).happened
    assert "N.M.K" in explain(MinutesIncomplete(missing=["statement:N.M.K"])).happened
    assert reason_text("name_missing") in headline(InvalidInput(reasons={"name": "name_missing"}))
    assert action_text("ptz") in explain(NotAllowed(action="ptz", role="unit")).happened


def test_every_right_has_a_name() -> None:
    assert {action.value for action in Action} <= set(ACTIONS)


def _literals(tree_: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree_):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def reason_codes() -> Iterator[tuple[str, str]]:
    """Codes that services pass to InvalidInput as literals, and those of passwords and accounts."""
    for path in sorted((ROOT / "vms" / "services").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InvalidInput"):
                continue
            for keyword in node.keywords:
                if isinstance(keyword.value, ast.Dict):
                    for value in keyword.value.values:
                        if isinstance(value, ast.Constant):
                            yield path.name, str(value.value)


def test_every_reason_a_service_gives_has_words() -> None:
    found = list(reason_codes())
    assert found
    assert not [(name, code) for name, code in found if code.partition(":")[0] not in REASONS]
    for code in ("password_short", "password_common", "password_personal", "password_simple", "username_taken"):
        assert code in REASONS


def test_every_sentence_is_translated() -> None:
    translated = {
        message.findtext("source"): message.findtext("translation")
        for context in ET.parse(i18n.TRANSLATIONS / "vi_shell.ts").getroot().iter("context")
        if context.findtext("name") == "Messages"
        for message in context.iter("message")
    }
    sources = {text for row in (*SENTENCES.values(), *SIGN_IN.values(), UNEXPECTED) for text in row if text}
    assert not [text for text in sources | set(REASONS.values()) | set(ACTIONS.values()) if not translated.get(text)]


def test_placeholders_survive_translation() -> None:
    for path in sorted(i18n.TRANSLATIONS.glob("vi_*.ts")):
        for message in ET.parse(path).getroot().iter("message"):
            source, translation = message.findtext("source") or "", message.findtext("translation") or ""
            if message.get("numerus"):
                continue
            fields = re.compile(r"\{\w*\}|%n|%\d")
            assert set(fields.findall(source)) == set(fields.findall(translation)), f"{path.name}: {source!r}"
