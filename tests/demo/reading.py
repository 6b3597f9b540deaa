"""Each planted truth as the product tells it: questions over HTTP alone, and what about the answers is not as planted.

A share may differ from the planted one by four standard errors, a mean likewise: whatever else it differs by is a fault
of the world or of the product.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from uems.demo.shop import COURSES
from uems.demo.truth import Experiment, Truths

ERRORS = 4
Ask = Callable[[str, dict[str, Any]], Any]
Share = tuple[int, int]
"""How many of how many."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks about the history that ended at `end`."""

    ask: Ask
    end: datetime
    truths: Truths
    look: Callable[[str], Any]

    def ago(self, days: float) -> str:
        return (self.end - timedelta(days=days)).isoformat()

    def funnel(
        self, steps: list[Any], since: float, until: float, by: str, window: dict[str, int], unit: str = "person"
    ) -> dict[str, Share]:
        """(converted, entered) for each value of an event property."""
        body = {
            "steps": steps,
            "since": self.ago(since),
            "until": self.ago(until),
            "window": window,
            "by": unit,
            "breakdown": {"property": by, "limit": 50},
        }
        found = self.ask("/api/insight/funnel", body)["breakdown"]
        return {part["value"]: (part["steps"][-1]["people"], part["steps"][0]["people"]) for part in found}

    def trend(self, series: list[Any], by: str) -> dict[str, list[float]]:
        """The totals of each series over the whole history, for each value of an event property."""
        found: dict[str, list[float]] = {}
        for n, one in enumerate(series):
            body = {"series": [one], "interval": "month", "since": self.ago(92), "until": self.ago(0)}
            body["breakdown"] = {"property": by, "limit": 1000}
            for line in self.ask("/api/insight/trend", body)["series"]:
                found.setdefault(line["breakdown"], [math.nan] * len(series))[n] = line["total"]
        return found


def event(name: str | None, *where: tuple[str, str, Any]) -> dict[str, Any]:
    return {"event": name, "where": [{"property": p, "op": op, "value": value} for p, op, value in where]}


def off(what: str, share: Share, planted: float) -> list[str]:
    """A complaint when a share cannot be the planted one."""
    some, all_ = share
    error = math.sqrt(planted * (1 - planted) / all_) if all_ else 0
    sound = all_ >= 20 and abs(some / all_ - planted) <= ERRORS * error
    return [] if sound else [f"{what}: {some} of {all_} where {planted:.2f} was planted"]


def apart(what: str, given: Share, without: Share, lift: float) -> list[str]:
    """A complaint when two shares do not differ by the planted lift."""
    if min(given[1], without[1]) < 20:
        return [f"{what}: too few, {given} and {without}"]
    a, b = given[0] / given[1], without[0] / without[1]
    error = math.sqrt(a * (1 - a) / given[1] + b * (1 - b) / without[1])
    return [] if abs(a - b - lift) <= ERRORS * error else [f"{what}: {a:.3f} against {b:.3f}, {lift:+.2f} was planted"]


def checkout(r: Reader) -> Iterator[str]:
    """Paying fails on one platform since a day, and nowhere else."""
    truth = r.truths.checkout
    steps = [event("checkout_started"), event("order_paid")]
    for since, until, broken in ((89, truth.since, False), (truth.since, 0, True)):
        for platform, share in r.funnel(steps, since, until, "platform", {"hours": 12}, "session").items():
            hit = broken and platform == truth.platform
            yield from off(f"checkouts on {platform}", share, truth.paid.given if hit else truth.paid.without)


def coupon(r: Reader) -> Iterator[str]:
    """The coupon moves those who never paid, and nobody else."""
    truth = r.truths.coupon
    for customer, effect in (("new", truth.never_paid), ("returning", truth.paid_before)):
        pilot = event("experiment_exposed", ("experiment", "eq", truth.experiment), ("customer", "eq", customer))
        steps, window = [pilot, event("order_paid")], {"days": truth.days}
        arms = r.funnel(steps, truth.span.since + 1, truth.span.until - 1, "variant", window)
        yield from off(f"{customer} without coupon", arms["control"], effect.without)
        yield from off(f"{customer} with coupon", arms["coupon"], effect.given)


