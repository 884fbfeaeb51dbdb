"""Signing in: refusals that say why and how long, the wait counted down, nothing left running."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.clock import ManualClock
from tests.unit.ui.shell_parts import PASSWORD, School, school, until
from vms.core.redact import Secret
from vms.core.tasks import Tasks
from vms.services.accounts import Actor
from vms.ui.bridge import Bridge
from vms.ui.login.card import PasswordCard
from vms.ui.login.page import SignInPage
from vms.ui.login.waiting import Waiting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def place(tmp_path: Path, qtbot: QtBot) -> Iterator[School]:
    with school(tmp_path) as made:
        yield made


@pytest.fixture
def page(place: School, qtbot: QtBot) -> Iterator[SignInPage]:
    parts = place.parts
    made = SignInPage(parts.accounts, parts.tasks, parts.clock, "Trường Tiểu học Bình Minh")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.shutdown()


def attempt(page: SignInPage, name: str, password: str) -> None:
    page.card.username.setText(name)
    page.card.password.setText(password)
    page.card.submit()
    until(lambda: page.card._why.text() != "Đang kiểm tra…")


def test_the_right_password_signs_in(page: SignInPage, place: School) -> None:
    came: list[object] = []
    page.signed_in.connect(came.append)
    attempt(page, "BaoVe", PASSWORD.reveal())
    until(lambda: came)
    assert isinstance(came[0], Actor)
    assert came[0].user_id == place.guard.user_id
    assert page.card.password.text() == ""


def test_empty_fields_are_named_without_asking_the_service(page: SignInPage) -> None:
    page.card.submit()
    assert page.card.banner.text == "Nhập tên đăng nhập trước."
    page.card.username.setText("baove")
    page.card.submit()
    assert page.card.banner.text == "Nhập mật khẩu trước."


def test_a_wrong_password_and_an_unknown_name_read_the_same(page: SignInPage) -> None:
    attempt(page, "baove", "sai roi")
    first = page.card.banner.text
    attempt(page, "khongco", "sai roi")
    assert page.card.banner.text == first
    assert first.startswith("Sai tên đăng nhập hoặc mật khẩu")


def test_too_many_tries_make_the_button_wait(page: SignInPage) -> None:
    for _ in range(5):
        attempt(page, "baove", "sai roi")
    until(lambda: not page.card.button.isEnabled())
    assert page.card._why.text().startswith("Thử lại được sau 0:")
    page.card.password.setText(PASSWORD.reveal())
    page.card.submit()
    assert page.card._why.text() != "Đang kiểm tra…", "no try is spent while it can't count"


def test_a_switched_off_account_says_so(page: SignInPage, place: School) -> None:
    place.parts.accounts.set_enabled(place.board, place.guard.user_id, False, "Nghỉ việc")
    attempt(page, "baove", PASSWORD.reveal())
    assert "đã khóa" in page.card.banner.text


def test_an_answer_that_comes_after_the_page_has_gone_is_dropped(qtbot: QtBot) -> None:
    bridge = Bridge()
    tasks = Tasks(bridge.post, threads=1)

    def check(_name: str, _password: Secret) -> str:
        return "someone"

    card = PasswordCard(check, tasks, ManualClock(), "Đăng nhập", "baove")
    qtbot.addWidget(card)
    came: list[object] = []
    card.accepted.connect(came.append)
    card.password.setText("x")
    card.submit()
    card.stop()
    tasks.close()
    qtbot.wait(20)
    bridge.close()
    assert came == []


def test_the_wait_never_says_zero_too_early(qtbot: QtBot) -> None:
    clock = ManualClock()
    waiting = Waiting(clock)
    left: list[int] = []
    waiting.changed.connect(left.append)
    waiting.start(30)
    clock.advance(29.4)
    waiting._tick()
    clock.advance(0.7)
    waiting._tick()
    assert left == [30, 1, 0]
    assert not waiting._timer.isActive()
