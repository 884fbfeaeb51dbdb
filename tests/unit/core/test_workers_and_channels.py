from __future__ import annotations

import threading
import time

import pytest

from vms.core.channels import BoundedQueue, Closed, Latest
from vms.core.tasks import Tasks
from vms.core.workers import BACKOFF_STEPS, Backoff, Worker


class Counting(Worker):
    def __init__(self) -> None:
        super().__init__("counting")
        self.count = 0

    def run(self) -> None:
        while not self.stopping.wait(0.01):
            self.count += 1


class Failing(Worker):
    def run(self) -> None:
        raise RuntimeError("broken")


class Stubborn(Worker):
    def __init__(self) -> None:
        super().__init__("stubborn")
        self.let_go = threading.Event()

    def run(self) -> None:
        self.let_go.wait()


def test_a_worker_runs_and_stops() -> None:
    worker = Counting()
    worker.start()
    while worker.count < 2:
        time.sleep(0.005)
    assert worker.stop()
    assert not worker.alive


def test_a_worker_never_started_can_be_stopped() -> None:
    assert Counting().stop()


@pytest.mark.logs("worker_failed")
def test_a_failing_worker_keeps_its_failure() -> None:
    worker = Failing("failing")
    worker.start()
    assert worker.join(2)
    assert isinstance(worker.failure, RuntimeError)


@pytest.mark.logs("worker_still_running")
def test_a_worker_past_its_deadline_is_reported() -> None:
    worker = Stubborn()
    worker.start()
    assert not worker.stop(deadline=0.05)
    worker.let_go.set()
    assert worker.join(2)


def test_backoff_grows_to_its_last_step_and_resets() -> None:
    backoff = Backoff(seed=1)
    waits = [backoff.next() for _ in range(8)]
    for wait, base in zip(waits, (*BACKOFF_STEPS, 5.0, 5.0, 5.0), strict=True):
        assert base * 0.8 <= wait <= base * 1.2
    backoff.reset()
    assert backoff.attempt == 0
    assert backoff.next() <= BACKOFF_STEPS[0] * 1.2


def test_a_full_queue_refuses_and_counts() -> None:
    queue: BoundedQueue[int] = BoundedQueue(2)
    assert queue.put(1)
    assert queue.put(2)
    assert not queue.put(3)
    assert queue.dropped == 1
    assert queue.get(0) == 1
    queue.close()
    assert queue.get(0) == 2
    with pytest.raises(Closed):
        queue.get(0)


def test_a_closing_queue_wakes_its_reader() -> None:
    queue: BoundedQueue[int] = BoundedQueue(1)
    ended = threading.Event()

    def read() -> None:
        with pytest.raises(Closed):
            queue.get(30)
        ended.set()

    reader = threading.Thread(target=read)
    reader.start()
    queue.close()
    assert ended.wait(2)
    reader.join()


def test_latest_keeps_only_the_newest() -> None:
    slot: Latest[str] = Latest()
    slot.put("old")
    slot.put("new")
    assert slot.take() == "new"
    assert slot.take() is None


def test_tasks_bring_results_and_errors_home() -> None:
    home: list[object] = []
    arrived = threading.Semaphore(0)

    def post(call) -> None:
        call()
        arrived.release()

    def fail() -> int:
        raise ValueError("no")

    tasks = Tasks(post)
    tasks.submit(lambda: 7, home.append, home.append)
    assert arrived.acquire(timeout=2)
    tasks.submit(fail, home.append, home.append)
    assert arrived.acquire(timeout=2)
    tasks.close()
    assert home[0] == 7
    assert isinstance(home[1], ValueError)
