"""The sums of an experiment's arms against plain Python over the same events."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from insight.small_world import World, person
from uems.metrics import definition, moments
from uems.metrics.combination import NotLinear
from uems.metrics.moments import Arms, Moments, NoMoments
from uems.metrics.series import PartMissing
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

START = datetime(2024, 1, 10, tzinfo=UTC)
UNTIL = datetime(2024, 1, 20, tzinfo=UTC)
VISIT, ORDER = {"event": "visit"}, {"event": "order"}
PAID = {"event": "order", "property": "revenue"}
METRICS: dict[str, dict[str, Any]] = {
    "bought": {"kind": "proportion", "event": ORDER},
    "bought within two days": {"kind": "proportion", "event": ORDER, "base": VISIT, "window": {"days": 2}},
    "revenue": {"kind": "mean", "event": PAID},
    "revenue up to 30": {"kind": "mean", "event": PAID, "cap": {"value": 30}},
    "revenue a visit": {"kind": "ratio", "event": PAID, "base": VISIT},
    "back on day 2": {"kind": "retention", "event": VISIT, "base": VISIT, "days": [2, 2]},
    "days with a visit": {"kind": "participation", "event": VISIT},
}
Events = dict[str, list[tuple[datetime, str, float]]]


@pytest.fixture
def events(warehouse: Warehouse, project: int) -> tuple[Scope, Events, dict[str, datetime]]:
    dice, world = Random(5), World(warehouse, project)
    did: Events = {}
    exposed = {}
    for n in range(40):
        who = f"p{n}"
        exposed[who] = START + timedelta(hours=dice.randrange(48))
        did[who] = []
        for _ in range(dice.randrange(12)):
            at = START + timedelta(minutes=dice.randrange(-7 * 1440, 11 * 1440))
            event, revenue = dice.choice(["visit", "order"]), float(dice.randrange(1, 60))
            did[who].append((at, event, revenue))
            world.did(who, event, at.isoformat().replace("+00:00", ""), revenue=revenue)
    return world.scope("2024-01-25T00:00:00"), did, exposed


def number(name: str, did: list[tuple[datetime, str, float]], since: datetime, until: datetime) -> tuple[float, float]:
    """A person's number and what it is divided by, from since to until."""
    inside = [one for one in did if since <= one[0] < until]
    orders, visits = [one for one in inside if one[1] == "order"], [one for one in inside if one[1] == "visit"]
    match name:
        case "bought":
            return float(bool(orders)), 1
        case "bought within two days":
            return float(any(at < since + timedelta(days=2) for at, _, _ in orders)), 1
        case "revenue":
            return sum(one[2] for one in orders), 1
        case "revenue up to 30":
            return min(30.0, sum(one[2] for one in orders)), 1
        case "revenue a visit":
            return sum(one[2] for one in orders), len(visits)
        case "back on day 2":
            return float(any((at.date() - since.date()).days == 2 for at, _, _ in visits)), 1
    return len({at.date() for at, _, _ in visits}), 1


def arm(who: str) -> str:
    return "treatment" if int(who[1:]) % 2 else "control"


def arms(exposed: dict[str, datetime], before: timedelta | None = None) -> Arms:
    rows = sorted(exposed)
    selected = sql(
        """SELECT arrayJoin(arrayZip({who:Array(UInt64)}, {arm:Array(String)}, {at:Array(DateTime64(3))})) AS t,
    t.1 AS person_id, t.2 AS arm, t.3 AS exposed_at""",
        who=[person(who) for who in rows],
        arm=[arm(who) for who in rows],
        at=[exposed[who] for who in rows],
    )
    return Arms(selected, START, UNTIL, before)


def test_ten_sums_of_every_metric_are_those_of_plain_python(
    events: tuple[Scope, Events, dict[str, datetime]],
) -> None:
    scope, did, exposed = events
    found = moments.answer([definition.parse(one) for one in METRICS.values()], arms(exposed), scope)
    assert set(found) == {"control", "treatment"}
    for name, of_control in zip(METRICS, found["control"], strict=True):
        people = [who for who in exposed if arm(who) == "control"]
        pairs = [number(name, did[who], exposed[who], UNTIL) for who in people]
        expected = Moments(
            len(pairs),
            *(sum(y for y, _ in pairs), sum(y * y for y, _ in pairs)),
            *(sum(d for _, d in pairs), sum(d * d for _, d in pairs), sum(y * d for y, d in pairs)),
            *(0, 0, 0),
        )
        assert of_control == expected, name


def test_the_covariate_is_the_same_number_before_the_exposure(
    events: tuple[Scope, Events, dict[str, datetime]],
) -> None:
    scope, did, exposed = events
    week = timedelta(days=7)
    (found,) = moments.answer([definition.parse(METRICS["revenue"])], arms(exposed, week), scope)["treatment"]
    people = [who for who in exposed if arm(who) == "treatment"]
    x = [number("revenue", did[who], exposed[who] - week, exposed[who])[0] for who in people]
    y = [number("revenue", did[who], exposed[who], UNTIL)[0] for who in people]
    assert (found.x, found.xx) == (sum(x), sum(v * v for v in x))
    assert found.xy == sum(a * b for a, b in zip(x, y, strict=True))


