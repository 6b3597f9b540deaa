"""The broken checkout as the map's bottlenecks tell it: it stands first, where it broke, and costs what it truly costs.

The truth comes from what was planted and from counts of the world, not from the model: of the checkouts that were begun
on the broken platform since the day it broke, the planted share who would have paid, less those who did, times the mean
order of those who paid there through the checkout.
"""

from collections.abc import Iterator

from demo.reading import Reader, event
from uems.demo import atlas

WITHIN = 0.25


def bottleneck(r: Reader) -> Iterator[str]:
    truth = r.truths.checkout
    made = r.ask("/api/journey-maps", atlas.drawn())
    asked = {"map": made["id"], "since": r.ago(89), "until": r.ago(0), "now": r.ago(0)}
    items = r.ask("/api/insight/bottlenecks", asked)["items"]
    told = [(one["source"], one["target"], one["group"], one["arithmetic"]["value_per_week"]) for one in items]
    if not items:
        yield "no bottleneck"
        return
    first = items[0]
    place = first["source"], first["target"], (first["group"] or {}).get("value")
    if place != ("checkout", "paid", truth.platform):
        yield f"first stands {place}: {told}"
        return
    begun = event("checkout_started", ("platform", "eq", truth.platform))
    paid = event("order_paid", ("platform", "eq", truth.platform), ("payment", "ne", "one_tap"))
    lost = _total(r, begun, truth.since, "total") * truth.paid.without - _total(r, paid, truth.since, "total")
    cost = lost / truth.since * 7 * _total(r, {**paid, "property": "revenue"}, 89, "avg")
    said = first["arithmetic"]["value_per_week"]
    if abs(said - cost) > WITHIN * cost:
        yield f"{said:.0f} a week where {cost:.0f} was lost: {first['arithmetic']}"
    if first["evidence"] != "quasi_experimental" or first["basis"] != "history":
        yield f"evidence: {first['evidence']} by {first['basis']}"
    signs = [one["name"] for one in first["friction"] if one["clear"]]
    if "payment_failed" not in signs:
        yield f"friction: {first['friction']}"
    cause = first["causes"][0]
    if (cause["dimension"], cause["parts"][0]["value"]) != ("platform", truth.platform):
        yield f"cause: {cause}"
    if abs(sum(part["rate"] + part["mix"] for part in cause["parts"]) - cause["change"]) > 1e-9:
        yield f"the parts do not sum to the change: {cause}"


def _total(r: Reader, which: dict[str, object], days: float, measure: str) -> float:
    body = {"series": [{**which, "measure": measure}], "interval": "month", "since": r.ago(days), "until": r.ago(0)}
    return float(r.ask("/api/insight/trend", body)["series"][0]["total"])