def stutter(r: Reader) -> Iterator[str]:
    """In one version lessons stutter, and learners there are less satisfied."""
    truth = r.truths.stutter
    lessons = [{"event": "video_stutter"}, {"event": "lesson_completed"}]
    for version, (bad, all_) in r.trend(lessons, "app_version").items():
        planted = truth.lesson.given if version == truth.version else truth.lesson.without
        yield from off(f"stutter in {version}", (int(bad), int(all_)), planted)
    courses = ("product_id", "in", [course.id for course in COURSES])
    answers = (
        ("nps_answered", "score", ("business_line", "eq", truth.line), truth.score, 10),
        ("review_left", "rating", courses, truth.rating, 4),
    )
    for name, number, test, effect, most in answers:
        series = [{**event(name, test), "measure": m, "property": number} for m in ("avg", "total")]
        for version, (mean, count) in r.trend(series, "app_version").items():
            planted = effect.given if version == truth.version else effect.without
            # Drawn as so many coins of one chance: the variance follows from the mean.
            low = planted - (number == "rating")
            error = math.sqrt(low * (1 - low / most) / count)
            if abs(mean - planted) > ERRORS * error:
                yield f"{number} in {version}: {mean:.2f} of {count:.0f}, {planted} was planted"


def churn(r: Reader) -> Iterator[str]:
    """Whoever opens that page mostly never comes back."""
    truth = r.truths.churn
    body = {
        "start": event("page", ("page", "eq", truth.page)),
        "return": event(None),
        "measure": "on_or_after",
        "clock": "rolling",
        "period": "day",
        "periods": 2,
        "since": r.ago(80),
        "until": r.ago(10),
    }
    rows = r.ask("/api/insight/retention", body)["cohorts"]
    yield from off(
        "back after the signal",
        (sum(row["returned"][1] for row in rows), sum(row["people"] for row in rows)),
        truth.stays,
    )


def zero(r: Reader) -> Iterator[str]:
    """Who clicks mostly buys, and yet the ads move nobody."""
    truth = r.truths.zero
    shown = event("experiment_exposed", ("experiment", "eq", truth.experiment))
    steps, window = [shown, event("order_paid")], {"days": truth.days}
    arms = r.funnel(steps, truth.span.since, truth.span.until, "variant", window)
    yield from apart("payers among those who saw the ads", arms["shown"], arms["holdout"], truth.lift)
    clicked = [event("ad_clicked", ("channel", "eq", truth.channel)), event("order_paid")]
    some, all_ = r.funnel(clicked, 89, 1, "channel", {"days": 1})[truth.channel]
    if some < 0.6 * all_:
        yield f"only {some} of {all_} clicks lead to an order"


def leaders(r: Reader) -> Iterator[str]:
    """A few people bring many, and those stay and pay."""
    truth = r.truths.leaders
    counts = r.trend([{"event": "invite_accepted"}], "inviter")
    names = [name for name, (count,) in counts.items() if count >= 6]
    if not names:
        yield "nobody brought six others"
        return
    led, others = (event("invite_accepted", ("inviter", op, names)) for op in ("in", "not_in"))
    shares = []
    for accepted in (led, others):
        parts = r.funnel([accepted, event("order_paid")], 89, truth.days, "channel", {"days": truth.days})
        shares.append(parts["referral"])
    yield from off("payers among the leaders' guests", shares[0], truth.pays)
    if shares[1][0] > (truth.pays - 0.15) * shares[1][1]:
        yield f"the guests of others pay as well: {shares[1]}"
    body = {"start": led, "return": event(None), "clock": "rolling", "period": "week", "periods": truth.week + 1}
    body |= {"since": r.ago(89), "until": r.ago(7 * truth.week + 8)}
    rows = r.ask("/api/insight/retention", body)["cohorts"]
    stay = sum(row["returned"][truth.week] for row in rows), sum(row["people"] for row in rows)
    yield from off("the leaders' guests in week three", stay, truth.stays)


def experiment(r: Reader, truth: Experiment) -> Iterator[str]:
    seen = event("experiment_exposed", ("experiment", "eq", truth.name))
    arms = r.funnel([seen, event(truth.goal)], truth.span.since, truth.span.until, "variant", {"hours": truth.hours})
    yield from apart(truth.name, arms["treatment"], arms["control"], truth.shares.lift)


def works(r: Reader) -> Iterator[str]:
    """An experiment that works."""
    return experiment(r, r.truths.works)


def idle(r: Reader) -> Iterator[str]:
    """An experiment that changes nothing."""
    return experiment(r, r.truths.idle)


READERS = (checkout, coupon, stutter, churn, zero, leaders, works, idle)
