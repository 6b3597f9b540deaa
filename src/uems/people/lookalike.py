"""Lookalikes: who outside a segment is most like its people, by what they did and what they are.

Every person is a set of features: an event done in the last 90 days, a value of a profile property. A feature weighs
the log of how much more common it is in the segment (naive Bayes with add-one smoothing); a person's score is the sum
of the weights of what they have and, for what they have not, of its absence. Similarity is the share of the segment's
own people who score no higher. Quality is measured with people held back: the probability that a member who was not
learned from scores above somebody outside (AUC; 0.5 = no better than chance).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.people.scope import Scope
from uems.warehouse import facts
from uems.warehouse.sql import Sql, join, sql

DAYS = 90
_EVENTS = 60
_VALUES = 60
_FEWEST = 20
_HELD_BACK = 5
"""One in so many members is not learned from."""
_CURVE = 40

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Masks = npt.NDArray[np.uint64]


class SeedTooSmall(Invalid):
    code = "seed_too_small"
    text = Text(
        f"种子分群至少需要 {_FEWEST} 人，且分群之外还要有人",
        f"A lookalike needs a seed of at least {_FEWEST} people, and people outside it",
    )


class NothingAlike(Invalid):
    code = "nothing_alike"
    text = Text("分群成员与其他人没有可用的差异", "Nothing tells the people of the segment from the others")


@dataclass(frozen=True, slots=True)
class Feature:
    """An event (`property` None) or a property's value, and the share of people who have it, in the seed and outside.
    `weight` > 0 = more common in the seed (natural log of the ratio)."""

    property: str | None
    value: Any
    seed_share: float
    other_share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Lookalike:
    """`people` = the most alike, the best first, with their similarity (0 to 1); `curve` = for sizes, the similarity of
    the last one in; `quality` = AUC on members held back."""

    seed: int
    candidates: int
    quality: float
    features: list[Feature]
    people: list[int]
    similarities: list[float]
    curve: list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Everybody by row: whether in the seed, and which features they have."""

    persons: npt.NDArray[np.uint64]
    seed: Flags
    has: Flags
    named: list[tuple[str | None, Any]]


def lookalike(inside: Sql, size: int, properties: Sequence[str], scope: Scope) -> Lookalike:
    """The `size` people outside who are most like those of `inside` (SELECT person_id). Raises SeedTooSmall,
    NothingAlike."""
    crowd = _crowd(inside, properties, scope)
    learned = crowd.seed.copy()
    learned[np.flatnonzero(crowd.seed)[::_HELD_BACK]] = False
    blind, scores = _scores(crowd, learned), _scores(crowd, crowd.seed)
    quality = _auc(blind[crowd.seed & ~learned], blind[~crowd.seed])
    outside = np.flatnonzero(~crowd.seed)
    best = outside[np.lexsort((crowd.persons[outside], -scores[outside]))]
    alike = np.searchsorted(np.sort(scores[crowd.seed]), scores[best], side="right") / crowd.seed.sum()
    points = sorted({round(n) for n in np.geomspace(1, len(best), _CURVE)})
    return Lookalike(
        int(crowd.seed.sum()),
        len(best),
        quality,
        _features(crowd),
        crowd.persons[best[:size]].tolist(),
        alike[:size].tolist(),
        [(n, float(alike[n - 1])) for n in points],
    )


def _crowd(inside: Sql, properties: Sequence[str], scope: Scope) -> _Crowd:
    names, values = _common_events(scope), _common_values(properties, scope)
    acted = _masked(_done(names, scope), scope)
    been = _masked(_been(values), scope)
    members = np.unique(scope.warehouse.columns(inside, scope.project.number)["person_id"])
    persons = np.unique(np.concatenate([acted[0], been[0], members]).astype(np.uint64))
    persons = persons[persons != 0]
    seed = np.isin(persons, members)
    if seed.sum() < _FEWEST or seed.all():
        raise SeedTooSmall(about=str(int(seed.sum())))
    has = np.hstack([_spread(persons, acted, len(names)), _spread(persons, been, len(values))])
    named: list[tuple[str | None, Any]] = [*((None, name) for name in names), *values]
    telling = np.flatnonzero(has[~seed].any(axis=0) & ~has[~seed].all(axis=0))
    if not len(telling):
        raise NothingAlike
    return _Crowd(persons, seed, has[:, telling], [named[n] for n in telling])


