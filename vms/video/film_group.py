"""Films that play together in the media process: one clock for all, or, out of step, one for each."""

from __future__ import annotations

import logging

from vms.core.clock import Clock
from vms.core.log import event
from vms.video.control import GroupCommand
from vms.video.play_orders import GroupSpec, SetSync, Step
from vms.video.playclock import PlayClock
from vms.video.player import Player, order_clock
from vms.video.room import ROOM_BYTES

_log = logging.getLogger(__name__)

# Decoded pictures kept for going back, of all films together.
_ALL_ROOM_BYTES = 192 << 20


class FilmGroup:
    """Owned by the control thread of the media process."""

    def __init__(self, spec: GroupSpec, clock: Clock) -> None:
        self._clock = PlayClock(clock, spec.start_us, playing=spec.playing, number=spec.number)
        self._clock.set_speed(spec.speed)
        self._clock.set_loop(spec.loop)
        self._synced = spec.synced
        self._players: dict[int, Player] = {}

    def add(self, view: int, player: Player) -> None:
        """A film that isn't started yet."""
        self._players[view] = player
        if self._synced:
            player.follow(self._clock, stay=False)
        self._share_room()

    def remove(self, view: int) -> None:
        """The film is closed."""
        player = self._players.pop(view, None)
        if player is not None:
            player.clock.leave(player)
            self._share_room()

    def take(self, command: GroupCommand) -> None:
        """Do what was asked."""
        chosen = self._players.get(command.chosen) if command.chosen is not None else None
        order = command.command
        if isinstance(order, SetSync):
            self._sync(chosen, on=order.on)
        elif isinstance(order, Step):
            if chosen is not None:
                chosen.command(order)
            elif self._synced:
                self._clock.pause()
        elif self._synced:
            order_clock(self._clock, order)
        elif chosen is not None:
            order_clock(chosen.clock, order)

    def _sync(self, chosen: Player | None, *, on: bool) -> None:
        if on == self._synced:
            return
        self._synced = on
        event(_log, "films_in_step" if on else "films_out_of_step", films=len(self._players))
        if not on:
            for player in self._players.values():
                player.follow(self._clock.copy(), stay=True)
            return
        if chosen is not None:
            # The new common clock is what the chosen one's was; the others go there.
            self._clock = chosen.clock.copy()
        for player in self._players.values():
            player.follow(self._clock, stay=player is chosen)

    def _share_room(self) -> None:
        for player in self._players.values():
            player.film.room_bytes = min(ROOM_BYTES, _ALL_ROOM_BYTES // max(1, len(self._players)))
