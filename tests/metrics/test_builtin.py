"""Every built-in metric equals a plain recomputation in Python, on a random world with the demo's events."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from insight.small_world import World
from tenant import kept_project
from uems.metrics import series, vocabulary
from uems.metrics.asked import span
from uems.metrics.people_rows import Question
from uems.metrics.period import Calendar
from uems.metrics.standard import standards
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse.client import Warehouse

ZONE = ZoneInfo("Asia/Shanghai")
START, DAYS, SINCE = datetime(2024, 1, 1, tzinfo=UTC), 60, date(2024, 1, 25)
EVENTS = ("page", "leave", "search", "sign_up", "onboarding_done", "order_paid", "order_refunded", "message_sent")
WEIGHTS = (8, 4, 2, 1, 1, 3, 1, 4)
PASSIVE = ("order_refunded", "message_sent")
Row = tuple[str, datetime, str, float]
Pair = tuple[float, float | None]
Day = date


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    dice, found = Random(11), []
    for n in range(120):
        begin = dice.randrange(DAYS * 1440)
        for _ in range(1 + dice.randrange(25)):
            at = START + timedelta(minutes=begin + dice.randrange(max(DAYS * 1440 - begin, 1)))
            event = dice.choices(EVENTS, WEIGHTS)[0]
            found.append((f"p{n}", at, event, float(dice.randrange(1, 400))))
    # No two events of one person at the same minute: what is "after" would depend on the order of writing.
    return sorted({(who, at): (who, at, event, n) for who, at, event, n in found}.values())


@pytest.fixture
def scope(warehouse: Warehouse, project: int, rows: list[Row]) -> Scope:
    world = World(warehouse, project, "Asia/Shanghai")
    for who, at, event, n in rows:
        world.did(who, event, at.isoformat().replace("+00:00", ""), revenue=n, seconds=n)
    return world.scope("2024-05-01T00:00:00")


def day(at: datetime) -> Day:
    return at.astimezone(ZONE).date()


class Facts:
    """The rows by what they mean."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.active = [row for row in rows if row[2] not in PASSIVE]
        self.first: dict[str, datetime] = {}
        for who, at, *_ in self.active:
            self.first[who] = min(at, self.first.get(who, at))

    def named(self, *names: str) -> list[Row]:
        return [row for row in self.rows if row[2] in names]

    def who(self, rows: list[Row], on: Day) -> set[str]:
        return {row[0] for row in rows if day(row[1]) == on}

    def total(self, rows: list[Row], on: Day) -> float:
        return sum(row[3] for row in rows if day(row[1]) == on)

    def back(self, on: Day, size: int) -> dict[str, set[Day]]:
        found: dict[str, set[Day]] = defaultdict(set)
        for who, at, *_ in self.active:
            if on - timedelta(days=size) < day(at) <= on:
                found[who].add(day(at))
        return found

    def new(self, on: Day) -> set[str]:
        return {who for who, at in self.first.items() if day(at) == on}

    def within(self, entered: dict[str, datetime], rows: list[Row], days: int, strict: bool = False) -> float:
        length = timedelta(days=days)
        return sum(
            any(row[0] == who and (at < row[1] if strict else at <= row[1]) and row[1] < at + length for row in rows)
            for who, at in entered.items()
        )

    def entries(self, rows: list[Row], on: Day) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for who, at, *_ in rows:
            if day(at) == on:
                found[who] = min(at, found.get(who, at))
        return found

    def returned(self, on: Day, n: int) -> Pair:
        new = self.new(on)
        return len(new & self.who(self.active, on + timedelta(days=n))), len(new)

    def net(self, on: Day) -> float:
        return self.total(self.named("order_paid"), on) - self.total(self.named("order_refunded"), on)


def _rate(f: Facts, entered: dict[str, datetime], names: tuple[str, ...], days: int, strict: bool = False) -> Pair:
    return f.within(entered, f.named(*names), days, strict), len(entered)


def _new(f: Facts, on: Day) -> dict[str, datetime]:
    return {who: f.first[who] for who in f.new(on)}


EXPECTED: dict[str, Callable[[Facts, Day], Pair]] = {
    "active_people": lambda f, d: (len(f.who(f.active, d)), None),
    "active_people_7d": lambda f, d: (len(f.back(d, 7)), None),
    "active_people_30d": lambda f, d: (len(f.back(d, 30)), None),
    "stickiness": lambda f, d: (sum(map(len, f.back(d, 30).values())), 30 * len(f.back(d, 30))),
    "use_time": lambda f, d: (f.total(f.named("leave"), d), len(f.who(f.active, d))),
    "feature_penetration": lambda f, d: (len(f.who(f.named("search"), d)), len(f.who(f.active, d))),
    "new_people": lambda f, d: (len(f.new(d)), None),
    "sign_ups": lambda f, d: (len(f.who(f.named("sign_up"), d)), None),
    "sign_up_rate": lambda f, d: _rate(f, _new(f, d), ("sign_up",), 7),
    "activation_rate": lambda f, d: _rate(f, f.entries(f.named("sign_up"), d), ("onboarding_done", "order_paid"), 7),
    "retention_d1": lambda f, d: f.returned(d, 1),
    "retention_d7": lambda f, d: f.returned(d, 7),
    "retention_d30": lambda f, d: f.returned(d, 30),
    "orders": lambda f, d: (sum(day(row[1]) == d for row in f.named("order_paid")), None),
    "buyers": lambda f, d: (len(f.who(f.named("order_paid"), d)), None),
    "purchase_rate": lambda f, d: (len(f.who(f.named("order_paid"), d)), len(f.who(f.active, d))),
    "revenue": lambda f, d: (f.net(d), None),
    "arpu": lambda f, d: (f.net(d), len(f.who(f.active, d))),
    "arppu": lambda f, d: (f.net(d), len(f.who(f.named("order_paid"), d))),
    "order_value": lambda f, d: (
        f.total(f.named("order_paid"), d),
        sum(day(row[1]) == d for row in f.named("order_paid")),
    ),
    "repurchase_rate": lambda f, d: _rate(f, f.entries(f.named("order_paid"), d), ("order_paid",), 30, True),
    "refund_rate": lambda f, d: _rate(f, f.entries(f.named("order_paid"), d), ("order_refunded",), 30),
}


def test_every_built_in_metric_is_recomputed() -> None:
    assert set(EXPECTED) == set(standards())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_built_in_metric_says_what_plain_python_says(scope: Scope, store: Store, rows: list[Row], name: str) -> None:
    kept_project(store, scope.project.number, timezone="Asia/Shanghai")
    words = vocabulary.of(store, scope.project.number)
    calendar = Calendar("day", ZONE)
    asked = Question(standards()[name].define(words), calendar, span("2024-01-25", "2024-02-04", scope))
    points = series.answer(asked, {}, scope).lines[0].points
    facts, somewhere = Facts(rows), False
    for n, point in enumerate(points):
        numerator, denominator = EXPECTED[name](facts, SINCE + timedelta(days=n))
        value = numerator if denominator is None else numerator / denominator if denominator else None
        assert point.value == pytest.approx(value), (name, n)
        somewhere = somewhere or bool(value)
    assert somewhere, "a world in which nothing happens proves nothing"