def _common_events(scope: Scope) -> list[str]:
    asked = sql(
        """SELECT event FROM events WHERE {acted} AND ts > {since:DateTime64(3)} AND ts <= {now:DateTime64(3)}
GROUP BY event ORDER BY count() DESC, event LIMIT {most:UInt8}""",
        acted=facts.acted(),
        since=scope.now - timedelta(days=DAYS),
        now=scope.now,
        most=_EVENTS,
    )
    return [row[0] for row in scope.ask(asked).rows]


def _common_values(properties: Sequence[str], scope: Scope) -> list[tuple[str | None, Any]]:
    """The commonest (property, JSON text of a value); not what one in two hundred has at most, such as a name."""
    if not properties:
        return []
    pairs = [sql("({n:String}, {raw})", n=name, raw=facts.person_property(name)) for name in properties]
    asked = sql(
        """SELECT pair.1, pair.2 FROM (SELECT arrayJoin([{pairs}]) AS pair FROM {persons})
WHERE pair.2 NOT IN ('', 'null') GROUP BY pair HAVING count() >= greatest(10, (SELECT count() FROM {persons}) / 200)
ORDER BY count() DESC, pair LIMIT {most:UInt8}""",
        pairs=join(", ", pairs),
        persons=facts.persons(),
        most=_VALUES,
    )
    return [(name, raw) for name, raw in scope.ask(asked).rows]


def _done(names: Sequence[str], scope: Scope) -> Sql:
    return sql(
        """SELECT person_id,
    groupBitOr(bitShiftLeft(toUInt64(1), indexOf({names:Array(String)}, toString(event)) - 1)) AS mask
FROM {events} WHERE event IN {names:Array(String)} AND ts > {since:DateTime64(3)} AND ts <= {now:DateTime64(3)}
GROUP BY person_id""",
        names=names,
        events=scope.events,
        since=scope.now - timedelta(days=DAYS),
        now=scope.now,
    )


def _been(values: Sequence[tuple[str | None, Any]]) -> Sql:
    bits = [
        sql(
            "if({raw} = {value:String}, {bit:UInt64}, 0)",
            raw=facts.person_property(str(name)),
            value=value,
            bit=1 << n,
        )
        for n, (name, value) in enumerate(values)
    ]
    mask = join(" + ", bits) if bits else sql("0")
    return sql("SELECT person_id, toUInt64({mask}) AS mask FROM {persons}", mask=mask, persons=facts.persons())


def _masked(asked: Sql, scope: Scope) -> tuple[Masks, Masks]:
    """(persons in order, the bits of each)."""
    found = scope.warehouse.columns(asked, scope.project.number)
    order = np.argsort(found["person_id"])
    return found["person_id"][order], found["mask"][order].astype(np.uint64)


def _spread(persons: Masks, masked: tuple[Masks, Masks], width: int) -> Flags:
    known, masks = masked
    has = np.zeros((len(persons), width), np.bool_, order="F")
    if len(known) and width:
        places = np.searchsorted(persons, known)
        for n in range(width):
            has[places, n] = (masks >> np.uint64(n)) & np.uint64(1)
    return has


def _shares(crowd: _Crowd, seed: Flags) -> tuple[Floats, Floats]:
    """How common each feature is among the seed and outside the segment, with one more of each kind."""
    others = ~crowd.seed
    ours = (crowd.has[seed].sum(axis=0) + 1) / (seed.sum() + 2)
    theirs = (crowd.has[others].sum(axis=0) + 1) / (others.sum() + 2)
    return ours, theirs


def _scores(crowd: _Crowd, seed: Flags) -> Floats:
    ours, theirs = _shares(crowd, seed)
    present, absent = np.log(ours / theirs), np.log((1 - ours) / (1 - theirs))
    scores: Floats = np.full(len(crowd.persons), absent.sum())
    for n, weight in enumerate(present - absent):  # a product of matrices would make eight bytes of every flag first
        scores[crowd.has[:, n]] += weight
    return scores


def _features(crowd: _Crowd) -> list[Feature]:
    """Those that weigh most, either way."""
    ours, theirs = _shares(crowd, crowd.seed)
    found = [
        Feature(name, value if name is None else json.loads(value), float(a), float(b), float(np.log(a / b)))
        for (name, value), a, b in zip(crowd.named, ours, theirs, strict=True)
    ]
    return sorted(found, key=lambda one: -abs(one.weight))[:10]


def _auc(ours: Floats, others: Floats) -> float:
    """The chance that one of ours scores above one of the others, ties half (Mann–Whitney)."""
    ordered = np.sort(others)
    below, upto = np.searchsorted(ordered, ours, "left"), np.searchsorted(ordered, ours, "right")
    return float((below + upto).mean() / 2 / len(others))
