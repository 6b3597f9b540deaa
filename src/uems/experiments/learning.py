"""What was learned from decided experiments together: how often something won, and effects freed of luck."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 3
"""Fewer experiments say nothing about how effects usually lie."""


@dataclass(frozen=True, slots=True)
class Usual:
    """How true effects lie among experiments: normal around `mean`, with this `variance`."""

    mean: float
    variance: float


def usual(estimates: Sequence[float], errors: Sequence[float]) -> Usual | None:
    """The normal distribution of true effects behind the seen ones, by moments; None of fewer than three.

    DerSimonian and Laird 1986: Q = Σ w (e − ē)², w = 1 / s²; variance = (Q − (k − 1)) / (Σ w − Σ w² / Σ w), not under
    0; the mean with weights 1 / (s² + variance)."""
    if len(estimates) < LEAST:
        return None
    weights = [1 / error**2 for error in errors]
    whole = math.fsum(weights)
    middle = math.fsum(w * e for w, e in zip(weights, estimates, strict=True)) / whole
    apart = math.fsum(w * (e - middle) ** 2 for w, e in zip(weights, estimates, strict=True))
    room = whole - math.fsum(w * w for w in weights) / whole
    variance = max(0.0, (apart - (len(estimates) - 1)) / room) if room > 0 else 0.0
    weights = [1 / (error**2 + variance) for error in errors]
    mean = math.fsum(w * e for w, e in zip(weights, estimates, strict=True)) / math.fsum(weights)
    return Usual(mean, variance)


def shrunk(estimate: float, error: float, among: Usual) -> tuple[float, float]:
    """The effect and its error after the seen one is drawn towards the usual one: the posterior of a normal prior.

    Empirical Bayes (Efron and Morris 1973; James and Stein 1961)."""
    if among.variance == 0:
        return among.mean, 0.0
    own = among.variance / (among.variance + error**2)
    return own * estimate + (1 - own) * among.mean, math.sqrt(own) * error
