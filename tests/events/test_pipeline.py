from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from uems.events.event import Event
from uems.events.field import when
from uems.events.pipeline import STEPS, refine, refine_batch
from uems.events.request import Batch, Reject

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def event(**said: Any) -> Event:
    return Event(**{"event": "Order", "user_id": "u1", "timestamp": NOW, "received_at": NOW, **said})


def refined(**said: Any) -> Event:
    found = refine(event(**said))
    assert isinstance(found, Event), found
    return found


def refusal(**said: Any) -> str:
    found = refine(event(**said))
    assert isinstance(found, Reject), found
    return found.code


def test_a_right_clock_changes_nothing() -> None:
    said = event(timestamp=NOW - HOUR, sent_at=NOW - timedelta(milliseconds=900))
    assert refine(said) is said


def test_a_clock_two_hours_fast_is_corrected_by_its_send_time() -> None:
    found = refined(timestamp=NOW + HOUR, sent_at=NOW + 2 * HOUR)
    assert found.timestamp == NOW - HOUR
    assert found.original_timestamp == NOW + HOUR
    assert found.time_flags == ("skewed",)


def test_a_clock_two_hours_fast_without_a_send_time_is_clamped() -> None:
    found = refined(timestamp=NOW + 2 * HOUR)
    assert (found.timestamp, found.original_timestamp) == (NOW, NOW + 2 * HOUR)
    assert found.time_flags == ("clamped",)


def test_five_minutes_ahead_are_let_be() -> None:
    assert refined(timestamp=NOW + timedelta(minutes=5)).time_flags == ()


@pytest.mark.parametrize("back", [HOUR, timedelta(days=30), timedelta(days=4000)])
def test_back_dated_times_survive(back: timedelta) -> None:
    assert refined(timestamp=NOW - back, sent_at=NOW).timestamp == NOW - back


def test_a_difference_of_more_than_thirty_days_is_no_skew() -> None:
    found = refined(timestamp=NOW - timedelta(days=41), sent_at=NOW - timedelta(days=40))
    assert found.timestamp == NOW - timedelta(days=41)


def test_historical_times_are_not_corrected() -> None:
    found = refined(timestamp=NOW - 5 * HOUR, sent_at=NOW + 2 * HOUR, time_flags=("historical",))
    assert found.timestamp == NOW - 5 * HOUR


def test_a_missing_time_stays_the_receipt() -> None:
    found = refined(sent_at=NOW + 2 * HOUR, time_flags=("missing",))
    assert (found.timestamp, found.time_flags) == (NOW, ("missing",))


def test_times_no_calendar_can_hold_are_clamped_or_refused() -> None:
    assert refined(timestamp=datetime.max.replace(tzinfo=UTC), sent_at=NOW - HOUR).timestamp == NOW
    assert refined(timestamp=datetime(2300, 1, 1, tzinfo=UTC)).time_flags == ("clamped",)
    assert refusal(timestamp=datetime(1970, 1, 1, tzinfo=UTC)) == "time_out_of_range"
    assert refusal(timestamp=datetime(2, 1, 1, tzinfo=UTC), sent_at=NOW + HOUR) == "time_out_of_range"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-22T09:12:11.659+00:00", datetime(2026, 11, 22, 9, 12, 11, 659000, UTC)),
        ("2026-11-22T09:12:11.505715123Z", datetime(2026, 11, 22, 9, 12, 11, 505715, UTC)),
        ("2026-11-22T17:12:11+0800", datetime(2026, 11, 22, 9, 12, 11, tzinfo=UTC)),
        ("2026-11-22 09:17:55.916", datetime(2026, 11, 22, 9, 17, 55, 916000, UTC)),
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        (1795339362585, datetime(2026, 11, 22, 9, 22, 42, 585000, UTC)),
        ("1795339362585", datetime(2026, 11, 22, 9, 22, 42, 585000, UTC)),
        (1795339362.5, datetime(2026, 11, 22, 9, 22, 42, 500000, UTC)),
        (1795339362585000, datetime(2026, 11, 22, 9, 22, 42, 585000, UTC)),
        ("0001-01-01T00:00:00Z", None),
        ("", None),
        ("yesterday", None),
        (True, None),
        (None, None),
        ({}, None),
        (float("nan"), None),
        (10**400, None),
        ("9" * 400, None),
        ("²²²²²²²²²", None),
        ("--123456789", None),
        ("1700000000.5", datetime(2023, 11, 14, 22, 13, 20, 500_000, tzinfo=UTC)),
        ("9999-12-31T23:59:59-23:00", None),
    ],
)
def test_times_are_read_in_every_form_seen(said: object, meant: datetime | None) -> None:
    found = when(said)
    assert found == meant
    assert found is None or found.tzinfo is UTC


def test_ids_lose_nul_and_blanks_and_empty_ones_are_none() -> None:
    found = refined(id=" m\0 ", user_id="  u1\n", anonymous_id="\0", prev_id=" ")
    assert (found.id, found.user_id, found.anonymous_id, found.prev_id) == ("m", "u1", None, None)


def test_an_event_belongs_to_somebody_unless_a_group_speaks_of_itself() -> None:
    assert refusal(user_id=None) == "no_person"
    assert refusal(user_id="\0", anonymous_id="  ") == "no_person"
    assert refined(user_id=None, type="group", event=None, group={"type": "company", "id": "c1"}).group


def test_names_are_needed_where_they_say_what_happened() -> None:
    assert refusal(event=None) == "no_event"
    assert refusal(event="\0") == "no_event"
    assert refusal(event="x" * 201) == "event_name_too_long"
    assert refined(event="a\0b").event == "ab"
    assert refined(event=None, type="identify").event is None
    assert refusal(user_id="u" * 1001) == "id_too_long"


def test_a_batch_keeps_its_good_events_and_all_reasons() -> None:
    found = refine_batch(Batch(events=[event(), event(event="")], rejects=[Reject(code="bad_id", detail="", index=2)]))
    assert [e.event for e in found.events] == ["Order"]
    assert [r.code for r in found.rejects] == ["bad_id", "no_event"]


def test_the_steps_have_names() -> None:
    assert [name for name, _ in STEPS] == ["ids", "name", "person", "time"]
