"""The sums of an experiment's arms as JSON, and the frozen moments they become."""

from dataclasses import replace
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from uems.api.insight_body import Body
from uems.experiments.moments import Arm, Moments, Quantile, moments, ranked
from uems.metrics.correction import Correction

People = Annotated[int, Field(ge=0, le=10**15)]
Number = Annotated[float, Field(ge=-1e60, le=1e60, allow_inf_nan=False)]
_FINITE = ConfigDict(extra="forbid", allow_inf_nan=False)


class ColumnBody(BaseModel):
    """The sum of a number over people and of its square; without squares every value is 0 or 1."""

    model_config = _FINITE
    sum: Number = Field(examples=[7300.5])
    sum_squares: Number | None = Field(None, ge=0, examples=[91234.25])

    @property
    def squares(self) -> float:
        return self.sum if self.sum_squares is None else self.sum_squares

    @property
    def whether(self) -> bool:
        return self.sum_squares is None


class MeanArm(ColumnBody):
    """A mean, or, without squares, a share."""

    kind: Literal["mean"] = "mean"
    n: People = Field(examples=[44700])

    def moments(self) -> Moments:
        return _moments("mean", self.n, [self], [])


class RatioArm(BaseModel):
    """A ratio of two sums, such as revenue by orders; `product` = the sum over people of one times the other."""

    model_config = _FINITE
    kind: Literal["ratio"]
    n: People
    numerator: ColumnBody
    denominator: ColumnBody
    product: Number

    def moments(self) -> Moments:
        return _moments("ratio", self.n, [self.numerator, self.denominator], [self.product])


class AdjustedArm(BaseModel):
    """A mean with the same people's number before the experiment (CUPED); `theta` left out = the best one."""

    model_config = _FINITE
    kind: Literal["adjusted_mean"]
    n: People
    value: ColumnBody
    before: ColumnBody
    product: Number
    theta: Number | None = None

    def moments(self) -> Moments:
        found = _moments("adjusted_mean", self.n, [self.value, self.before], [self.product])
        return replace(found, theta=self.theta)


class RatioProducts(BaseModel):
    """Sums over people of products of two columns; `n`, `d` = numerator, denominator, `b` = before."""

    model_config = _FINITE
    n_d: Number
    n_nb: Number
    n_db: Number
    d_nb: Number
    d_db: Number
    nb_db: Number


class AdjustedRatioArm(BaseModel):
    """A ratio with the same people's ratio before the experiment."""

    model_config = _FINITE
    kind: Literal["adjusted_ratio"]
    n: People
    numerator: ColumnBody
    denominator: ColumnBody
    numerator_before: ColumnBody
    denominator_before: ColumnBody
    products: RatioProducts
    theta: Number | None = None

    def moments(self) -> Moments:
        columns = [self.numerator, self.denominator, self.numerator_before, self.denominator_before]
        p = self.products
        found = _moments("adjusted_ratio", self.n, columns, [p.n_d, p.n_nb, p.n_db, p.d_nb, p.d_db, p.nb_db])
        return replace(found, theta=self.theta)


class ClustersBody(BaseModel):
    """Of people with several values each: values below the quantile, all values, and the sum of their products."""

    model_config = _FINITE
    n: People
    below: ColumnBody
    values: ColumnBody
    product: Number


class QuantileArm(BaseModel):
    """A quantile at `level`, and the values at the two ranks that a 95 % range of it has; `sample` = of how many."""

    model_config = _FINITE
    kind: Literal["quantile"]
    n: People
    level: float = Field(gt=0, lt=1)
    estimate: Number
    lower: Number
    upper: Number
    sample: People | None = None
    clusters: ClustersBody | None = None

    def moments(self) -> Quantile:
        told = self.clusters
        clusters = None
        if told is not None:
            clusters = _moments("ratio", told.n, [told.below, told.values], [told.product])
        sample = self.n if self.sample is None else self.sample
        return Quantile(self.n, self.level, self.estimate, self.lower, self.upper, sample, clusters)


class NumbersArm(BaseModel):
    """A quantile at `level` of people's numbers themselves, in any order."""

    model_config = _FINITE
    kind: Literal["numbers"]
    level: float = Field(gt=0, lt=1)
    values: list[Number] = Field(min_length=1, max_length=100_000)

    def moments(self) -> Quantile:
        return ranked(np.sort(np.array(self.values, float)), self.level)


def _moments(shape: Any, n: int, columns: list[Any], products: list[float]) -> Moments:
    """`products` of each two columns, in the order of an upper triangle."""
    k = len(columns)
    square = np.diag([float(column.squares) for column in columns])
    square[np.triu_indices(k, 1)] = products
    whole = square + np.triu(square, 1).T
    return moments(shape, n, [column.sum for column in columns], whole, [column.whether for column in columns])


