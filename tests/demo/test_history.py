"""The history of the demo world: the same for the same seed, of the promised size, varied, and sound."""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import chain

import msgspec
import pytest

from demo.history import written
from uems.demo import stream
from uems.demo.history import BILLED, State
from uems.demo.population import DAYS, ZONE, World
from uems.events.event import Event

END = datetime(2026, 6, 1, 14, 0, tzinfo=UTC)
WORLD = World(1, 3_000, END)
HAN = re.compile(r"[\u4e00-\u9fff]")
NAMES = {
    *("page", "leave", "app_open", "ad_clicked", "ad_cost", "sign_up", "onboarding_done", "search", "product_viewed"),
    *("add_to_cart", "checkout_started", "payment_failed", "order_paid", "order_refunded", "course_started", "share"),
    *("lesson_completed", "video_stutter", "course_completed", "review_left", "ticket_opened", "nps_answered"),
    *("invite_sent", "invite_accepted", "coupon_received", "experiment_exposed"),
}
EVERYWHERE = {"platform", "app_version", "channel", "region", "business_line", "country", "language"}


@pytest.fixture(scope="module")
def told() -> tuple[list[list[Event]], State]:
    return written(WORLD)


@pytest.fixture(scope="module")
def events(told: tuple[list[list[Event]], State]) -> list[Event]:
    return list(chain(*told[0]))


def texts(events: list[Event], *names: str) -> list[tuple[str, str]]:
    """(language, text) of everything written."""
    said = (e.properties for e in events if e.event in names)
    return [(p["language"], p["text"]) for p in said if "text" in p]


