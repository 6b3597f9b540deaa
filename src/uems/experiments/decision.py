"""What to do with a result: a clear signal, no harm, or not enough data, each with its reasons in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from uems.base.words import Text
from uems.experiments.srm import Srm

Verdict = Literal["roll_out", "roll_back", "no_harm", "not_enough", "unsound"]
"""A clear signal for or against, harm ruled out, nothing clear yet, not to be trusted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One metric's interval of the relative effect; None = no end on that side.

    `margin`: how much worse is still no harm, as a share of the control's level.
    """

    metric: str
    low: float | None
    high: float | None
    better: Literal["up", "down"] = "up"
    margin: float = 0.0

    @property
    def worst(self) -> float | None:
        """The worst effect that is not ruled out, positive = good."""
        return self.low if self.better == "up" else None if self.high is None else -self.high

    @property
    def best(self) -> float | None:
        return self.high if self.better == "up" else None if self.low is None else -self.low

    @property
    def good(self) -> bool:
        return self.worst is not None and self.worst > 0

    @property
    def bad(self) -> bool:
        """Worse than the margin allows, clearly."""
        return self.best is not None and self.best < -self.margin

    @property
    def harmless(self) -> bool:
        return self.worst is not None and self.worst >= -self.margin


@dataclass(frozen=True, slots=True)
class Decision:
    verdict: Verdict
    reasons: tuple[Text, ...]


def decide(
    aims: Sequence[Finding], guardrails: Sequence[Finding] = (), srm: Srm | None = None, reached: float | None = None
) -> Decision:
    """What to do, from the metrics the experiment is about and those it must not harm.

    `reached`: the share of the planned people that is there; None = nothing was planned. With several aims a clear
    signal for one counts as long as none is clearly worse.
    """
    if srm is not None and srm.mismatch:
        return Decision("unsound", (_mismatch(srm),))
    harmed = [one for one in guardrails if one.bad]
    if harmed:
        return Decision("roll_back", tuple(_breach(one) for one in harmed))
    worse, better = [one for one in aims if one.bad], [one for one in aims if one.good]
    if worse:
        return Decision("roll_back", tuple(_clear(one, good=False) for one in worse))
    open_guards = [one for one in guardrails if not one.harmless]
    if better and not open_guards:
        return Decision("roll_out", tuple(_clear(one, good=True) for one in better))
    if aims and all(one.harmless for one in (*aims, *guardrails)) and not better:
        return Decision("no_harm", tuple(_harmless(one) for one in aims))
    unclear = open_guards if better else [one for one in aims if not one.good]
    return Decision("not_enough", (*(_open(one) for one in unclear), *_plan(reached)))


def _mismatch(found: Srm) -> Text:
    return Text(
        f"各组人数与计划比例不符（p = {found.p:.2g}），结果不可信，先查分流、曝光与去重",
        f"The arms do not have the planned shares of people (p = {found.p:.2g}); do not trust the result, and look at "
        "assignment, exposure and deduplication first",
    )


def _breach(one: Finding) -> Text:
    return Text(
        f"护栏 {one.metric} 变差超过允许的 {_share(one.margin)}：{_range(one)}",
        f"Guardrail {one.metric} is worse than the allowed {_share(one.margin)}: {_range(one)}",
    )


def _clear(one: Finding, good: bool) -> Text:
    zh, en = ("变好", "better") if good else ("变差", "worse")
    return Text(f"{one.metric} 明确{zh}：{_range(one)}", f"{one.metric} is clearly {en}: {_range(one)}")


def _harmless(one: Finding) -> Text:
    return Text(
        f"{one.metric} 没有明确变好，但变差超过 {_share(one.margin)} 已可排除：{_range(one)}",
        f"{one.metric} is not clearly better, but worse by more than {_share(one.margin)} is ruled out: {_range(one)}",
    )


def _open(one: Finding) -> Text:
    return Text(f"{one.metric} 尚不明确：{_range(one)}", f"{one.metric} is still open: {_range(one)}")


def _plan(reached: float | None) -> tuple[Text, ...]:
    if reached is None:
        return ()
    if reached < 1:
        return (Text(f"已达计划人数的 {_share(reached)}", f"{_share(reached)} of the planned people are there"),)
    return (
        Text(
            "计划人数已到：若有效果，小于计划要发现的幅度",
            "The planned people are there: an effect, if any, is smaller than the plan was made to show",
        ),
    )


def _range(one: Finding) -> str:
    return f"{'−' if one.low is None else ''}{_change(one.low)} … {_change(one.high)}"


def _change(value: float | None) -> str:
    """As pages write it: with its sign and one decimal."""
    return "∞" if value is None else f"{value * 100:+.1f}%".replace("-", "−")


def _share(value: float) -> str:
    return f"{value * 100:.3g}%"
