"""The history of the demo world: ninety days, person after person, and the state in which it leaves them."""

from collections.abc import Generator, Iterable
from datetime import UTC, datetime
from heapq import heapify, heappop
from random import Random

import msgspec

from uems.demo.act import act
from uems.demo.person import Due, Memory
from uems.demo.population import DAY, DAYS, Population, World
from uems.events.event import Event
from uems.events.mapping import SOURCE

Bills = dict[str, tuple[float, int]]
"""Yuan and clicks, by day, channel and campaign (joined by tabs)."""

BILLED = "ads-billing"
"""The user id under which the cost of advertising stands."""


class State(msgspec.Struct):
    """The world between two steps: enough to go on, as JSON. `memories` are in the order of the population."""

    seed: int
    people: int
    end: datetime
    at: int
    """Milliseconds up to which everything was told."""
    days: int
    """Days whose newcomers and visitors are on the agendas."""
    memories: list[Memory]
    pending: list[Event]
    """Events of visits that were going on at `at`."""
    bills: Bills


def history(world: World, received: datetime) -> Generator[list[Event], None, State]:
    """The events of one person after the other, each in the order of time; then the cost of advertising."""
    population, agendas = planned(world, DAYS + 1)
    until, pending = world.until, list[Event]()
    bills: Bills = {}
    memories = []
    for place, agenda in enumerate(agendas):
        memory, events = _life(population, place, agenda, received)
        memories.append(memory)
        if events and events[-1].timestamp >= world.end:
            pending += [event for event in events if event.timestamp >= world.end]
            events = [event for event in events if event.timestamp < world.end]
        bill(world, bills, events)
        yield events
    today = world.day(until)
    yield costs(world, bills, today, received)
    return State(world.seed, world.people, world.end, until, population.days, memories, pending, bills)


def planned(world: World, days: int) -> tuple[Population, list[list[Due]]]:
    """Everybody who comes within so many days, each with an agenda of arrival, visits and invitations."""
    population = Population(world)
    agendas: list[list[Due]] = []
    for day in range(days):
        fresh = population.grow()
        agendas += [population.plans(place) for place in fresh]
        for place, at in population.visitors(day):
            agendas[place].append((at, "visit", ""))
        for place in fresh:
            asked = population.invitation(place)
            if asked is not None:
                agendas[asked[0]].append(asked[1])
    return population, agendas


def _life(population: Population, place: int, agenda: list[Due], received: datetime) -> tuple[Memory, list[Event]]:
    """Everything that one person does until the end of the history; what is due later stays on the agenda."""
    world, person = population.world, population.people[place]
    dice = Random(person.number << 40 | world.seed)  # noqa: S311 - a made-up world, no secret
    memory, events, until = Memory(), list[Event](), world.until
    heapify(agenda)
    memory.agenda = agenda
    host = population.host(place)
    while agenda and agenda[0][0] < until:
        events += act(world, person, memory, dice, heappop(agenda), received, host)
    events.sort(key=_when)
    return memory, events


def _when(event: Event) -> datetime:
    return event.timestamp


def bill(world: World, bills: Bills, events: Iterable[Event]) -> None:
    """Add up what the clicks cost."""
    for event in events:
        if event.event == "ad_clicked":
            said = event.properties
            day = world.day(round(event.timestamp.timestamp() * 1000))
            name = f"{day}\t{said['channel']}\t{said['campaign']}"
            cost, clicks = bills.get(name, (0.0, 0))
            bills[name] = round(cost + said["cost"], 2), clicks + 1


def costs(world: World, bills: Bills, before: int, received: datetime) -> list[Event]:
    """The bills of the days before a day, as events at the end of their day; they leave `bills`."""
    found = []
    for name in sorted(bills, key=lambda name: (int(name.split("\t")[0]), name)):
        day, channel, campaign = name.split("\t")
        if int(day) >= before:
            continue
        cost, clicks = bills.pop(name)
        at = datetime.fromtimestamp((world.start + (int(day) + 1) * DAY - 60_000) / 1000, UTC)
        said = {"channel": channel, "campaign": campaign, "cost": cost, "currency": "CNY", "clicks": clicks}
        found.append(
            Event(
                id=f"bill-{day}-{channel}-{campaign}",
                event="ad_cost",
                source=SOURCE,
                user_id=BILLED,
                timestamp=at,
                received_at=received,
                properties=said | {"impressions": clicks * (31 + int(day) % 11)},
            )
        )
    return found
