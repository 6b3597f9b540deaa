"""Group-sequential test: alpha is spent along a planned number of people after O'Brien and Fleming.

Lan and DeMets 1983: until the share t of the plan, 4 (1 − Φ(z(1 − α/4) / √t)) of alpha is spent, hardly any early on.
The boundaries follow by recursive integration of the path's density between them (Armitage, McPherson and Rowe 1969).
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from uems.base.words import Text
from uems.experiments.distribution import normal_above, normal_quantile, student_above, student_beyond
from uems.experiments.effect import Effect, far, span
from uems.experiments.engine import Engine, EngineSettingsInvalid, Judgement
from uems.experiments.engine import Settings as Common

_NODES = 81
_FARTHEST = 9.0
"""|z| beyond which nothing is expected."""
_STEPS = 30
_CLOSE = 1e-7
_LEAST_P = 1e-6
_CLOSER = 3.0
"""Nodes for each step up to the boundary."""
_CENTRE, _NOTHING = 0.49, 1e-300

APART = 1e-4
"""The least share of the plan between two looks; the path hardly moves in less."""

Looks = Annotated[list[Annotated[float, Field(gt=0, le=1e6)]], Field(min_length=1, max_length=100)]


class Settings(Common):
    """`looks`: at which shares of the planned number of people one looked, rising, the last is now. Only the last may
    be 1 or more: all of alpha is spent by then."""

    looks: Looks = Field([1.0], description="Shares of the planned people at each look so far; the last is now")

    @model_validator(mode="after")
    def _rising(self) -> "Settings":
        if not _sound(self.looks):
            raise ValueError("looks rise, by 0.0001 at least; only the last may be 1 or more")
        return self


def _sound(looks: Sequence[float]) -> bool:
    return all(sooner < 1 and later - sooner >= 0.99 * APART for sooner, later in pairwise((0.0, *looks)))


def judge(effect: Effect, settings: Settings) -> Judgement:
    looks = tuple(settings.looks)
    t = abs(far(effect))
    boundary = reach(boundaries(looks, settings.alpha)[-1], effect.degrees)
    low, high = span(effect, boundary)
    return Judgement(
        effect.estimate,
        effect.error,
        low,
        high,
        p=repeated(looks, _as_normal(t, effect.degrees)),
        boundary=boundary,
        clear=t >= boundary,
    )


def reach(edge: float, degrees: float) -> float:
    """The boundary for a variance that is estimated: as rare for Student's t as the edge is for the normal (Jennison
    and Turnbull 2000, §3.8); 0 degrees = the variance is known."""
    above = normal_above(edge)
    return student_beyond(above, degrees) if degrees > 0 and above < _CENTRE else edge


def _as_normal(t: float, degrees: float) -> float:
    above = student_above(t, degrees) if degrees > 0 else 1.0
    return -normal_quantile(max(above, _NOTHING)) if above < _CENTRE else t


def spent(share: float, alpha: float) -> float:
    """How much of alpha is spent at a share of the plan; all of it from 1 on."""
    return 4 * normal_above(normal_quantile(1 - alpha / 4) / math.sqrt(min(1.0, share)))


def repeated(looks: tuple[float, ...], z: float) -> float:
    """The repeated p-value: the alpha at whose last boundary |z| lies, between 1e-6 and 1.

    The boundary is nearly a straight line in the normal quantile of alpha, so a secant soon meets it.
    """

    def short(at: float) -> float:
        return boundaries(looks, 2 * normal_above(at))[-1] - z

    low, high = 0.01, -normal_quantile(_LEAST_P / 2)
    if short(high) <= 0:
        return _LEAST_P
    if short(low) >= 0:
        return 1.0
    before, at = low, min(max(z, low + 0.01), high)
    missed, missing = short(before), short(at)
    for _ in range(_STEPS):
        if abs(missing) < _CLOSE or missing == missed:
            break
        after = min(max(at - missing * (at - before) / (missing - missed), low), high)
        before, missed, at, missing = at, missing, after, short(after)
    return 2 * normal_above(at)


@lru_cache(4096)
def boundaries(looks: tuple[float, ...], alpha: float) -> tuple[float, ...]:
    """What |z| has to reach at each look, so that under no effect all alpha that may be spent until then is spent.

    A last look beyond 1 spends what is left at the people who are really there. Raises EngineSettingsInvalid for looks
    that do not rise.
    """
    if not _sound(looks):
        raise EngineSettingsInvalid(about="looks rise, over 0; only the last may be 1 or more")
    found: list[float] = []
    nodes, mass, before = np.zeros(1), np.ones(1), 0.0
    for share, after in zip(looks, (*looks[1:], None), strict=True):
        step = math.sqrt(share - before)
        due = spent(share, alpha) - (spent(before, alpha) if before else 0.0)
        edge = _edge(nodes, mass, step, due, math.sqrt(share))
        found.append(edge)
        if after is None:
            break
        far_out = edge * math.sqrt(share)
        base, weight = _between(far_out / math.sqrt(after - share))
        fresh = base * far_out
        density = np.exp(-0.5 * ((fresh[:, None] - nodes[None, :]) / step) ** 2) / (step * math.sqrt(2 * math.pi))
        nodes, mass, before = fresh, weight * far_out * (density @ mass), share
    return tuple(found)


def _between(steps: float) -> tuple[np.ndarray, np.ndarray]:
    """Where the density is kept on [−1, 1] and with what weight, for boundaries so many steps out: close enough for
    the next step's curve, or a short step would make paths out of nothing."""
    return _gauss(max(_NODES, _NODES * math.ceil(_CLOSER * steps / _NODES)))


@lru_cache(32)
def _gauss(nodes: int) -> tuple[np.ndarray, np.ndarray]:
    base, weight = np.polynomial.legendre.leggauss(nodes)
    return base, weight


def _edge(nodes: np.ndarray, mass: np.ndarray, step: float, due: float, unit: float) -> float:
    """The |z| beyond which exactly `due` of the paths that are still inside go with this step, by Newton's method."""
    if _beyond(nodes, mass, step, _FARTHEST * unit)[0] >= due:
        return _FARTHEST
    low, high = 0.0, _FARTHEST
    edge = -normal_quantile(min(due, 0.999) / 2)
    for _ in range(60):
        gone, slope = _beyond(nodes, mass, step, edge * unit)
        low, high = (edge, high) if gone > due else (low, edge)
        next_edge = edge + (gone - due) / (slope * unit) if slope > 0 else low
        next_edge = next_edge if low < next_edge < high else (low + high) / 2
        if abs(next_edge - edge) < 1e-10:
            break
        edge = next_edge
    return edge


def _beyond(nodes: np.ndarray, mass: np.ndarray, step: float, reach: float) -> tuple[float, float]:
    """How much goes beyond ± reach, and how fast that falls with reach; the paths are symmetric."""
    far = (reach - nodes) / step
    gone = float(mass @ [normal_above(one) for one in far.tolist()])
    slope = float(mass @ np.exp(-0.5 * far * far)) / math.sqrt(2 * math.pi)
    return 2 * gone, 2 * slope / step


offers = Engine(
    "spending",
    Text("α 消耗（O'Brien–Fleming）", "Alpha spending (O'Brien–Fleming)"),
    Text("按计划人数提前设定，期间可多次查看", "For a planned number of people, with looks on the way"),
    Settings,
    judge,
    anytime=True,
)
