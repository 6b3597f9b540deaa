"""A shop's real year of orders: our monthly retention equals the cohort triangle that others computed of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow import compute, parquet

from insight.small_world import World, only
from uems.insight.retention import answer
from uems.insight.retention_rows import Retention, StartKind
from uems.metrics.asked import span
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.warehouse.client import Warehouse

CLEAN = {"property": "clean", "op": "eq", "value": True}


@pytest.fixture(scope="module")
def shop(shared: Path, warehouse: Warehouse) -> World:
    """One event for each moment a customer has lines at; `clean` = a line is neither returned nor free."""
    file = shared / "data" / "online_retail.parquet"
    if not file.exists():
        pytest.skip("online_retail.parquet is not in the shared folder")
    lines = parquet.read_table(file, columns=["CustomerID", "InvoiceDate", "Quantity", "UnitPrice"])
    clean = compute.and_(compute.greater(lines["Quantity"], 0), compute.greater(lines["UnitPrice"], 0))
    moments = lines.select(["CustomerID"]).append_column("clean", compute.cast(clean, "int8"))
    moments = moments.append_column("at", compute.cast(lines["InvoiceDate"], "timestamp[s]"))
    orders = moments.filter(compute.is_finite(lines["CustomerID"])).group_by(["CustomerID", "at"])
    world = World(warehouse, 4_000_000)
    for order in orders.aggregate([("clean", "max")]).to_pylist():
        world.did(f"{order['CustomerID']:.0f}", "order", order["at"].isoformat(), clean=bool(order["clean_max"]))
    return world


@pytest.fixture(scope="module")
def triangles(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "data" / "refs.json").read_text())["online_retail"]
    return found


@pytest.mark.parametrize("start_kind", ["first_ever", "first_in_range"])
@pytest.mark.parametrize(("name", "where"), [("cohort_all_rows", []), ("cohort_clean", [CLEAN])])
def test_the_monthly_triangle(
    shop: World, triangles: dict[str, Any], start_kind: StartKind, name: str, where: list[dict[str, Any]]
) -> None:
    scope = shop.scope("2012-01-15T00:00:00")
    which = Which(only("order", *where))
    asked = Retention(
        start=which,
        back=which,
        start_kind=start_kind,
        measure="on",
        brackets=(),
        clock="calendar",
        calendar=Calendar("month", scope.zone),
        periods=13,
        span=span("2010-12-01", "2011-12-31", scope),
    )
    found = answer(asked, scope)
    expected = triangles[name]
    assert [cohort.date[:7] for cohort in found.cohorts] == list(expected)
    for cohort, row in zip(found.cohorts, expected.values(), strict=True):
        known = [n for n in row if n is not None]
        assert list(cohort.returned[: len(known)]) == known
        assert not any(cohort.returned[len(known) :])
        # The data ends on 9 December 2011, so that no cell of that month is final.
        assert cohort.complete == tuple(n < len(known) - 1 for n in range(13))
