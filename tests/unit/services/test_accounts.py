from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.clock import ManualClock
from tests.fakes.office import PASSWORD, Office, open_office
from vms.core.errors import InvalidInput, NotAllowed, SignInRefused
from vms.core.redact import Secret
from vms.models.database import open_catalogue
from vms.models.person import User
from vms.security.passwords import Hasher
from vms.services.accounts import Accounts, Action, Grant, Role, UserDraft
from vms.services.audit import Audit

GOOD = Secret("day-mang-42-xanh")
CHEAP = Hasher(time_cost=1, memory_kib=64, parallelism=1)


@pytest.fixture
def office(data_folder: Path) -> Iterator[Office]:
    with open_office(data_folder) as opened:
        yield opened


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Accounts]:
    clock = ManualClock()
    catalogue = open_catalogue(tmp_path / "c.sqlite3", clock)
    yield Accounts(catalogue, clock, Audit(catalogue, clock), CHEAP)
    catalogue.close()


def _id(office: Office, role: Role) -> int:
    return office.people[role].user_id


def _draft(**changes: str) -> UserDraft:
    return UserDraft(**({"username": "moi", "name": "Người Mới", "role": "guard"} | changes))


# -- first run ---------------------------------------------------------------------------------------------------------


def test_the_first_run_makes_the_boards_account_and_only_once(fresh: Accounts) -> None:
    assert fresh.needs_first_run()
    board = fresh.create_first_board("Nguyễn Thị Hương", "Hiệu trưởng", " Hương ", GOOD, "0912")
    assert (board.role, board.username, board.title) == (Role.BOARD, "huong", "Hiệu trưởng")
    assert not fresh.needs_first_run()
    with pytest.raises(NotAllowed):
        fresh.create_first_board("Kẻ Lạ", "", "la", GOOD)
    assert len(fresh.users(board)) == 1


@pytest.mark.parametrize("password", ["", "admin", "1234567890", "matkhau123"])
def test_there_is_no_default_and_no_weak_first_password(fresh: Accounts, password: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        fresh.create_first_board("Nguyễn Thị Hương", "", "huong", Secret(password))
    assert caught.value.reasons["password"].startswith("password_")
    assert fresh.needs_first_run()


# -- signing in --------------------------------------------------------------------------------------------------------


def test_signing_in_ignores_capitals_and_marks_of_the_name_and_opens_a_new_session(office: Office) -> None:
    first = office.accounts.sign_in("HƯƠNG", PASSWORD)
    second = office.accounts.sign_in("huong", PASSWORD)
    assert first.user_id == second.user_id == office.board.user_id
    assert first.session != second.session


def test_a_wrong_password_and_an_unknown_name_read_the_same(office: Office) -> None:
    answers = []
    for name in ("it", "nobody"):
        with pytest.raises(SignInRefused) as caught:
            office.accounts.sign_in(name, Secret("wrong"))
        answers.append(caught.value.values)
    assert answers[0] == answers[1] == {"reason": "wrong", "wait_s": 0}


def test_an_unknown_name_costs_as_much_time_as_a_known_one(tmp_path: Path) -> None:
    clock = ManualClock()
    catalogue = open_catalogue(tmp_path / "c.sqlite3", clock)
    accounts = Accounts(catalogue, clock, Audit(catalogue, clock), Hasher(time_cost=8, memory_kib=32768, parallelism=1))
    accounts.create_first_board("Nguyễn Thị Hương", "", "huong", GOOD)

    def taken(name: str) -> float:
        start = time.process_time()
        with pytest.raises(SignInRefused):
            accounts.sign_in(name, Secret("wrong"))
        return time.process_time() - start

    known = min(taken("huong") for _ in range(3))
    unknown = min(taken("nobody") for _ in range(3))
    catalogue.close()
    assert 0.5 < unknown / known < 2  # without the dummy check it is below 0.05


def test_five_failures_lock_the_account_and_each_one_more_doubles_the_wait(office: Office) -> None:
    waits = []
    for _ in range(8):
        with pytest.raises(SignInRefused) as caught:
            office.accounts.sign_in("it", Secret("wrong"))
        assert caught.value.values["reason"] == "wrong"
        waits.append(caught.value.values["wait_s"])
        office.clock.advance(waits[-1])
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240]
    assert office.accounts.sign_in("it", PASSWORD).role is Role.IT
    with pytest.raises(SignInRefused) as caught:
        office.accounts.sign_in("it", Secret("wrong"))
    assert caught.value.values["wait_s"] == 0  # the count began again


