"""The planted experiments as the product decides them: one is won by the right variant, the idle one by none."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from demo.reading import Reader
from uems.demo import laboratory
from uems.demo.laboratory import TRIALS, Trial


def experiments(r: Reader) -> Iterator[str]:
    """Complaints about the verdicts of the planted experiments, planned over HTTP like any other."""
    by_key = {one.key: one for one in TRIALS}
    works, idle = _results(r, by_key[r.truths.works.name]), _results(r, by_key[r.truths.idle.name])
    if (works["verdict"], works["best"]) != ("roll_out", "treatment"):
        yield f"{r.truths.works.name}: {works['verdict']} for {works['best']}, {works['reasons']}"
    line = works["lines"][0]
    wanted = r.truths.works.shares
    relative = wanted.lift / wanted.without
    if not line["low"] <= relative <= line["high"]:
        yield f"{r.truths.works.name}: {line['low']:.3f} … {line['high']:.3f} where {relative:.3f} was planted"
    if idle["verdict"] != "not_enough":
        yield f"{r.truths.idle.name}: {idle['verdict']}, {idle['reasons']}"
    for found in (works, idle):
        if found["health"]["mismatch"] or found["health"]["multiple"] or found["people"] < 500:
            yield f"health: {found['health']} of {found['people']}"


def _results(r: Reader, trial: Trial) -> Any:
    words = {"name": trial.metric, "unit": "percent", "definition": laboratory.measure(trial)}
    metric = r.ask("/api/metrics", words)["id"]
    ran = laboratory.lived(trial, r.end)
    stopped = ran.stopped_at or r.end - timedelta(days=trial.span.until)
    times = {"started_at": ran.started_at.isoformat(), "stopped_at": stopped.isoformat()}
    made = r.ask("/api/experiments", {**laboratory.planned(trial, metric), **times})
    return r.look(f"/api/experiments/{made['id']}/results")
