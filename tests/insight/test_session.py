"""Sessions: bounce, dwell and depth by hand, a plain walk beside the query, and exactly the people behind a number."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from random import Random
from statistics import mean, median
from typing import Any

import pytest

from insight.small_world import World
from uems.insight import session
from uems.insight.cell import counted
from uems.insight.session import SessionCell
from uems.insight.session_rows import Sessions
from uems.metrics.asked import BadRange, span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.period import Calendar
from uems.people.scope import Scope
from uems.people.session_rule import SessionRule
from uems.rules.condition import parse
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

_numbers = count(6_000_000)


@pytest.fixture
def world(warehouse: Warehouse) -> Callable[..., World]:
    def make(zone: str = "UTC") -> World:
        return World(warehouse, next(_numbers), zone)

    return make


def asked(scope: Scope, since: str = "2024-01-01", until: str = "2024-01-31", **more: Any) -> Sessions:
    return Sessions(span(since, until, scope), Calendar("day", scope.zone), **more)


def visit(world: World, who: str, *told: tuple[str, str, str], day: str = "2024-01-02", **more: Any) -> None:
    """Events (clock, name, page) of a day."""
    for clock, name, page in told:
        world.did(who, name, f"{day}T{clock}", **({"page": page} if page else {}), **more)


def three(world: World) -> World:
    """ann looks at two pages and buys, bob at one and leaves, cat at one and says nothing more."""
    visit(
        world,
        "ann",
        ("10:00:00", "page", "/"),
        ("10:00:20", "leave", "/"),
        ("10:01:00", "page", "/buy"),
        ("10:01:05", "order_paid", ""),
        ("10:01:30", "leave", "/buy"),
    )
    visit(world, "bob", ("10:00:00", "page", "/"), ("10:00:15", "leave", "/"))
    visit(world, "cat", ("10:00:00", "page", "/blog/"))
    return world


def test_bounce_depth_and_dwell_of_three_visits(world: Callable[..., World]) -> None:
    scope = three(world()).scope()
    found = session.answer(asked(scope), scope)
    total = found.total
    assert (total.sessions, total.people, total.visits, total.views, total.bounced) == (3, 3, 3, 4, 2)
    assert (total.bounce_rate, total.depth) == (2 / 3, 4 / 3)
    assert (total.mean_seconds, total.median_seconds) == ((90 + 15 + 0) / 3, 15)
    # The forty seconds after ann left a page are nobody's; cat's only page is unknown, not nothing.
    assert (total.known, total.dwell_mean_seconds, total.dwell_median_seconds) == (2, (50 + 15) / 2, (50 + 15) / 2)
    assert [(one.from_seconds, one.sessions) for one in found.durations if one.sessions] == [(0, 1), (10, 1), (60, 1)]
    assert [(one.from_views, one.sessions) for one in found.depths if one.sessions] == [(1, 2), (2, 1)]
    assert sum(one.numbers.sessions for one in found.series) == 3
    assert found.series[1].numbers == total


def test_entry_and_exit_pages_and_the_last_page_is_not_nothing(world: Callable[..., World]) -> None:
    scope = three(world()).scope()
    pages = {one.page: one for one in session.answer(asked(scope), scope).pages.items}
    front, buy, blog = pages["/"], pages["/buy"], pages["/blog"]
    assert (front.views, front.entries, front.exits, front.bounced) == (2, 2, 1, 1)
    assert (front.bounce_rate, front.exit_rate) == (0.5, 0.5)
    assert (front.dwell_mean_seconds, buy.dwell_mean_seconds) == ((20 + 15) / 2, 30)
    assert (buy.entries, buy.exits, buy.bounce_rate) == (0, 1, None)
    assert (blog.known, blog.dwell_mean_seconds, blog.bounced) == (0, None, 1)


def test_what_shows_a_page_by_its_type_is_said_in_one_place(
    world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uems.insight.page.VIEW", sql("type IN ('page', 'track')"))
    filled = world()
    visit(filled, "ann", ("10:00:00", "order_paid", "/thanks"))
    scope = filled.scope()
    found = session.answer(asked(scope), scope)
    assert (found.total.views, [one.page for one in found.pages.items]) == (1, ["/thanks"])


def test_a_bounce_is_what_the_project_calls_one(world: Callable[..., World]) -> None:
    scope = three(world()).scope()

    def bounced(**rule: Any) -> int:
        return session.answer(asked(scope, rule=SessionRule(**rule)), scope).total.bounced

    assert bounced(bounce="single_page") == 2
    assert bounced(bounce="ten_seconds") == 1
    assert [bounced(bounce="seconds", bounce_seconds=n) for n in (15, 16, 91)] == [1, 2, 3]
    quiet = (*SessionRule().quiet, "order_paid")
    assert bounced(quiet=quiet) == 2


def test_a_heartbeat_keeps_looking_and_an_idle_hour_does_not(world: Callable[..., World]) -> None:
    filled = world()
    visit(filled, "ann", ("10:00:00", "page", "/"), ("10:05:00", "heartbeat", ""), ("10:09:00", "heartbeat", ""))
    filled.did("ann", "heartbeat", "2024-01-02T10:10:00", visible=False)
    visit(filled, "ann", ("10:29:00", "heartbeat", ""))
    scope = filled.scope()

    def dwell(**rule: Any) -> float | None:
        return session.answer(asked(scope, rule=SessionRule(**rule)), scope).total.dwell_mean_seconds

    # Nobody looks between the heartbeat that says so and the next one.
    assert dwell() == 600
    assert dwell(idle=2) == 120 + 120 + 60
    assert session.answer(asked(scope), scope).total.bounced == 1


def test_an_event_that_nobody_did_begins_no_session(world: Callable[..., World]) -> None:
    filled = world()
    visit(filled, "ann", ("10:00:00", "page", "/"), ("10:20:00", "message_sent", ""), ("10:40:00", "page", "/"))
    scope = filled.scope()
    assert session.answer(asked(scope), scope).total.sessions == 2
    assert session.answer(asked(scope, rule=SessionRule(ignored=())), scope).total.sessions == 1


def test_a_session_over_midnight_counts_on_the_day_it_began_or_is_cut(world: Callable[..., World]) -> None:
    filled = world("Asia/Shanghai")
    visit(filled, "ann", ("15:50:00", "page", "/"), ("16:10:00", "page", "/buy"))
    scope = filled.scope()

    def by_day(**rule: Any) -> list[int]:
        found = session.answer(asked(scope, "2024-01-02", "2024-01-03", rule=SessionRule(**rule)), scope)
        return [one.numbers.sessions for one in found.series]

    assert by_day() == [1, 0]
    assert by_day(midnight=True) == [1, 1]
    later = session.answer(asked(scope, "2024-01-03", "2024-01-03"), scope)
    assert later.total.sessions == 0


def test_the_senders_own_sessions_are_used_where_the_project_says_so(world: Callable[..., World]) -> None:
    filled = world()
    for clock, id in (("10:00", "s1"), ("12:00", "s1"), ("12:01", "s2"), ("12:02", "")):
        filled.did("ann", "page", f"2024-01-02T{clock}:00")
        filled.rows[-1]["session_id"] = id
    filled.did("bob", "page", "2024-01-03T09:00:00")
    scope = filled.scope()
    found = session.answer(asked(scope), scope)
    assert (found.total.sessions, found.total.people) == (4, 2)
    assert [(one.numbers.sessions, one.numbers.people) for one in found.series[1:4]] == [(3, 1), (1, 1), (0, 0)]
    assert session.answer(asked(scope, rule=SessionRule(ids=False)), scope).total.sessions == 3


def test_another_campaign_begins_another_session(world: Callable[..., World]) -> None:
    filled = world()
    for minute, campaign in enumerate(("spring", None, "spring", "autumn", None)):
        filled.did("ann", "page", f"2024-01-02T10:{minute:02}:00", campaign=campaign)
    scope = filled.scope()
    assert session.answer(asked(scope, rule=SessionRule(campaign=True)), scope).total.sessions == 2
    assert session.answer(asked(scope), scope).total.sessions == 1


def crowd(world: World, seed: int) -> dict[str, list[tuple[datetime, str, str | None]]]:
    random, people = Random(seed), {}
    for n in range(40):
        at, did = datetime(2024, 1, 1, 20, tzinfo=UTC) + timedelta(minutes=random.randrange(600)), []
        for _ in range(random.randrange(1, 30)):
            at += timedelta(seconds=random.choice((1, 5, 30, 300, 1799, 1800, 4000)))
            did.append((at, random.choice(("page", "page", "leave", "heartbeat", "click")), random.choice("ab")))
        people[f"p{n}"] = did
        for when, name, channel in did:
            world.did(f"p{n}", name, when.replace(tzinfo=None).isoformat(), page="/", channel=channel)
    return people


def walked(people: dict[str, list[tuple[datetime, str, str | None]]]) -> list[list[tuple[datetime, str, str | None]]]:
    """Sessions that began on 2 January, by a plain walk."""
    found = []
    for did in people.values():
        sessions: list[list[tuple[datetime, str, str | None]]] = []
        for one in did:
            if not sessions or one[0] - sessions[-1][-1][0] >= timedelta(minutes=30):
                sessions.append([])
            sessions[-1].append(one)
        found += [one for one in sessions if one[0][0].day == 2]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_numbers_are_those_of_a_plain_walk(world: Callable[..., World], seed: int) -> None:
    filled = world()
    sessions = walked(crowd(filled, seed))
    scope = filled.scope()
    total = session.answer(asked(scope, "2024-01-02", "2024-01-02"), scope).total
    dwells = [
        sum((b[0] - a[0]).total_seconds() for a, b in pairwise(one) if a[1] != "leave")
        for one in sessions
        if len(one) > 1
    ]
    names = [[name for _, name, _ in one] for one in sessions]
    seconds = [(one[-1][0] - one[0][0]).total_seconds() for one in sessions]
    assert (total.sessions, total.views) == (len(sessions), sum(one.count("page") for one in names))
    assert total.bounced == sum(one.count("page") == 1 and "click" not in one for one in names)
    assert (total.mean_seconds, total.median_seconds) == (pytest.approx(mean(seconds)), median(seconds))
    assert (total.known, total.dwell_median_seconds) == (len(dwells), median(dwells))
    assert total.dwell_mean_seconds == pytest.approx(mean(dwells))


def test_exactly_the_people_behind_each_number(world: Callable[..., World]) -> None:
    filled = world()
    people = crowd(filled, 5)
    most = Counter(channel for did in people.values() for _, _, channel in did).most_common(1)[0][0]
    scope = filled.scope()
    question = asked(scope, breakdown=Breakdown((Split("channel"),), 1))
    found = session.answer(question, scope)

    def behind(**cell: Any) -> int:
        return counted(session.behind(question, SessionCell(**cell), scope), scope)

    assert behind() == found.total.people
    assert [behind(bucket=one.start) for one in found.series[:3]] == [one.numbers.people for one in found.series[:3]]
    assert found.breakdown is not None
    assert {one.value for one in found.breakdown} == {most, "$other"}
    assert [behind(breakdown=(one.value,)) for one in found.breakdown] == [
        one.numbers.people for one in found.breakdown
    ]
    assert sum(one.numbers.sessions for one in found.breakdown) == found.total.sessions
    for one in found.pages.items:
        assert behind(page=one.page) == one.people
        assert behind(page=one.page, at="entry", bounced=True) <= one.bounced
    for bins, name in ((found.durations, "duration"), (found.dwells, "dwell")):
        for bin in bins:
            assert (behind(**{name: bin.from_seconds}) > 0) == (bin.sessions > 0)
    assert behind(bounced=True) <= found.total.bounced
    assert sum(one.sessions for one in found.depths) == found.total.sessions


def test_with_merged_people_the_numbers_stay(world: Callable[..., World]) -> None:
    filled = three(world())
    visit(filled, "ann", ("10:02:00", "page", "/"), campaign="x")
    scope = filled.scope()
    plain = replace(scope, merged=False)
    for rule in (SessionRule(), SessionRule(campaign=True, midnight=True, ids=False)):
        question = asked(scope, rule=rule, breakdown=Breakdown((Split("page"), Split("plan", "person")), listed=True))
        one, other = session.answer(question, scope), session.answer(question, plain)
        assert (one.total, one.pages, one.breakdown) == (other.total, other.pages, other.breakdown)
        for cell in (
            SessionCell(page="/"),
            SessionCell(breakdown=(one.breakdown[0].value,)),
            SessionCell(bounced=True),
        ):
            found = [counted(session.behind(question, cell, each), each) for each in (scope, plain)]
            assert found[0] == found[1] > 0


def test_pages_beyond_the_limit_are_counted_together(world: Callable[..., World]) -> None:
    filled = world()
    for n in range(30):
        visit(filled, f"p{n}", ("10:00:00", "page", f"/{n}"), ("10:00:05", "page", "/end"))
    scope = filled.scope()
    pages = session.answer(asked(scope, limit=3), scope).pages
    assert pages.items[0].page == "/end"
    assert sum(one.views for one in pages.items) + pages.other_views == 60
    assert sum(one.entries for one in pages.items) + pages.other_entries == 30
    assert sum(one.exits for one in pages.items) + pages.other_exits == 30
    assert pages.others + len(pages.items) == 31


def test_nobody_came_and_too_many_buckets_are_refused(world: Callable[..., World]) -> None:
    scope = world().scope()
    found = session.answer(asked(scope), scope)
    assert (found.total.sessions, found.total.bounce_rate, found.total.mean_seconds) == (0, None, None)
    assert (found.pages.items, len(found.series)) == ((), 31)
    minutes = replace(asked(scope, "2020-01-01"), calendar=Calendar("minute", scope.zone))
    with pytest.raises(BadRange):
        session.answer(minutes, scope)


def test_only_the_people_of_a_condition(world: Callable[..., World]) -> None:
    filled = three(world())
    filled.knows("ann", plan="pro")
    scope = filled.scope()
    only_pro = parse({"person": "plan", "op": "eq", "value": "pro"}, "condition")
    assert session.answer(asked(scope, people=only_pro), scope).total.people == 1
