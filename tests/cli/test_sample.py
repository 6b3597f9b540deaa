"""The sample shop: the same for the same seed, of the promised size, with something in it to find."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from uems.cli.sample import DAYS, sample
from uems.events.event import Event

NOW = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return list(sample(1, NOW))


def share(events: Iterable[Event], first: str, then: str) -> float:
    counts = Counter(event.event for event in events)
    return counts[then] / counts[first]


def test_the_same_seed_gives_the_same_shop_and_another_seed_another(events: list[Event]) -> None:
    assert list(sample(1, NOW)) == events
    assert list(sample(2, NOW)) != events


def test_it_has_the_promised_size_and_runs_in_time_order(events: list[Event]) -> None:
    assert 35_000 < len(events) < 50_000
    assert 2_900 < len({event.anonymous_id.split("-")[-1] for event in events if event.anonymous_id}) <= 3_000
    times = [event.timestamp for event in events]
    assert times == sorted(times)
    assert NOW - timedelta(days=DAYS + 1) < times[0] < times[-1] < NOW
    assert {event.timestamp.tzinfo for event in events} == {UTC}


def test_every_event_has_an_id_of_its_own(events: list[Event]) -> None:
    assert len({event.id for event in events}) == len(events)


def test_the_funnel_narrows_step_by_step(events: list[Event]) -> None:
    steps = ["product_viewed", "add_to_cart", "checkout_started", "order_paid", "course_started"]
    counts = Counter(event.event for event in events)
    assert sorted(steps, key=lambda step: -counts[step]) == steps
    assert 800 < counts["order_paid"] < 4_000


def test_visitors_come_back_less_and_less(events: list[Event]) -> None:
    days: dict[str, set[int]] = defaultdict(set)
    first: dict[str, datetime] = {}
    for event in events:
        who = (event.anonymous_id or "").split("-")[-1]
        days[who].add((event.timestamp - first.setdefault(who, event.timestamp)).days)
    old = [who for who, start in first.items() if start < NOW - timedelta(days=31)]
    weekly = [sum(any(7 * w < d <= 7 * w + 7 for d in days[who]) for who in old) / len(old) for w in range(4)]
    assert weekly == sorted(weekly, reverse=True)
    assert weekly[0] > 0.3


def test_anonymous_people_become_known_and_some_come_by_two_devices(events: list[Event]) -> None:
    devices: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.user_id and event.anonymous_id:
            devices[event.user_id].add(event.anonymous_id)
    known = {device for ids in devices.values() for device in ids}
    before = {event.anonymous_id for event in events if event.user_id is None}
    assert len(known & before) > 500
    assert sum(len(ids) > 1 for ids in devices.values()) > 50


def test_paying_on_android_fails_since_the_new_version(events: list[Event]) -> None:
    android = [event for event in events if event.properties.get("device") == "android"]
    new = [event for event in android if event.properties["app_version"] == "3.2.0"]
    old = [event for event in android if event.properties["app_version"] == "3.1.4"]
    assert share(new, "checkout_started", "order_paid") < 0.55 < 0.7 < share(old, "checkout_started", "order_paid")
