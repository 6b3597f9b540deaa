"""Post-stratification: the effect within each stratum, weighted by how many people are in it.

Within a stratum each outcome (a mean has one, a ratio two) is the control's level and the effect; with what was before,
from a regression on arm and before, read at the stratum's mean before. Strata are weighted by their people, whose
numbers are random too (multinomial). Miratrix, Sekhon and Yu 2013; Lin 2013.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from uems.experiments.effect import NO_BASELINE, NO_VARIANCE, Difference, Effect, effect, level, welch, with_theta
from uems.experiments.moments import (
    WIDTH,
    Arm,
    ArmsDiffer,
    Matrix,
    Moments,
    Quantile,
    Stratum,
    Vector,
    covariance,
    means,
    plain,
    pooled,
)

_PER_OUTCOME = 3
"""Degrees of freedom that a regression takes for each outcome: level, effect, before."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One stratum: for each outcome the control's level, then the effect; `spread` = their covariance × `n`."""

    n: int
    means: Vector
    spread: Matrix
    failed: str | None = None


def stratified(strata: Sequence[Stratum], difference: Difference) -> Effect:
    """The effect weighted over strata; strata that say nothing by themselves join the largest; with one left, plain."""
    everybody = pooled(strata)
    a, b = level(everybody[0]), level(everybody[1])
    if a.variance <= 0 or b.variance <= 0:
        return Effect(failed=NO_VARIANCE, stratified=True)
    if a.base == 0:
        return Effect(failed=NO_BASELINE, stratified=True)
    usable = joined(strata)
    if len(usable) == 1:
        return effect(usable, difference)
    cells = [cell(*one) for one in usable]
    failed = next((one.failed for one in cells if one.failed), None)
    if failed:
        return Effect(failed=failed, stratified=True)
    found = _combined(cells, difference == "relative")
    adjusted = with_theta(*everybody)
    degrees = 0.0 if found.failed else welch(level(adjusted[0]), level(adjusted[1]))
    return replace(found, degrees=degrees, unit=difference)


def joined(strata: Sequence[Stratum]) -> list[Stratum]:
    """The strata from the largest on, those without a variance of their own added to the largest."""
    largest, *others = sorted(strata, key=lambda one: -(one[0].n + one[1].n))
    kept = [largest]
    for one in others:
        if _speaks(one):
            kept.append(one)
        else:
            kept[0] = pooled([kept[0], one])
    return kept


def _speaks(stratum: Stratum) -> bool:
    control, treatment = stratum
    wide = isinstance(control, Moments) and control.shape == "adjusted_ratio"
    if wide and control.n + treatment.n <= 2 * _PER_OUTCOME:
        return False
    return level(control).variance > 0 and level(treatment).variance > 0


def cell(control: Arm, treatment: Arm) -> Cell:
    """What one stratum says by itself. Raises ArmsDiffer."""
    if isinstance(control, Quantile) or isinstance(treatment, Quantile) or control.shape != treatment.shape:
        raise ArmsDiffer(about="stratify: quantiles have no strata, and arms are of one kind")
    if level(control).variance <= 0 or level(treatment).variance <= 0:
        return Cell(0, np.zeros(2), np.zeros((2, 2)), NO_VARIANCE)
    outcomes = WIDTH[plain(control).shape]
    told = control.shape.startswith("adjusted")
    told = told and all(min(np.diag(covariance(arm))[outcomes:]) > 0 for arm in (control, treatment))
    return _regressed(control, treatment, outcomes) if told else _compared(plain(control), plain(treatment))


def _compared(control: Moments, treatment: Moments) -> Cell:
    """Levels and differences of means."""
    n = control.n + treatment.n
    a, b = covariance(control) * n / control.n, covariance(treatment) * n / treatment.n
    spread = np.kron(a, [[1, -1], [-1, 1]]) + np.kron(b, [[0, 0], [0, 1]])
    at, to = means(control), means(treatment)
    return Cell(n, np.ravel(np.column_stack([at, to - at])), spread)


def _regressed(control: Moments, treatment: Moments, outcomes: int) -> Cell:
    """Levels and effects of a regression of each outcome on 1, arm and what was before, at the mean before."""
    n, k = control.n + treatment.n, outcomes
    sums, products = np.add(control.sums, treatment.sums), np.add(control.products, treatment.products)
    design = np.zeros((2 + k, 2 + k))
    design[0, :] = design[:, 0] = [n, treatment.n, *sums[k:]]
    design[1, 1:] = design[1:, 1] = [treatment.n, *treatment.sums[k:]]
    design[2:, 2:] = products[k:, k:]
    answers = np.vstack([sums[:k], treatment.sums[:k], products[k:, :k]])
    try:
        inverse = np.linalg.inv(design)
    except np.linalg.LinAlgError:
        return _compared(plain(control), plain(treatment))
    fitted = inverse @ answers
    residual = (products[:k, :k] - answers.T @ fitted) / (n - _PER_OUTCOME * k)
    before = sums[k:] / n
    drift = (products[k:, k:] / n - np.outer(before, before)) / (n - 1)
    contrast = np.array([[1.0, 0.0, *before], [0.0, 1.0, *np.zeros(k)]])
    spread = np.kron(residual, contrast @ inverse @ contrast.T)
    extra = residual * np.trace(inverse[2:, 2:] @ drift) + fitted[2:].T @ drift @ fitted[2:]
    spread += np.kron(extra, [[1, 0], [0, 0]])
    return Cell(n, np.ravel((contrast @ fitted).T), spread * n)


def _combined(cells: Sequence[Cell], relative: bool) -> Effect:
    total = sum(one.n for one in cells)
    weights = np.array([one.n / total for one in cells])
    rows = np.array([one.means for one in cells])
    at = weights @ rows
    chance = np.diag(weights) - np.outer(weights, weights)
    spread = rows.T @ chance @ rows + sum(w * one.spread for w, one in zip(weights, cells, strict=True))
    base, estimate, slope = _contrast(at, relative)
    variance = float(slope @ spread @ slope) / total
    if variance <= 0:
        return Effect(failed=NO_VARIANCE, stratified=True)
    if base == 0:
        return Effect(failed=NO_BASELINE, stratified=True)
    return Effect(estimate, float(np.sqrt(variance)), total, base=base, stratified=True)


def _contrast(at: Vector, relative: bool) -> tuple[float, float, Vector]:
    """The control's level, the effect, and how the effect follows levels and effects of the outcomes."""
    if len(at) == 2:
        base, treated = at[0], at[0] + at[1]
        of_base, of_treated = np.array([1.0, 0.0]), np.array([1.0, 1.0])
    else:
        below, all_below = at[2], at[2] + at[3]
        if below == 0 or all_below == 0:
            return 0.0, 0.0, np.zeros(4)
        base, treated = at[0] / below, (at[0] + at[1]) / all_below
        of_base = np.array([1.0, 0.0, -base, 0.0]) / below
        of_treated = np.array([1.0, 1.0, -treated, -treated]) / all_below
    estimate, slope = treated - base, of_treated - of_base
    if relative and base != 0:
        slope = (slope - estimate / base * of_base) / abs(base)
        estimate = estimate / abs(base)
    return float(base), float(estimate), slope
