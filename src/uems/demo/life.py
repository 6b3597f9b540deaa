"""The demo world goes on: a step forward in time, in which people live and answer to what reached them.

A step follows from the state, the moments and what reached people, and from nothing else. An event's id and its chances
follow from who does what when, so steps of any length tell the same events, and a step told twice repeats its ids.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from random import Random
from typing import Any, Literal

import msgspec

from uems.base.ids import hash64
from uems.demo.act import act, take_coupon
from uems.demo.history import Bills, State, bill, costs
from uems.demo.person import Due, Memory
from uems.demo.population import DAY, HOUR, Population, World
from uems.demo.truth import TRUTHS, Truths
from uems.events.event import Event

ANSWERS = 0.35
"""Share of people who answer a survey that reached them."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The product reached a person, named by their user id. `content` holds for a coupon its code as `coupon`, for a
    flag its name as `flag` and `on`, for a survey its id as `survey`; a message may hold anything."""

    person: str
    kind: Literal["message", "coupon", "flag", "survey"]
    at: datetime
    content: dict[str, Any]


@dataclass(slots=True)
class Life:
    """A world that is awake. `next` says when whose agenda is due; an entry that is too early is passed over."""

    world: World
    population: Population
    memories: list[Memory]
    places: dict[str, int]
    pending: list[Event]
    bills: Bills
    at: int
    next: list[tuple[int, int]] = field(default_factory=list)


def wake(state: State, truths: Truths = TRUTHS) -> Life:
    """The world as it was put down: its people follow from the seed, their memories from the state."""
    world = World(state.seed, state.people, state.end, truths)
    population = Population(world)
    while population.days < state.days:
        population.grow()
    due = [(memory.agenda[0][0], place) for place, memory in enumerate(state.memories) if memory.agenda]
    heapify(due)
    places = {person.user: place for place, person in enumerate(population.people)}
    return Life(world, population, state.memories, places, state.pending, state.bills, state.at, due)


def asleep(life: Life) -> State:
    world, days = life.world, life.population.days
    return State(world.seed, world.people, world.end, life.at, days, life.memories, life.pending, life.bills)


def step(life: Life, since: datetime, until: datetime, received: Sequence[Reached] = ()) -> list[Event]:
    """What people do from `since` to `until`, in the order of time; `life` is changed. What was due before `since`
    never happens: the world slept. Raises ValueError when a step goes back."""
    start, end = _milliseconds(since), _milliseconds(until)
    if not life.at <= start <= end:
        raise ValueError(f"the world is at {life.at}, the step goes from {start} to {end}")
    _days(life, start, end)
    for one in sorted(received, key=lambda one: (one.at, one.person, one.kind)):
        _react(life, one)
    events = [event for event in life.pending if event.timestamp >= since]
    while life.next and life.next[0][0] < end:
        at, place = heappop(life.next)
        agenda = life.memories[place].agenda
        if agenda and agenda[0][0] <= at:
            due = heappop(agenda)
            if due[0] >= start:
                events += _live(life, place, due, until)
            if agenda:
                heappush(life.next, (agenda[0][0], place))
    events.sort(key=lambda event: (event.timestamp, event.id))
    life.pending = [event for event in events if event.timestamp >= until]
    told = events[: len(events) - len(life.pending)]
    bill(life.world, life.bills, told)
    life.at = end
    return told + costs(life.world, life.bills, life.world.day(end), until)


def _live(life: Life, place: int, due: Due, received: datetime) -> list[Event]:
    person = life.population.people[place]
    dice = _dice(life, str(person.number), str(due[0]), due[1])
    return act(life.world, person, life.memories[place], dice, due, received, life.population.host(place))


def _days(life: Life, start: int, end: int) -> None:
    """Newcomers and visitors of the days that begin within the step."""
    population = life.population
    while population.days <= life.world.day(end):
        day = population.days
        for place in population.grow():
            life.places[population.people[place].user] = place
            life.memories.append(Memory())
            for due in population.plans(place):
                _put(life, place, due)
            asked = population.invitation(place)
            if asked is not None:
                host, (at, what, word) = asked
                _put(life, host, (max(at, start), what, word))
        for place, at in population.visitors(day):
            _put(life, place, (at, "visit", ""))


def _put(life: Life, place: int, due: Due) -> None:
    heappush(life.memories[place].agenda, due)
    heappush(life.next, (due[0], place))


def _react(life: Life, one: Reached) -> None:
    """What it does to the person, by the planted effects; nobody else is moved by it."""
    place = life.places.get(one.person)
    if place is None:
        return
    memory, truths, at = life.memories[place], life.world.truths, _milliseconds(one.at)
    dice = _dice(life, one.person, one.kind, str(at), msgspec.json.encode(one.content, order="sorted").decode())
    match one.kind:
        case "coupon":
            take_coupon(truths, memory, dice, at, str(one.content.get("coupon", "")))
        case "flag":
            flag = str(one.content.get("flag", ""))
            memory.flags = [each for each in memory.flags if each != flag] + [flag] * bool(one.content.get("on"))
        case "survey" if dice.random() < ANSWERS:
            later = at + int((0.05 + dice.expovariate(1 / 3)) * HOUR)
            heappush(memory.agenda, (later, "answer", str(one.content.get("survey", ""))))
        case "message" if memory.gone and at - memory.signalled < truths.churn.days * DAY:
            churn = truths.churn
            if dice.random() < (churn.wooed - churn.stays) / (1 - churn.stays):
                memory.gone, memory.agenda = False, []
                heappush(memory.agenda, (at + int((1 + dice.random() * 5) * DAY), "visit", ""))
    if memory.agenda:
        heappush(life.next, (memory.agenda[0][0], place))


def _dice(life: Life, *about: str) -> Random:
    return Random(hash64(str(life.world.seed), *about))  # noqa: S311 - a made-up world, no secret


def _milliseconds(moment: datetime) -> int:
    return round(moment.astimezone(UTC).timestamp() * 1000)
