"""The program's side of a group of films: one clock, and how it stands, so that a new media process can go on."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from vms.video.control import Command, GroupCommand, OpenGroup
from vms.video.play_orders import GroupOrder, GroupSpec, Pause, Play, Seek, SetLoop, SetSpeed, SetSync, Step

if TYPE_CHECKING:
    from vms.video.client import EngineClient, EngineView


class EngineGroup:
    """A clock in the media process that films follow. All methods return at once; any thread."""

    def __init__(self, client: EngineClient, number: int, start_us: int) -> None:
        self.number, self.start_us = number, start_us
        self._client = client
        self._spec = GroupSpec(start_us)
        self._chosen: EngineView | None = None

    def command(self, order: GroupOrder, chosen: EngineView | None = None) -> None:
        """All films do it; out of step, ``chosen`` alone. ``chosen`` is the one that steps."""
        self._chosen = chosen or self._chosen
        self._remember(order)
        if isinstance(order, Seek):
            for film in self._client.films(self.number):
                film.take_back()
        self._client.post(GroupCommand(self.number, order, chosen.number if chosen else None))

    def close(self) -> None:
        """End the clock; films that still follow it stand still. May be called twice."""
        self._client.forget(self)

    def opening(self) -> list[Command]:
        """What brings the clock into a new media process; called on the keeper thread."""
        position = self._chosen.position_us if self._chosen else 0
        # A seek that the process before didn't live to do counts more than where its pictures were.
        done = self._chosen is not None and self._chosen.done_number >= self._spec.number
        return [OpenGroup(self.number, dataclasses.replace(self._spec, start_us=position) if done else self._spec)]

    def _remember(self, order: GroupOrder) -> None:
        spec = self._spec
        match order:
            case SetSync(on):
                self._spec = dataclasses.replace(spec, synced=on)
            case Seek(instant_us, number):
                self._spec = dataclasses.replace(spec, start_us=instant_us, number=number)
            case Play():
                self._spec = dataclasses.replace(spec, playing=True)
            case Pause() | Step():
                self._spec = dataclasses.replace(spec, playing=False)
            case SetSpeed(speed):
                self._spec = dataclasses.replace(spec, speed=speed)
            case SetLoop(span):
                self._spec = dataclasses.replace(spec, loop=span)
