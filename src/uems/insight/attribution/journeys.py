"""The ways that people came: each journey's touches in the order of time, and whether a conversion stood at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Ints = np.ndarray
Floats = np.ndarray


@dataclass(frozen=True, slots=True)
class Journeys:
    """Journey j has the touches channel[start[j]:start[j + 1]] (numbers of `names`), each `age` seconds before its end;
    `converted` is 1 where a conversion stands there, of worth `value`. A journey may have no touch. Where `weight` is
    not 1, that many journeys are alike. `stratum`: journeys of one number are alike but for their channels."""

    names: tuple[str, ...]
    start: Ints
    channel: Ints
    age: Floats
    converted: Floats
    value: Floats
    weight: Floats
    stratum: Ints
    brought: Ints
    """The number of the channel by whose touch the person was first seen at all, in this journey; -1 = none."""

    @property
    def length(self) -> Ints:
        """Touches of each journey."""
        return np.diff(self.start)

    @property
    def journey(self) -> Ints:
        """The number of the journey that each touch belongs to."""
        return np.repeat(np.arange(len(self.converted)), self.length)

    def touched(self) -> "Journeys":
        """Those with a touch: what credit can be given for."""
        kept = self.length > 0
        start = np.concatenate([[0], np.cumsum(self.length[kept])])
        columns = (self.converted, self.value, self.weight, self.stratum, self.brought)
        return Journeys(self.names, start, self.channel, self.age, *(one[kept] for one in columns))


@dataclass(frozen=True, slots=True)
class Credit:
    """How much of the conversions, and of their worth, a model gives to each channel; each adds up to the whole."""

    conversions: Floats
    value: Floats


def made(
    names: Sequence[str], start: Ints, channel: Ints, age: Floats, converted: Floats, value: Floats | None = None
) -> Journeys:
    """Journeys that are one each and of one stratum; without `value` a conversion is worth 1."""
    count = len(converted)
    worth = converted.astype(float) if value is None else value
    return Journeys(
        *(tuple(names), start, channel, age.astype(float), converted.astype(float), worth),
        *(np.ones(count), np.zeros(count, dtype=np.int64), np.full(count, -1)),
    )


def shared(journeys: Journeys, part: Floats) -> Credit:
    """Each conversion divided among its touches by `part`, which adds up to 1 in each journey."""
    count, journey = len(journeys.names), journeys.journey
    counted = journeys.weight * journeys.converted
    worth = journeys.weight * journeys.converted * journeys.value
    return Credit(
        np.bincount(journeys.channel, part * counted[journey], count),
        np.bincount(journeys.channel, part * worth[journey], count),
    )


def by_share(journeys: Journeys, share: Floats) -> Credit:
    """All conversions, and their worth, divided by a share of each channel."""
    counted = journeys.weight * journeys.converted
    return Credit(share * counted.sum(), share * (counted * journeys.value).sum())


def sets(journeys: Journeys) -> tuple[Ints, Ints]:
    """Which different sets of channels there are (rows of 0 and 1), and which of them each journey has."""
    exposed = np.zeros((len(journeys.converted), len(journeys.names)), dtype=np.uint8)
    exposed[journeys.journey, journeys.channel] = 1
    if exposed.shape[1] == 0:
        return exposed[:1], np.zeros(len(exposed), dtype=np.int64)
    packed = np.packbits(exposed, axis=1)
    keys = np.ascontiguousarray(packed).view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, place = np.unique(keys, return_index=True, return_inverse=True)
    return exposed[first], place.ravel()
