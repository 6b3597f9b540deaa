"""The channel that does nothing, as attribution tells it: the experiment decides, and the path models do not know."""

from collections.abc import Iterator
from typing import Any

from demo.reading import Reader, event
from uems.demo import laboratory
from uems.demo.laboratory import TRIALS

MOST = 0.02


def attribution(r: Reader) -> Iterator[str]:
    """Complaints about what the zero channel is credited with."""
    _planned(r)
    body = {
        "conversion": event("order_paid"),
        "value": "revenue",
        "touch": event("ad_clicked"),
        "lookback": {"days": 30},
        "since": r.ago(89),
        "until": r.ago(0),
    }
    found = r.ask("/api/insight/attribution", body)
    place = [one["channel"] for one in found["channels"]].index(r.truths.zero.channel)
    shares = {one["model"]: one["credits"][place]["share"] for one in found["models"]}
    if shares["incremental"] > MOST:
        yield f"incremental: {shares['incremental']:.3f}"
    if found["added"][place]["experiment"] != r.truths.zero.experiment:
        yield f"evidence: {found['added'][place]}"
    if min(shares[model] for model in ("first", "last", "linear")) < 0.2:
        yield f"the path models see through it: {shares}"
    for one in found["models"]:
        whole = sum(each["conversions"] for each in one["credits"])
        if abs(whole - found["touched"]) > 1e-6 * found["touched"]:
            yield f"{one['model']}: {whole} of {found['touched']}"


def _planned(r: Reader) -> None:
    trial = next(one for one in TRIALS if one.key == r.truths.zero.experiment)
    known: Any = r.look("/api/experiments")
    if any(one["key"] == trial.key for one in known["items"]):
        return
    words = {"name": trial.metric, "unit": "percent", "definition": laboratory.measure(trial)}
    metric = r.ask("/api/metrics", words)["id"]
    ran = laboratory.lived(trial, r.end)
    assert ran.stopped_at is not None
    times = {"started_at": ran.started_at.isoformat(), "stopped_at": ran.stopped_at.isoformat()}
    r.ask("/api/experiments", {**laboratory.planned(trial, metric), **times})