def test_while_locked_even_the_right_password_waits(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            office.accounts.sign_in("it", Secret("wrong"))
    office.clock.advance(29.5)
    with pytest.raises(SignInRefused) as caught:
        office.accounts.sign_in("it", PASSWORD)
    assert caught.value.values == {"reason": "locked", "wait_s": 1}
    office.clock.advance(0.5)
    office.accounts.sign_in("it", PASSWORD)


def test_guessing_in_parallel_gains_nothing(office: Office) -> None:
    together = threading.Barrier(10)
    reasons: list[object] = []

    def guess() -> None:
        together.wait(10)
        try:
            office.accounts.sign_in("it", Secret("wrong"))
        except SignInRefused as refusal:
            reasons.append(refusal.values["reason"])

    threads = [threading.Thread(target=guess) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(reasons) == ["locked"] * 5 + ["wrong"] * 5
    with office.catalogue.read():
        assert User.get(User.username == "it").failed_count == 5


def test_the_wait_ends_at_an_hour(office: Office) -> None:
    with office.catalogue.write():
        User.update(failed_count=60).where(User.username == "it").execute()
    with pytest.raises(SignInRefused) as caught:
        office.accounts.sign_in("it", Secret("wrong"))
    assert caught.value.values["wait_s"] == 3600


def test_a_disabled_account_is_told_only_to_who_knows_its_password(office: Office) -> None:
    office.accounts.set_enabled(office.board, _id(office, Role.GUARD), False, "nghỉ việc")
    with pytest.raises(SignInRefused) as caught:
        office.accounts.sign_in("guard", PASSWORD)
    assert caught.value.values["reason"] == "disabled"
    with pytest.raises(SignInRefused) as caught:
        office.accounts.sign_in("guard", Secret("wrong"))
    assert caught.value.values["reason"] == "wrong"
    assert not office.accounts.still_valid(office.people[Role.GUARD])


def test_who_is_disabled_or_moved_while_signed_in_may_do_nothing_more(office: Office) -> None:
    guard, lead = office.people[Role.GUARD], office.people[Role.GUARD_LEAD]
    office.audit.require(guard, Action.WATCH_LIVE)
    office.accounts.set_enabled(office.board, guard.user_id, False)
    office.accounts.edit(office.board, lead.user_id, UserDraft("lead", lead.name, "guard"))
    for actor in (guard, lead):
        with pytest.raises(NotAllowed) as caught:
            office.audit.require(actor, Action.WATCH_LIVE)
        assert caught.value.values["reason"] == "session_over"
        assert office.log()[-1].result == "not_allowed"
    office.accounts.set_enabled(office.board, guard.user_id, True)
    office.audit.require(guard, Action.WATCH_LIVE)


def test_an_account_disabled_from_another_pc_is_noticed_within_seconds(office: Office) -> None:
    office.audit.require(office.people[Role.GUARD], Action.WATCH_LIVE)
    with office.catalogue.write():
        User.update(enabled=False).where(User.username == "guard").execute()
    office.clock.advance(2)
    with pytest.raises(NotAllowed):
        office.audit.require(office.people[Role.GUARD], Action.WATCH_LIVE)


def test_an_old_hash_is_made_again_at_sign_in(office: Office) -> None:
    old = Hasher(time_cost=2, memory_kib=32, parallelism=1).hash(PASSWORD)
    with office.catalogue.write():
        User.update(password_hash=old).where(User.username == "it").execute()
    office.accounts.sign_in("it", PASSWORD)
    with office.catalogue.read():
        assert "m=64,t=1" in User.get(User.username == "it").password_hash


def test_the_lock_screen_opens_to_its_owner_and_counts_failures(office: Office) -> None:
    guard = office.people[Role.GUARD]
    office.accounts.locked(guard)
    with pytest.raises(SignInRefused):
        office.accounts.unlock(guard, Secret("wrong"))
    office.accounts.unlock(guard, PASSWORD)
    office.accounts.sign_out(guard)
    tail = [(e.action, e.result, e.user_id) for e in office.log()[-4:]]
    assert tail == [
        ("screen_locked", "ok", guard.user_id),
        ("screen_unlocked", "wrong", guard.user_id),
        ("screen_unlocked", "ok", guard.user_id),
        ("sign_out", "ok", guard.user_id),
    ]


def test_no_password_and_no_mistyped_name_reaches_the_log(office: Office) -> None:
    for name, password in (("it", "Bi-mat-so-1"), ("Bi-mat-so-2", "x")):
        with pytest.raises(SignInRefused):
            office.accounts.sign_in(name, Secret(password))
    assert [e.result for e in office.log()[-2:]] == ["wrong", "wrong"]
    assert "Bi-mat" not in repr(office.log())
    assert "bi-mat" not in repr(office.log())


# -- managing accounts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("made", list(Role))
def test_the_board_makes_any_account_it_all_but_the_boards_others_none(office: Office, role: Role, made: Role) -> None:
    actor = office.people[role]
    allowed = role is Role.BOARD or (role is Role.IT and made is not Role.BOARD)
    if allowed:
        assert office.accounts.create(actor, _draft(role=made.value), GOOD).role is made
        assert office.accounts.sign_in("moi", GOOD).role is made
        assert "account_created" in office.acts()
    else:
        with pytest.raises(NotAllowed):
            office.accounts.create(actor, _draft(role=made.value), GOOD)
        assert office.log()[-1].result == "not_allowed"
        assert "moi" not in {user.username for user in office.accounts.users(office.board)}


def test_it_touches_no_board_account_in_any_way_and_promotes_nobody(office: Office) -> None:
    board, guard = _id(office, Role.BOARD), _id(office, Role.GUARD)
    it, accounts = office.it, office.accounts
    for attempt in (
        lambda: accounts.set_enabled(it, board, False),
        lambda: accounts.reset_password(it, board, GOOD),
        lambda: accounts.edit(it, board, _draft(role="guard")),
        lambda: accounts.edit(it, guard, _draft(role="board")),
        lambda: accounts.edit(it, it.user_id, _draft(role="board")),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert office.accounts.sign_in("huong", PASSWORD).role is Role.BOARD


@pytest.mark.parametrize("role", [Role.GUARD_LEAD, Role.GUARD, Role.FINANCE, Role.UNIT])
def test_the_others_manage_nothing(office: Office, role: Role) -> None:
    actor, accounts, target = office.people[role], office.accounts, _id(office, Role.IT)
    for attempt in (
        lambda: accounts.users(actor),
        lambda: accounts.set_enabled(actor, target, False),
        lambda: accounts.reset_password(actor, target, GOOD),
        lambda: accounts.edit(actor, target, _draft()),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_last_enabled_board_account_stays(office: Office) -> None:
    board = _id(office, Role.BOARD)
    with pytest.raises(InvalidInput) as caught:
        office.accounts.set_enabled(office.board, board, False)
    assert caught.value.reasons == {"enabled": "last_board"}
    with pytest.raises(InvalidInput) as caught:
        office.accounts.edit(office.board, board, _draft(role="guard"))
    assert caught.value.reasons == {"role": "last_board"}
    deputy = office.accounts.create(office.board, _draft(username="pho", role="board"), GOOD)
    office.accounts.set_enabled(office.board, board, False)
    signed_in = office.accounts.sign_in("pho", GOOD)
    with pytest.raises(InvalidInput):
        office.accounts.set_enabled(signed_in, deputy.id, False)


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"username": "  "}, "username", "username_missing"),
        ({"username": "a b"}, "username", "username_invalid"),
        ({"username": "x"}, "username", "username_invalid"),
        ({"username": "HƯƠNG"}, "username", "username_taken"),
        ({"name": " "}, "name", "name_missing"),
        ({"role": "headmaster"}, "role", "role_unknown"),
    ],
)
def test_a_form_comes_back_with_its_reasons(office: Office, changes: dict[str, str], field: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        office.accounts.create(office.board, _draft(**changes), GOOD)
    assert caught.value.reasons == {field: reason}


def test_editing_changes_what_is_shown_and_logs_a_new_role(office: Office) -> None:
    guard = _id(office, Role.GUARD)
    draft = UserDraft("baove", "  Phạm  Văn Bảo ", "guard_lead", "Tổ trưởng", "0987")
    view = office.accounts.edit(office.board, guard, draft)
    assert (view.username, view.name, view.role, view.phone) == ("baove", "Phạm Văn Bảo", Role.GUARD_LEAD, "0987")
    assert office.log()[-1].details == {"role_before": "guard", "role": "guard_lead"}
    assert not office.accounts.still_valid(office.people[Role.GUARD])


def test_a_reset_ends_a_lock_out_and_an_own_change_needs_the_old_password(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            office.accounts.sign_in("guard", Secret("wrong"))
    office.accounts.reset_password(office.it, _id(office, Role.GUARD), GOOD)
    guard = office.accounts.sign_in("guard", GOOD)
    with pytest.raises(SignInRefused):
        office.accounts.change_password(guard, Secret("wrong"), PASSWORD)
    with pytest.raises(InvalidInput) as caught:
        office.accounts.change_password(guard, GOOD, Secret("ngắn"))
    assert caught.value.reasons == {"password": "password_short"}
    with pytest.raises(InvalidInput) as caught:
        office.accounts.change_password(guard, GOOD, GOOD)
    assert caught.value.reasons == {"password": "password_same"}
    office.accounts.change_password(guard, GOOD, PASSWORD)
    office.accounts.sign_in("guard", PASSWORD)
    assert {"password_reset", "password_changed"} <= set(office.acts())


def test_an_account_that_is_not_there_is_a_known_error(office: Office) -> None:
    with pytest.raises(InvalidInput) as caught:
        office.accounts.reset_password(office.board, 999, GOOD)
    assert caught.value.reasons == {"user": "user_unknown"}


def test_what_the_window_may_show_follows_the_table(office: Office) -> None:
    assert office.accounts.may(office.board, Action.APPROVE)
    assert not office.accounts.may(office.it, Action.RELEASE_HOLD)
    assert office.accounts.right(office.it, Action.RELEASE_HOLD) is Grant.ASK