def _kind(arm: Any) -> Any:
    return arm.get("kind", "mean") if isinstance(arm, dict) else getattr(arm, "kind", None)


ArmBody = Annotated[
    Annotated[MeanArm, Tag("mean")]
    | Annotated[RatioArm, Tag("ratio")]
    | Annotated[AdjustedArm, Tag("adjusted_mean")]
    | Annotated[AdjustedRatioArm, Tag("adjusted_ratio")]
    | Annotated[QuantileArm, Tag("quantile")]
    | Annotated[NumbersArm, Tag("numbers")],
    Discriminator(_kind),
]
Arms = Annotated[list[ArmBody], Field(min_length=2, max_length=50)]


class ImpactBody(BaseModel):
    """For `scaled`: the people of all arms, the share of all traffic they are, and over how many days they came."""

    model_config = _FINITE
    people: People
    traffic: float = Field(1.0, gt=0, le=1)
    days: float = Field(1.0, gt=0)

    @property
    def daily(self) -> float:
        return self.people / (self.traffic * self.days)


class KnownEffect(BaseModel):
    """An effect known from elsewhere, to be judged by itself."""

    model_config = _FINITE
    estimate: Number
    error: Number = Field(gt=0)
    n: People = 0
    degrees: float = Field(1e9, ge=1, le=1e15)
    base: Number = 0.0


class BanditBody(BaseModel):
    """Next weights by Thompson sampling; the same `seed` gives the same weights."""

    model_config = _FINITE
    seed: int = Field(ge=0, lt=2**63)
    better: Literal["up", "down"] = "up"
    top_two: bool = True
    least: float = Field(0.01, le=0.5)
    prior_mean: Number = 0.0
    prior_variance: Number | None = Field(None, gt=0)


_EXAMPLE: Any = {
    "method": "sequential",
    "difference": "relative",
    "settings": {"alpha": 0.05, "tuned_at": 5000},
    "arms": [
        {"n": 3000, "sum": 1396.87, "sum_squares": 52377.98},
        {"n": 3461, "sum": 2422.7, "sum_squares": 134698.29},
    ],
    "weights": [0.5, 0.5],
}


class AnalyseBody(Body):
    """`arms`: the control first; or `strata`, each with the same arms. `people` with `weights`: the planned shares;
    `people_by` parts of the people, such as their browsers: to find the likely cause of a mismatch.

    `stratify` weighs strata by their people instead of adding them. `fieller`: a relative difference has Fieller's
    range, not that of the delta method, as in the results of experiments. `settings`: those of the method, see
    GET /api/experiments/methods."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, json_schema_extra={"example": _EXAMPLE})
    method: str = Field("frequentist", max_length=100, examples=["frequentist"])
    settings: dict[str, Any] = Field(default_factory=dict, examples=[{"alpha": 0.05}])
    difference: Literal["relative", "absolute", "scaled"] = "relative"
    arms: Arms | None = None
    strata: list[Arms] | None = Field(None, min_length=1, max_length=1000)
    effect: KnownEffect | None = None
    stratify: bool = False
    fieller: bool = False
    impact: ImpactBody | None = None
    correction: Correction = "none"
    people: list[People] | None = Field(None, max_length=50)
    weights: list[Number] | None = Field(None, max_length=50)
    people_by: dict[Annotated[str, Field(max_length=200)], Annotated[list[People], Field(max_length=50)]] = Field(
        default_factory=dict, max_length=500, examples=[{"Chrome": [31000, 31100], "Safari": [13700, 14389]}]
    )
    bandit: BanditBody | None = None

    @model_validator(mode="after")
    def _sound(self) -> "AnalyseBody":
        if sum(one is not None for one in (self.arms, self.strata, self.effect)) > 1:
            raise ValueError("arms, strata or effect: one of them")
        if self.difference == "scaled" and self.impact is None:
            raise ValueError("scaled needs impact")
        if self.fieller and (self.stratify or self.effect is not None or self.difference != "relative"):
            raise ValueError("fieller: for a relative difference of arms, not weighed over strata")
        if any(len(one) != len(self.together[0]) for one in self.together):
            raise ValueError("every stratum has the same arms")
        return self

    @property
    def daily(self) -> float | None:
        """People a day that a scaled difference is for."""
        return self.impact.daily if self.impact is not None and self.difference == "scaled" else None

    @property
    def together(self) -> list[Any]:
        """The strata as they came."""
        return self.strata or ([self.arms] if self.arms else [])

    def table(self) -> list[list[Arm]]:
        """The moments: a row for each stratum, a column for each arm."""
        return [[arm.moments() for arm in row] for row in self.together]