def test_a_percentile_bounds_the_people_of_all_arms(events: tuple[Scope, Events, dict[str, datetime]]) -> None:
    scope, did, exposed = events
    capped = definition.parse({"kind": "mean", "event": PAID, "cap": {"percentile": 0.5}})
    found = moments.answer([capped], arms(exposed), scope)
    each = sorted(number("revenue", did[who], exposed[who], UNTIL)[0] for who in exposed)
    most = (each[19] + each[20]) / 2
    assert sum(of_arm[0].y for of_arm in found.values()) == pytest.approx(sum(min(v, most) for v in each))


def test_a_formula_is_one_weighted_sum_of_its_parts_over_another(
    events: tuple[Scope, Events, dict[str, datetime]],
) -> None:
    scope, did, exposed = events
    parts = {name: definition.parse(METRICS[name]) for name in ("revenue", "bought", "revenue a visit")}
    formulas = {
        "100 * A / B": (["revenue", "bought"], lambda y, b, v: (100 * y, b)),
        "(A + 2*B) / 4": (["revenue", "bought"], lambda y, b, v: ((y + 2 * b) / 4, 1)),
        "1 - A": (["bought"], lambda y, b, v: (1 - b, 1)),
        "A / (B + 1)": (["revenue", "bought"], lambda y, b, v: (y, b + 1)),
        "A*2 + 3": (["revenue a visit"], lambda y, b, v: (2 * y + 3 * v, v)),
    }
    asked = [
        definition.parse({"kind": "formula", "formula": text, "parts": names}) for text, (names, _) in formulas.items()
    ]
    week = timedelta(days=7)
    found = moments.answer(asked, arms(exposed, week), scope, parts)
    people = [who for who in exposed if arm(who) == "control"]
    for (text, (_, own)), of_control in zip(formulas.items(), found["control"], strict=True):
        pairs = []
        for who in people:
            (y, _), (b, _) = (number(name, did[who], exposed[who], UNTIL) for name in ("revenue", "bought"))
            pairs.append(own(y, b, number("revenue a visit", did[who], exposed[who], UNTIL)[1]))
        sums = [sum(y for y, _ in pairs), sum(y * y for y, _ in pairs), sum(d for _, d in pairs)]
        sums += [sum(d * d for _, d in pairs), sum(y * d for y, d in pairs)]
        assert [of_control.y, of_control.yy, of_control.d, of_control.dd, of_control.yd] == pytest.approx(sums), text
    x = [number("revenue", did[who], exposed[who] - week, exposed[who])[0] for who in people]
    assert found["control"][0].x == pytest.approx(100 * sum(x))


@pytest.mark.parametrize("text", ["A * B", "A / B / B", "1 / (A - A)", "A + C", "C / A"])
def test_a_formula_that_is_no_such_ratio_is_refused(
    events: tuple[Scope, Events, dict[str, datetime]], text: str
) -> None:
    scope, _, exposed = events
    names = ["revenue", "bought", "revenue a visit"]
    asked = definition.parse({"kind": "formula", "formula": text, "parts": names})
    parts = {name: definition.parse(METRICS[name]) for name in names}
    with pytest.raises(NotLinear):
        moments.question([asked], arms(exposed), scope, parts)
    with pytest.raises(PartMissing):
        moments.question([asked], arms(exposed), scope)


def test_a_first_event_ever_counts_once_and_only_after_the_exposure(
    events: tuple[Scope, Events, dict[str, datetime]],
) -> None:
    scope, did, exposed = events
    first = {"events": [PAID], "first": True}
    asked = [definition.parse({"kind": kind, "event": first}) for kind in ("proportion", "mean")]
    found = moments.answer(asked, arms(exposed), scope)
    for name in ("control", "treatment"):
        firsts = [
            min((one for one in did[who] if one[1] == "order"), default=None) for who in exposed if arm(who) == name
        ]
        people = [who for who in exposed if arm(who) == name]
        after = [one[2] for who, one in zip(people, firsts, strict=True) if one and exposed[who] <= one[0] < UNTIL]
        assert 0 < len(after) < sum(one is not None for one in firsts), "some had ordered before"
        assert [one.y for one in found[name]] == [len(after), sum(after)]


def test_of_a_quantile_an_experiment_reads_everybodys_number(
    events: tuple[Scope, Events, dict[str, datetime]],
) -> None:
    scope, did, exposed = events
    asked = definition.parse({"kind": "quantile", "event": PAID, "quantile": 0.75})
    found = moments.numbers(asked, arms(exposed), scope)
    assert set(found) == {"control", "treatment"}
    for name, numbers in found.items():
        people = [who for who in exposed if arm(who) == name]
        assert sorted(numbers) == sorted(number("revenue", did[who], exposed[who], UNTIL)[0] for who in people)


def test_what_is_no_sum_over_people_is_refused(events: tuple[Scope, Events, dict[str, datetime]]) -> None:
    scope, _, exposed = events
    with pytest.raises(NoMoments):
        moments.question([definition.parse({"kind": "quantile", "event": PAID})], arms(exposed), scope)
    with pytest.raises(NoMoments):
        moments.numbers_question(
            definition.parse({"kind": "quantile", "event": PAID, "per": "event"}), arms(exposed), scope
        )
