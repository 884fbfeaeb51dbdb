from __future__ import annotations

from dataclasses import replace

from vms.services.alarm_views import AlarmNews, AlarmView, Verdict
from vms.ui.alarms.book import SETTLED_KEPT, Book, answered, failed, merged, pressed
from vms.ui.alarms.losses import RECORDER_KEY
from vms.ui.wall.pane_state import Tamper

S = 1_000_000


def alarm(
    number: int, kind: str = "offline", began: int = 0, *, camera: int | None = 1, here: bool = True
) -> AlarmView:
    return AlarmView(
        id=number, camera_id=camera, label="C01", area="", kind=kind, reason="", host="PC-1", here=here,
        began_us=began * S, seen_us=began * S, ended_us=None, times=1, acknowledged_us=None, acknowledged_by="",
        verdict="", note="", stills=False, version=number,
    )  # fmt: skip


def news(*alarms: AlarmView, version: int = 9, whole: bool = False) -> AlarmNews:
    return AlarmNews(alarms, version, sum(one.waiting for one in alarms), whole)


def done(one: AlarmView, at: int, *, ended: bool = True) -> AlarmView:
    return replace(one, acknowledged_us=at * S, ended_us=at * S if ended else None, version=one.version + 100)


def test_act_now_stands_above_losses_and_the_newest_on_top() -> None:
    book = merged(
        Book(), news(alarm(1, began=1), alarm(2, "moved", 2), alarm(3, began=3), alarm(4, "dark", 4), whole=True)
    )
    assert [one.id for one in book.waiting()] == [4, 2, 3, 1]
    back = merged(book, news(replace(alarm(3, began=3), ended_us=5 * S)))
    assert [one.id for one in back.waiting()] == [4, 2, 3, 1], "what comes back doesn't jump away under the pointer"


def test_what_is_acknowledged_moves_to_the_other_list() -> None:
    book = merged(Book(), news(alarm(1), alarm(2), whole=True))
    book = merged(book, news(done(alarm(1), 7), done(alarm(2), 8)))
    assert book.waiting() == [] and [one.id for one in book.settled()] == [2, 1]


def test_an_acknowledgement_is_seen_at_once_and_old_news_does_not_bring_the_alarm_back() -> None:
    first = alarm(1)
    book = pressed(merged(Book(), news(first, whole=True)), first, Verdict.FALSE, "gió", "Hùng", 5 * S)
    assert book.waiting() == [] and book.waiting_count == 0
    assert (book.settled()[0].acknowledged_by, book.settled()[0].note) == ("Hùng", "gió")
    assert pressed(book, first, Verdict.SEEN, "", "Hùng", 6 * S) == book, "a second press is nothing"
    late = merged(book, news(first, whole=True))
    assert late.waiting() == [] and late.waiting_count == 0
    known = answered(late, done(first, 6, ended=False))
    assert known.waiting() == [] and known.pressed == {}
    refused = merged(failed(late, 1), news(first, whole=True))
    assert [one.id for one in refused.waiting()] == [1] and refused.waiting_count == 1


def test_losses_that_go_on_are_known_by_camera_and_the_recorder_only_of_this_pc() -> None:
    mine, theirs = alarm(5, "recorder", camera=None), alarm(6, "recorder", camera=None, here=False)
    seen = done(alarm(2, camera=2), 3, ended=False)
    over = done(alarm(3, camera=3), 3)
    book = merged(Book(), news(alarm(1), seen, over, alarm(4, "covered", camera=4), mine, theirs, whole=True))
    assert {key: one.id for key, one in book.losses().items()} == {1: 1, 2: 2, RECORDER_KEY: 5}


def test_panes_show_tampering_until_it_is_over_and_acknowledged() -> None:
    waits = replace(alarm(1, "covered", 4), ended_us=9 * S)
    goes_on = done(alarm(2, "moved", 5, camera=2), 6, ended=False)
    over = done(alarm(3, "dark", 5, camera=3), 6)
    book = merged(Book(), news(waits, goes_on, over, alarm(4, camera=4), whole=True))
    assert book.tampers() == {1: Tamper("covered", 4 * S), 2: Tamper("moved", 5 * S, acknowledged=True)}


def test_the_list_of_a_shift_does_not_grow_for_ever() -> None:
    book = Book()
    for number in range(1, 200):
        book = merged(book, news(done(alarm(number), number)))
    assert len(book.alarms) == SETTLED_KEPT and book.settled()[0].id == 199
