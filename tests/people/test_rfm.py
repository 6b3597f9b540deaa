"""RFM on two real shops: scores, cells and monthly cohorts equal what pandas computes of the same files by itself."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from insight.small_world import World, only, person
from uems.insight.retention import answer
from uems.insight.retention_rows import Retention
from uems.metrics.asked import span
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.lifecycle import rfm
from uems.people.lifecycle.rfm import Cuts, Rfm
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse

BUYS = Rfm(only("order"), "revenue")
NAMED = {
    "111": "champions",
    "101": "promising",
    "011": "lapsing",
    "001": "rescue",
    "110": "loyal",
    "100": "recent",
    "010": "fading",
    "000": "lost",
}


def _retail(shared: Path) -> pd.DataFrame:
    """One row for each moment at which a customer bought: who, when, for how much."""
    lines = pd.read_parquet(_there(shared, "online_retail"))
    lines = lines[lines.CustomerID.notna() & (lines.Quantity > 0) & (lines.UnitPrice > 0)]
    lines = lines.assign(who=lines.CustomerID.astype(int).astype(str), at=lines.InvoiceDate.astype("datetime64[s]"))
    lines["money"] = (lines.Quantity * lines.UnitPrice).round(4)
    orders = lines.groupby(["who", "at"], as_index=False).money.sum()
    return orders.assign(money=orders.money.round(4))


def _cdnow(shared: Path) -> pd.DataFrame:
    rows = pd.read_parquet(_there(shared, "cdnow_master"))
    at = pd.to_datetime(rows.date.astype(str), format="mixed")
    return pd.DataFrame({"who": rows.customer_id.astype(str), "at": at, "money": rows.amount.astype(float)})


def _there(shared: Path, name: str) -> Path:
    file = shared / "data" / f"{name}.parquet"
    if not file.exists():
        pytest.skip(f"{file.name} is not in the shared folder")
    return file


SHOPS = {"online_retail": (_retail, 4_000_101, "2011-12-10"), "cdnow": (_cdnow, 4_000_102, "1998-07-01")}
Shop = tuple[pd.DataFrame, Scope]


@pytest.fixture(scope="module", params=SHOPS)
def shop(request: pytest.FixtureRequest, shared: Path, warehouse: Warehouse) -> Shop:
    read, number, now = SHOPS[request.param]
    orders = read(shared)
    world = World(warehouse, number)
    for who, at, money in orders[["who", "at", "money"]].itertuples(index=False):
        world.did(who, "order", at.isoformat(), revenue=money)
    return orders, world.scope(f"{now}T00:00:00")


def _by_pandas(orders: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    by = orders.groupby("who")
    found = pd.DataFrame({"last": by["at"].max(), "frequency": by.size(), "money": by["money"].sum().round(4)})
    found["recency"] = (now.normalize() - found["last"].dt.normalize()).dt.days
    for score, value in (("r", "recency"), ("f", "frequency"), ("m", "money")):
        cuts = found[value].quantile([0.2, 0.4, 0.6, 0.8])
        found[score] = 1 + sum((found[value] > cut).astype(int) for cut in cuts)
    found["r"] = 6 - found["r"]
    bits = [(found[s] > found[s].mean()).astype(int).astype(str) for s in ("r", "f", "m")]
    found["cell"] = (bits[0] + bits[1] + bits[2]).map(NAMED)
    return found


def test_every_score_and_every_cell_is_what_pandas_says(shop: Shop) -> None:
    orders, scope = shop
    expected = _by_pandas(orders, pd.Timestamp(scope.now.replace(tzinfo=None)))
    by = rfm.measured(BUYS, scope)
    rows = scope.ask(rfm.celled(BUYS, by, scope)).dicts()
    ours = pd.DataFrame(rows).set_index("person_id").sort_index()
    theirs = expected.set_index(expected.index.map(person)).sort_index()
    assert len(ours) == len(theirs) > 4_000
    for column in ("recency", "frequency", "r", "f", "m", "cell"):
        assert (ours[column].to_numpy() == theirs[column].to_numpy()).all(), column
    assert (ours["money"] - theirs["money"]).abs().max() < 0.001


def test_the_table_adds_up_to_the_people_of_its_cells(shop: Shop) -> None:
    orders, scope = shop
    expected = _by_pandas(orders, pd.Timestamp(scope.now.replace(tzinfo=None)))
    table = rfm.table(BUYS, scope)
    assert {one.cell: one.people for one in table.cells if one.people} == expected.cell.value_counts().to_dict()
    assert {(s.r, s.f, s.m): s.people for s in table.scores} == expected.value_counts(["r", "f", "m"]).to_dict()
    assert sum(one.total for one in table.cells) == pytest.approx(orders.money.sum())
    for one in table.cells:
        assert len(scope.ask(rfm.who(BUYS, one.cell, None, scope)).rows) == one.people


def test_the_migration_is_the_cross_table_of_two_times(shop: Shop) -> None:
    orders, scope = shop
    before = Scope(scope.warehouse, scope.project, scope.now - timedelta(days=90), scope.zone, False)
    times = [pd.Timestamp(one.now.replace(tzinfo=None)) for one in (before, scope)]
    was, now = (_by_pandas(orders[orders["at"] <= time], time).cell for time in times)
    both = pd.DataFrame({"was": was, "now": now}).fillna("")
    moved = rfm.migration(BUYS, scope, before)
    assert {(one.before, one.cell): one.people for one in moved} == both.value_counts(["was", "now"]).to_dict()
    some = moved[0]
    assert len(scope.ask(rfm.who_migrated(BUYS, some.before, some.cell, scope, before)).rows) == some.people


def test_monthly_cohorts_are_what_pandas_says(shop: Shop) -> None:
    orders, scope = shop
    which = Which(only("order"))
    first, last = orders["at"].min().date(), orders["at"].max().date()
    asked = Retention(
        start=which,
        back=which,
        start_kind="first_ever",
        measure="on",
        brackets=(),
        clock="calendar",
        calendar=Calendar("month", scope.zone),
        periods=19,
        span=span(first.isoformat(), last.isoformat(), scope),
    )
    month = orders["at"].dt.year * 12 + orders["at"].dt.month
    seen = pd.DataFrame({"who": orders.who, "month": month, "born": month.groupby(orders.who).transform("min")})
    counts = seen.drop_duplicates().assign(age=seen.month - seen.born).groupby(["born", "age"]).who.nunique()
    found: dict[tuple[int, int], int] = {}
    for cohort in answer(asked, scope).cohorts:
        year, number, *_ = map(int, cohort.date[:7].split("-"))
        found |= {(year * 12 + number, age): n for age, n in enumerate(cohort.returned) if n}
    assert found == counts.to_dict()


def _own(warehouse: Warehouse, project: int) -> Scope:
    world = World(warehouse, project)
    told: list[tuple[str, str, Any]] = [
        *(("ann", "2024-02-28", 60), ("ann", "2024-02-28", 60), ("ann", "2024-02-01", "nonsense")),
        *(("bob", "2024-01-01", 500), ("cyd", "2024-02-29", 5), ("late", "2024-03-02", 9)),
    ]
    for n, (who, when, money) in enumerate(told):
        world.did(who, "order", f"{when}T12:00:0{n}", revenue=money)
    return world.scope("2024-03-01T00:00:00")


OWN = Cuts((1, 2, 30, 45), (1, 2, 3, 4), (10, 50, 100, 200))


def test_own_cuts_leave_a_value_on_a_cut_below_it(warehouse: Warehouse, project: int) -> None:
    scope = _own(warehouse, project)
    asked = Rfm(only("order"), "revenue", cuts=OWN)
    rows = scope.ask(rfm.celled(asked, rfm.measured(asked, scope), scope)).dicts()
    by = {
        row["person_id"]: (row["recency"], row["frequency"], row["money"], row["r"], row["f"], row["m"]) for row in rows
    }
    assert by == {
        person("ann"): (2, 3, 120.0, 4, 3, 4),
        person("bob"): (60, 1, 500.0, 1, 1, 5),
        person("cyd"): (1, 1, 5.0, 5, 1, 1),
    }


def test_only_the_last_days_count_and_days_can_be_counted_instead_of_purchases(
    warehouse: Warehouse, project: int
) -> None:
    scope = _own(warehouse, project)
    asked = Rfm(only("order"), "revenue", days=20, frequency="days", cuts=OWN)
    rows = scope.ask(rfm.buyers(asked, scope)).dicts()
    assert {row["person_id"]: row["frequency"] for row in rows} == {person("ann"): 1, person("cyd"): 1}


def test_where_nobody_bought_there_is_nobody(warehouse: Warehouse, project: int) -> None:
    table = rfm.table(BUYS, World(warehouse, project).scope())
    assert (table.people, table.scores) == (0, ())
    assert {one.people for one in table.cells} == {0}


@pytest.mark.parametrize("cuts", [(1, 2, 3), (1, 2, 2, 3), (4, 3, 2, 1)])
def test_cuts_that_make_no_sense_are_refused(cuts: tuple[float, ...]) -> None:
    with pytest.raises(rfm.BadCuts):
        rfm.check(Rfm(only("order"), "revenue", cuts=Cuts(cuts, OWN.frequency, OWN.money)))
