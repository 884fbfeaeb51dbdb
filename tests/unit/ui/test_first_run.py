"""The first start: reasons as pure functions, and the wizard from language to the last button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.ui.shell_parts import assembled
from vms.core.redact import Secret
from vms.services.accounts import Role
from vms.start_school import start_school
from vms.ui import i18n, theme
from vms.ui.first_run.pages import LanguagePage, StaffPage, StartPage
from vms.ui.first_run.plan import (
    LANGUAGE,
    STAFF,
    START,
    STORAGE,
    NewAccount,
    Plan,
    abbreviate,
    days_that_fit,
    free_bytes,
    reasons,
)
from vms.ui.first_run.storage_page import StoragePage
from vms.ui.first_run.wizard import Wizard
from vms.ui.tokens import Scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
GOOD = Secret("trong den lon bay chiec")


def account(role: Role, username: str, **changes: object) -> NewAccount:
    made = NewAccount(role, "Lê Thị Minh Hà", "Hiệu trưởng", username, GOOD, GOOD)
    return replace(made, **changes)  # type: ignore[arg-type]


def plan(root: Path) -> Plan:
    return Plan(
        root,
        board=account(Role.BOARD, "hieutruong"),
        school="Trường Tiểu học Bình Minh",
        abbreviation="THBM",
        staff=(account(Role.GUARD, "baove"), account(Role.IT, "cntt")),
    )


def test_a_whole_plan_has_no_reasons(tmp_path: Path) -> None:
    for step in (LANGUAGE, START, STORAGE, STAFF):
        assert reasons(plan(tmp_path), step) == {}


def test_the_boards_account_is_asked_in_reading_order() -> None:
    empty = NewAccount(Role.BOARD)
    assert list(empty.reasons().values()) == ["name_missing", "username_missing", "password_missing"]
    short = account(Role.BOARD, "hieutruong", password=Secret("ngan"), again=Secret("ngan"))
    assert short.reasons() == {"password": "password_short"}
    assert account(Role.BOARD, "hieutruong", again=Secret("")).reasons() == {"again": "password_again"}
    assert account(Role.BOARD, "hieutruong", again=Secret("khac")).reasons() == {"again": "mismatch"}


def test_staff_can_be_left_out_but_not_share_a_name(tmp_path: Path) -> None:
    whole = plan(tmp_path)
    same = replace(whole, staff=(account(Role.GUARD, "HieuTruong"), account(Role.IT, "cntt")))
    assert reasons(same, STAFF) == {"guard.username": "username_taken"}
    without = replace(whole, staff=(NewAccount(Role.GUARD, wanted=False), NewAccount(Role.IT, wanted=False)))
    assert reasons(without, STAFF) == {}
    assert reasons(replace(whole, staff=(NewAccount(Role.GUARD),)), STAFF)["guard.name"] == "name_missing"


def test_the_abbreviation_is_guessed() -> None:
    assert abbreviate("Trường Tiểu học Bình Minh") == "THBM"
    assert abbreviate("") == ""


def test_room_is_looked_up_on_the_disk_the_folder_will_be_on(tmp_path: Path) -> None:
    # Others write on this disk between the two looks.
    assert free_bytes(tmp_path / "not" / "there" / "yet") == pytest.approx(free_bytes(tmp_path), abs=1 << 30)
    assert days_that_fit(16 * 21_600_000_000 * 3) == 3


@pytest.fixture
def wizard(tmp_path: Path, qtbot: QtBot) -> Iterator[Wizard]:
    i18n.compile_translations()
    i18n.apply("vi")
    theme.apply(Scheme.LIGHT, 100)
    made = Wizard(Plan(tmp_path / "data"))
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    yield made
    i18n.apply("en")


def type_board(wizard: Wizard, again: str = GOOD.reveal()) -> StartPage:
    page = wizard.pages[START]
    assert isinstance(page, StartPage)
    page.name.setText("Lê Thị Minh Hà")
    page.username.setText("hieutruong")
    page.passwords.first.setText(GOOD.reveal())
    page.passwords.second.setText(again)
    return page


def test_the_button_says_why_it_waits(wizard: Wizard) -> None:
    wizard.go_on()
    assert wizard.step == START
    assert not wizard.next.isEnabled()
    assert wizard._why.text() == "Để tiếp tục: nhập tên"
    page = type_board(wizard, "khac")
    assert wizard._why.text() == "Để tiếp tục: hai mật khẩu chưa giống nhau"
    assert page.passwords._second.line == "Chưa giống ô bên trái"
    wizard.go_on()
    assert wizard.step == START
    page.passwords.second.setText(GOOD.reveal())
    assert wizard.next.isEnabled()
    assert page.passwords._first.line == "Mạnh, dài 23 ký tự"


def test_a_weak_password_is_named(wizard: Wizard) -> None:
    page = type_board(wizard)
    page.passwords.first.setText("matkhau123")
    assert page.passwords._first.line == "Mật khẩu thuộc loại bị đoán trước tiên"


def test_a_folder_that_cannot_be_written_stops_at_its_field(wizard: Wizard, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    type_board(wizard)
    wizard.show_step(STORAGE)
    page = wizard.pages[STORAGE]
    assert isinstance(page, StoragePage)
    page.school.setText("Trường Tiểu học Bình Minh")
    assert page.abbreviation.text() == "THBM"
    page.folder.setText(str(tmp_path / "file" / "data"))
    wizard.go_on()
    assert wizard.step == STORAGE
    assert page.fields["root"].line.startswith("Không ghi được vào thư mục")
    page.folder.setText(str(tmp_path / "data"))
    wizard.go_on()
    assert wizard.step == STAFF


def test_the_language_page_asks_to_be_built_again_and_keeps_what_was_typed(wizard: Wizard) -> None:
    asked: list[tuple[str, Plan]] = []
    wizard.language_chosen.connect(lambda code, so_far: asked.append((code, so_far)))
    type_board(wizard)
    page = wizard.pages[LANGUAGE]
    assert isinstance(page, LanguagePage)
    page._cards["en"].radio.click()
    assert asked[0][0] == "en"
    assert asked[0][1].board.name == "Lê Thị Minh Hà"
    assert asked[0][1].language == "en"


def test_demo_or_own_is_one_choice(wizard: Wizard) -> None:
    page = wizard.pages[START]
    assert isinstance(page, StartPage)
    page.own.radio.click()
    assert not page.demo.radio.isChecked()
    assert not wizard.plan.demo
    page.demo.radio.click()
    assert wizard.plan.demo


def test_the_last_button_hands_over_the_plan(wizard: Wizard) -> None:
    done: list[Plan] = []
    wizard.finished.connect(done.append)
    wizard.go_on()
    type_board(wizard)
    wizard.go_on()
    storage = wizard.pages[STORAGE]
    assert isinstance(storage, StoragePage)
    storage.school.setText("Trường Tiểu học Bình Minh")
    wizard.go_on()
    staff = wizard.pages[STAFF]
    assert isinstance(staff, StaffPage)
    assert not wizard.next.isEnabled()
    for form in staff.forms:
        form.wanted.setChecked(False)
    wizard.go_on()
    wizard.go_on()
    QApplication.processEvents()
    assert len(done) == 1
    assert done[0].abbreviation == "THBM"
    assert not any(one.wanted for one in done[0].staff)


def test_the_plan_becomes_accounts_a_school_and_a_limit(tmp_path: Path, qtbot: QtBot) -> None:
    with assembled(tmp_path) as made:
        actor = start_school(made.parts, made.demo, replace(plan(tmp_path), days=45, demo=True))
        assert actor.role is Role.BOARD
        assert made.parts.school.profile().abbreviation == "THBM"
        assert made.parts.limits.value("retention_days") == 45
        assert {user.username for user in made.parts.accounts.users(actor)} == {"hieutruong", "baove", "cntt"}
        assert made.demo.chosen()
        assert not made.parts.accounts.needs_first_run()