@pytest.mark.parametrize("said", [b"", b"\0\0", b"\0\0\0\x09E\x90"])
def test_a_generator_that_ends_within_a_frame_is_found_out(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bytes at all, half a head, and half of what the head promised."""
    popen = subprocess.Popen
    script = f"import sys; sys.stdout.buffer.write({said!r})"
    monkeypatch.setattr(subprocess, "Popen", lambda _, **more: popen([sys.executable, "-c", script], **more))
    with pytest.raises(stream.Broken):
        list(stream.read(WORLD, END))


def test_the_same_seed_gives_the_same_world(told: tuple[list[list[Event]], State]) -> None:
    again = written(WORLD)
    assert again[0] == told[0]
    assert msgspec.json.encode(again[1]) == msgspec.json.encode(told[1])


def test_another_seed_gives_other_people(events: list[Event]) -> None:
    others = {e.user_id for e in chain(*written(World(2, 3_000, END))[0])} - {None, BILLED}
    assert len(others & {e.user_id for e in events}) < 0.01 * len(others)


def test_the_whole_world_has_the_promised_size() -> None:
    """Also when it ends a minute after midnight, with nearly nothing of its last day."""
    world = World(8420, 20_000, datetime(2026, 6, 2, 0, 1, tzinfo=ZONE))
    people, _ = written(world)
    assert sum(bool(some) for some in people[:-1]) >= 20_000
    assert sum(map(len, people)) >= 600_000


def test_the_history_ends_now_and_is_ninety_days_long(events: list[Event]) -> None:
    times = [event.timestamp for event in events]
    assert max(times) < END
    assert END - timedelta(days=DAYS + 1) < min(times) < END - timedelta(days=DAYS - 1)
    assert {event.timestamp.tzinfo for event in events} == {UTC}


def test_each_person_is_told_in_the_order_of_time_under_ids_of_their_own(told: tuple[list[list[Event]], State]) -> None:
    for some in told[0]:
        assert some == sorted(some, key=lambda event: event.timestamp)
    ids = [event.id for event in chain(*told[0])]
    assert len(set(ids)) == len(ids)


def test_every_event_has_its_name_and_properties(events: list[Event]) -> None:
    assert {event.event for event in events if event.type != "identify"} == NAMES
    assert all(event.properties.keys() >= EVERYWHERE for event in events if event.event != "ad_cost")
    assert {e.properties["platform"] for e in events if e.event == "page"} == {"ios", "android", "web", "mini_program"}
    assert {(e.properties["region"], e.properties["business_line"]) for e in events if e.event == "order_paid"} == {
        (region, line) for region in ("east", "overseas") for line in ("shop", "course")
    }


def test_visitors_become_known_and_some_use_several_devices(events: list[Event]) -> None:
    devices: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.user_id and event.anonymous_id:
            devices[event.user_id].add(event.anonymous_id)
    before = {event.anonymous_id for event in events if event.user_id is None}
    assert len(before & set(chain(*devices.values()))) > 1_000
    assert sum(len(used) > 1 for used in devices.values()) > 100
    profiles = [e.ops["set"] for e in events if e.type == "identify" and "name" in e.ops["set"]]
    assert all(p.keys() == {*EVERYWHERE, "name", "level", "birthday"} - {"platform", "app_version"} for p in profiles)
    assert {bool(HAN.search(p["name"])) == (p["language"] == "zh") for p in profiles} == {True}
    assert len({p["name"] for p in profiles}) > 0.6 * len(profiles)


def test_it_grows_and_has_a_rhythm(events: list[Event]) -> None:
    hours = Counter(e.timestamp.astimezone(ZONE).hour for e in events if e.properties.get("region") == "east")
    assert sum(hours[h] for h in (19, 20, 21, 22)) > 5 * sum(hours[h] for h in (2, 3, 4, 5))
    weekdays = Counter(e.timestamp.astimezone(ZONE).weekday() for e in events)
    assert weekdays[5] + weekdays[6] > weekdays[0] + weekdays[1]
    people: dict[int, set[str | None]] = defaultdict(set)
    for event in events:
        people[(END - event.timestamp).days // 30].add(event.user_id or event.anonymous_id)
    assert len(people[0]) > 1.5 * len(people[2])


def test_people_come_back_less_and_less(events: list[Event]) -> None:
    days: dict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.user_id and event.user_id != BILLED:
            days[event.user_id].add(event.timestamp.astimezone(ZONE).toordinal())
    old = [seen for seen in days.values() if min(seen) < END.toordinal() - 32]

    def share(first: int, last: int) -> float:
        return sum(any(min(seen) + first <= day <= min(seen) + last for day in seen) for seen in old) / len(old)

    assert 0.25 < share(1, 1) < 0.55
    assert share(1, 1) > 2 * share(7, 7) > 2.5 * share(30, 30) > 0.05


def test_the_referral_tree_has_no_circle_and_every_invitation_was_sent_before(events: list[Event]) -> None:
    sent = {e.properties["invitee"]: (e.user_id, e.timestamp) for e in events if e.event == "invite_sent"}
    accepted = [e for e in events if e.event == "invite_accepted"]
    user_of = {e.anonymous_id: e.user_id for e in events if e.event == "sign_up"}
    assert len(accepted) > 150
    parent = {}
    for event in accepted:
        guest = user_of.get(event.anonymous_id)
        if guest is not None:
            assert sent[guest][0] == event.properties["inviter"]
            assert sent[guest][1] < event.timestamp
            parent[guest] = event.properties["inviter"]
    deepest = 0
    for one in parent:
        way = [one]
        while way[-1] in parent:
            way.append(parent[way[-1]])
            assert way.count(way[-1]) == 1
        deepest = max(deepest, len(way))
    assert deepest >= 3


@pytest.mark.parametrize("name", ["review_left", "ticket_opened", "nps_answered"])
def test_what_people_write_is_varied_and_in_their_language(events: list[Event], name: str) -> None:
    said = texts(events, name)
    assert {language for language, _ in said} == {"zh", "en"}
    for language, text in said:
        assert text.strip()
        assert "{" not in text
        assert bool(HAN.search(text)) == (language == "zh"), text
        assert not re.search(r"，，|。。|,,|\.\.|  |^[，。,.]", text), text
    counts = Counter(text for _, text in said)
    assert len(counts) > 0.8 * len(said)
    assert counts.most_common(1)[0][1] < max(6, 0.02 * len(said))


def test_an_advertising_bill_is_the_sum_of_its_clicks(events: list[Event]) -> None:
    clicks: Counter[tuple[object, str]] = Counter()
    bills: Counter[tuple[object, str]] = Counter()
    for event in events:
        day = event.timestamp.astimezone(ZONE).date()
        if event.event == "ad_clicked" and day < END.astimezone(ZONE).date():
            clicks[day, event.properties["channel"]] += round(100 * event.properties["cost"])
        elif event.event == "ad_cost":
            bills[day, event.properties["channel"]] += round(100 * event.properties["cost"])
    assert bills == clicks
