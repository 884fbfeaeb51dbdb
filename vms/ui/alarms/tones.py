"""The sounds of alarms, made of sine waves: 16-bit mono samples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
_PEAK = 0.8
_FADE_S = 0.008

Samples = NDArray[np.int16]


def urgent(volume: int) -> Samples:
    """Two tones that chase each other, 1.2 s: heard over a yard full of children. ``volume`` 0…100."""
    high, low = _tone(988.0, 0.15), _tone(740.0, 0.15)
    return _loud(np.concatenate([high, low] * 4), volume)


def soft(volume: int) -> Samples:
    """Two falling notes that die away, 0.9 s: something to look at soon."""
    return _loud(np.concatenate([_bell(659.3, 0.35), _bell(523.3, 0.55)]), 0.6 * volume)


def _tone(hertz: float, seconds: float) -> NDArray[np.float64]:
    at = np.arange(round(RATE * seconds)) / RATE
    # A little of the octave above carries further on small speakers.
    wave = 0.8 * np.sin(2 * np.pi * hertz * at) + 0.2 * np.sin(4 * np.pi * hertz * at)
    return _faded(wave)


def _bell(hertz: float, seconds: float) -> NDArray[np.float64]:
    at = np.arange(round(RATE * seconds)) / RATE
    return _faded(np.sin(2 * np.pi * hertz * at) * np.exp(-5.0 * at))


def _faded(wave: NDArray[np.float64]) -> NDArray[np.float64]:
    """No click at either end."""
    length = round(RATE * _FADE_S)
    ramp = np.linspace(0.0, 1.0, length)
    wave[:length] *= ramp
    wave[-length:] *= ramp[::-1]
    return wave


def _loud(wave: NDArray[np.float64], volume: float) -> Samples:
    # The ear hears loudness about as the square root of the amplitude.
    amplitude = _PEAK * (max(0.0, min(100.0, volume)) / 100) ** 2
    return np.asarray(np.rint(wave * (amplitude * 32767)), dtype=np.int16)
