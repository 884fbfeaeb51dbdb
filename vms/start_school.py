"""What the last button of the first start does: accounts, the school's name, days to keep, and the demo's cameras."""

from __future__ import annotations

from dataclasses import replace

from vms.services.accounts import Actor, UserDraft
from vms.services.demo_school import DemoSchool
from vms.ui.first_run.plan import NewAccount, Plan
from vms.ui.parts import Parts

_RETENTION = "retention_days"


def start_school(parts: Parts, demo: DemoSchool, plan: Plan) -> Actor:
    """Make everything; the board's person comes back signed in. On a task thread.

    The board's account comes first: what fails after it can be repeated in the settings. Raises InvalidInput.
    """
    board = plan.board
    actor = parts.accounts.create_first_board(board.name, board.title, board.username, board.password, board.phone)
    profile = parts.school.profile()
    parts.school.set_profile(
        actor,
        replace(profile, name=plan.school, parent_body=plan.parent_body, abbreviation=plan.abbreviation),
    )
    limit = parts.limits.get(_RETENTION)
    if plan.days != limit.value:
        parts.limits.set(actor, _RETENTION, plan.days, limit.basis)
    for account in plan.staff:
        if account.wanted:
            parts.accounts.create(actor, _draft(account), account.password)
    for key, value in (("language", plan.language), ("text_scale", plan.text_scale)):
        parts.preferences.set(actor, key, value)
    if plan.demo:
        demo.choose()
    return actor


def _draft(account: NewAccount) -> UserDraft:
    return UserDraft(account.username, account.name, account.role, account.title, account.phone)
