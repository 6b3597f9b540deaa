"""Ten metrics of an experiment on a million exposed people, and metrics over time, on generated events."""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from uems.bench import crowd
from uems.bench.figure import Bench, Figure
from uems.experiments import experiment, results, verdict
from uems.experiments.results import Period
from uems.experiments.verdict import Measure, Reading
from uems.metrics import definition, moments, series
from uems.metrics.asked import Span
from uems.metrics.metric import Metric
from uems.metrics.moments import Arms
from uems.metrics.people_rows import Question
from uems.metrics.period import Calendar
from uems.people.scope import Scope
from uems.store.project import Project
from uems.warehouse.client import Limits, Warehouse
from uems.warehouse.migrate import migrate
from uems.warehouse.sql import sql

_ROUNDS = 3
_EXPOSED = 1_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=10_000_000, help="events to generate (default 10,000,000)")


def run(words: argparse.Namespace) -> list[Figure]:
    rows = getattr(words, "rows", 10_000_000)
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(f"chdb://{Path(folder)}", Limits(threads=2, seconds=120, memory=8_000_000_000))
        try:
            migrate(warehouse)
            crowd.fill(warehouse, 1, rows)
            now = datetime.fromisoformat(crowd.UNTIL)
            scope = Scope(warehouse, Project("prj_1", 1, "crowd", "UTC"), now, ZoneInfo("UTC"), merged=False)
            return _figures(scope)
        finally:
            warehouse.close()


def _figures(scope: Scope) -> list[Figure]:
    ten = ten_metrics()
    alone = _taken(lambda: moments.answer(ten[:1], arms(scope), scope))
    together = _taken(lambda: moments.answer(ten, arms(scope), scope))
    days = Calendar("day", scope.zone)
    span = Span(scope.now - timedelta(days=30), scope.now)
    monthly = definition.parse({"kind": "proportion", "event": {"events": [{"event": None}]}, "lookback": 30})
    active = definition.parse({"kind": "proportion", "event": {"events": [{"event": None}]}})
    shown = {
        name: _taken(partial(series.answer, Question(metric, days, span), {}, scope))
        for name, metric in (("rate_of_30_days", ten[1]), ("daily_active", active), ("rolling_month", monthly))
    }
    crowd.expose(scope.warehouse, scope.project.number, _EXPOSED)
    whole = _taken(lambda: judged(ten, scope))
    price = {"events": [{"event": "event_07", "property": "price"}]}
    ninth = definition.parse({"kind": "quantile", "quantile": 0.9, "event": price})
    ranked = _taken(lambda: judged([ninth], scope))
    return [
        Figure("metrics.experiment_of_ten_on_1m", round(whole, 2), "s", "≤ 5"),
        Figure("metrics.experiment_of_a_quantile_on_1m", round(ranked, 2), "s", "≤ 5"),
        Figure("metrics.one_on_1m_exposed", round(alone, 2), "s"),
        Figure("metrics.ten_on_1m_exposed", round(together, 2), "s", "≤ 5"),
        *(Figure(f"metrics.{name}", round(taken, 2), "s") for name, taken in shown.items()),
    ]


def judged(metrics: list[Metric], scope: Scope) -> Reading:
    """An experiment with these metrics as its page reads it: who was exposed, all sums, every interval, every day."""
    names = [f"m{n}" for n in range(len(metrics))]
    plan = experiment.read(
        {
            "key": "bench",
            "name": "",
            "hypothesis": "",
            "owner": "",
            "exposure": {"event": crowd.EXPOSED, "property": "variant"},
            "variants": [{"key": "control", "weight": 1}, {"key": "treatment", "weight": 1}],
            "primary": names[0],
            "guardrails": [{"metric": name} for name in names[1:4]],
            "secondary": names[4:],
        }
    )
    span = Period(scope.now - timedelta(days=21), scope.now)
    found = results.table(plan, metrics, span, scope)
    named = zip(names, metrics, strict=True)
    measures = {name: Measure(name, metric.kind, level=metric.quantile) for name, metric in named}
    said = verdict.read(plan, measures, found, 21)
    assert sum(said.people.values()) == _EXPOSED
    return said


def arms(scope: Scope) -> Arms:
    """A million people, half in each arm, exposed in the week before the last 14 days; all who have events among
    them."""
    since, until = scope.now - timedelta(days=21), scope.now
    exposed = sql(
        """SELECT intHash64(number) AS person_id, if(number % 2, 'treatment', 'control') AS arm,
    addSeconds({since:DateTime64(3)}, number % 604800) AS exposed_at FROM numbers({people:UInt64})""",
        since=since,
        people=_EXPOSED,
    )
    return Arms(exposed, since, until)


def ten_metrics() -> list[Metric]:
    """Proportions, means, ratios, a retention, a participation and a funnel over ten names of events."""

    def one(event: str, **more: object) -> dict[str, object]:
        return {"events": [{"event": event, **more}]}

    found: list[dict[str, object]] = [
        {"kind": "proportion", "event": one("event_00")},
        {"kind": "proportion", "event": one("event_03"), "base": one("event_00"), "window": {"within": {"days": 7}}},
        {"kind": "proportion", "event": one("event_05")},
        {"kind": "mean", "event": one("event_07", property="price")},
        {"kind": "mean", "event": one("event_12"), "cap": {"value": 10}},
        {"kind": "sum", "event": one("event_18", property="price")},
        {"kind": "ratio", "event": one("event_07", property="price"), "base": one("event_07")},
        {"kind": "retention", "event": one("event_01"), "base": one("event_00"), "days": [7, 7]},
        {"kind": "participation", "event": one("event_02")},
        {"kind": "funnel", "steps": [{"event": step} for step in crowd.STEPS[:3]], "window": {"within": {"days": 7}}},
    ]
    return [definition.parse(each) for each in found]


def _taken(ask: Callable[[], object]) -> float:
    """Median seconds."""
    taken = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return median(taken)


offers = Bench("metrics", arguments, run)
