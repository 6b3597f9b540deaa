"""Forecasts and alerts: known shapes by hand, and the measured figures on the daily orders of CDNOW."""

import itertools
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from uems.metrics import alert, forecast
from uems.metrics.alert import Alert
from uems.metrics.series import Point

WEEK = [100.0, 120.0, 110.0, 130.0, 150.0, 300.0, 280.0]


def test_a_pure_week_is_continued_exactly() -> None:
    found = forecast.fit(WEEK * 6)
    assert found is not None
    assert [one.expected for one in forecast.ahead(found, 7)] == pytest.approx(WEEK, rel=1e-6)
    assert forecast.surprise(found, WEEK[0]) == pytest.approx(0, abs=1e-3)


def test_a_week_that_has_begun_goes_on_with_its_own_days() -> None:
    found = forecast.fit([*(WEEK * 6), *WEEK[:3]])
    assert found is not None
    assert forecast.ahead(found, 2)[0].expected == pytest.approx(WEEK[3], rel=1e-6)


def test_a_damped_trend_goes_on_and_flattens() -> None:
    found = forecast.fit([100 * 1.01**n for n in range(84)], damped=True)
    assert found is not None
    ahead = [one.expected for one in forecast.ahead(found, 60)]
    assert ahead[0] > 100 * 1.01**83
    assert ahead[59] - ahead[58] < ahead[1] - ahead[0]


def test_too_few_values_give_no_forecast() -> None:
    assert forecast.fit(WEEK * 2) is None
    assert forecast.fit([1.0] * 7, season=1) is None


def test_the_range_grows_with_the_distance() -> None:
    dice = np.random.default_rng(3)
    found = forecast.fit([value * float(np.exp(dice.normal(0, 0.1))) for value in WEEK * 10])
    assert found is not None
    ranges = forecast.ahead(found, 28)
    widths = [np.log1p(one.high) - np.log1p(one.low) for one in ranges]
    assert all(a <= b + 1e-9 for a, b in itertools.pairwise(widths))


@pytest.fixture(scope="module")
def orders(shared: Path) -> list[float]:
    """Orders a day from day 120 on, when the cohort has arrived: 426 days."""
    path = shared / "data/cdnow_master.parquet"
    days = [date.fromisoformat(str(one)[:10]).toordinal() for one in pq.read_table(path).column("date").to_pylist()]
    return [float(n) for n in np.bincount(np.array(days) - min(days))[120:]]


def test_a_forecast_of_28_days_is_better_than_the_same_week_again(orders: list[float]) -> None:
    errors, plain = [], []
    for k in range(6):
        at = len(orders) - 28 * (6 - k)
        past, future = np.array(orders[:at]), np.array(orders[at : at + 28])
        scale = np.abs(past[7:] - past[:-7]).mean()
        found = forecast.fit(orders[:at])
        assert found is not None
        errors.append(np.abs(future - [one.expected for one in forecast.ahead(found, 28)]).mean() / scale)
        plain.append(np.abs(future - np.tile(past[-7:], 4)).mean() / scale)
    print(f"MASE over 6 origins: {np.mean(errors):.3f}, seasonal naive {np.mean(plain):.3f}")
    assert np.mean(errors) <= 0.64


def test_a_day_that_was_halved_or_nearly_doubled_is_found(orders: list[float]) -> None:
    """140 days, every second one of the last 280; the last day of half of them scaled by .45 or 1.8."""
    said = Alert("a", "m", "day", "both", alert.SENSITIVITY, 0, None, None, "", datetime(2024, 1, 1, tzinfo=UTC))
    found, false, cases = 0, 0, 0
    for n in range(140):
        at = len(orders) - 280 + 2 * n
        scale = (1, 0.45, 1, 1.8)[n % 4]
        points = [Point(value, value, None, 100) for value in (*orders[:at], orders[at] * scale)]
        verdict = alert.judge(points, said)
        assert verdict is not None
        cases += scale != 1
        found += verdict.strange and scale != 1
        false += verdict.strange and scale == 1
    print(f"recall {found / cases:.3f}, false alarms {false / (140 - cases):.3f}, {cases} of 140 scaled")
    assert found / cases >= 0.78
    assert false / (140 - cases) <= 0.03


def point(value: float | None, people: int = 100) -> Point:
    return Point(value, None, None, people)


@pytest.mark.parametrize(
    ("changes", "last", "strange"),
    [
        ({}, 10.0, True),
        ({}, 100.0, False),
        ({"side": "above"}, 10.0, False),
        ({"side": "below"}, 10.0, True),
        ({"side": "above"}, 1000.0, True),
    ],
)
def test_an_alert_watches_its_side(changes: dict[str, Any], last: float, strange: bool) -> None:
    given = {"id": "a", "metric": "m", "interval": "day", "side": "both", "sensitivity": 3.0, "minimum": 50}
    more = {"snoozed_until": None, "checked_until": None, "by": "", "created_at": datetime(2024, 1, 1, tzinfo=UTC)}
    verdict = alert.judge([*(point(value) for value in WEEK * 6), point(last)], Alert(**(given | more | changes)))
    assert verdict is not None
    assert verdict.strange is strange


def test_a_handful_of_people_and_a_missing_value_are_no_news() -> None:
    said = Alert("a", "m", "day", "both", 3.0, 50, None, None, "", datetime(2024, 1, 1, tzinfo=UTC))
    assert alert.judge([*(point(value, 20) for value in WEEK * 6), point(0.0, 0)], said) is None
    assert alert.judge([*(point(value) for value in WEEK * 6), point(None, 0)], said) is None
    zero = alert.judge([*(point(value) for value in WEEK * 6), point(0.0, 0)], said)
    assert zero is not None
    assert zero.strange
