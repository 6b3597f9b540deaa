"""One visit of one person while it happens: what was told of it so far, and how an event is told."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import heappush
from random import Random
from typing import Any

from uems.demo import shop
from uems.demo.person import Memory, Person
from uems.demo.population import DAY, World
from uems.demo.truth import Truths
from uems.events.event import Event, Kind
from uems.events.mapping import SOURCE

Props = dict[str, Any]


@dataclass(slots=True)
class Visit:
    """`base` is in the properties of every event; `at` is the moment of the newest, in milliseconds."""

    world: World
    truths: Truths
    person: Person
    memory: Memory
    dice: Random
    at: int
    stem: str
    user: str | None
    anonymous: str | None
    platform: str
    version: str
    base: Props
    received: datetime
    events: list[Event] = field(default_factory=list)


def opened(world: World, person: Person, memory: Memory, dice: Random, at: int, what: str, received: datetime) -> Visit:
    """A visit on one of the person's devices."""
    other = person.second if memory.signed and person.second and dice.random() < 0.3 else None
    platform = other or person.platform
    version = version_of(world, person, platform, at)
    country = person.country
    return Visit(
        world,
        world.truths,
        person,
        memory,
        dice,
        at,
        f"{person.number:x}-{at:x}{what[0]}",
        person.user if memory.signed and platform in memory.known else None,
        f"{platform}-{person.device}",
        platform,
        version,
        {
            "platform": platform,
            "app_version": version,
            "channel": person.channel.name,
            "region": country.region,
            "business_line": person.line,
            "country": country.code,
            "language": country.language,
        },
        received,
    )


def version_of(world: World, person: Person, platform: str, at: int) -> str:
    """New installations have the newest version; the others take it some days after it came out."""
    if platform in shop.HOSTED:
        return shop.HOSTED[platform]
    found = shop.RELEASES[0][0]
    for version, before in shop.RELEASES:
        out = world.until - before * DAY
        if person.arrived >= out or at >= out + person.lag * DAY:
            found = version
    return found


def tell(
    visit: Visit, event: str | None, more: Props, pause: int = 0, kind: Kind = "track", ops: Props | None = None
) -> None:
    """An event of the visit, so many milliseconds after the one before."""
    visit.at += pause
    events = visit.events
    moment = datetime.fromtimestamp(visit.at / 1000, UTC)
    events.append(
        Event(
            id=f"{visit.stem}{len(events)}",
            type=kind,
            event=event,
            source=SOURCE,
            user_id=visit.user,
            anonymous_id=visit.anonymous,
            session_id=visit.stem,
            timestamp=moment,
            received_at=visit.received,
            properties={**visit.base, **more},
            ops=ops or {},
        )
    )


def page(visit: Visit, path: str, title: str, dwell: float = 30.0) -> None:
    """A page is looked at and, mostly, left; `dwell` is the mean in seconds."""
    dice = visit.dice
    tell(visit, "page", {"page": path, "title": title}, 400 + int(dice.random() * 1800), "page")
    seconds = 2 + int(dice.expovariate(1 / dwell))
    if dice.random() < 0.85:
        tell(visit, "leave", {"page": path, "seconds": seconds}, seconds * 1000)
    else:
        visit.at += seconds * 1000


def about(visit: Visit, item: shop.Item) -> Props:
    return {"product_id": item.id, "product": named(visit, item), "category": item.category, "price": item.price}


def named(visit: Visit, item: shop.Item) -> str:
    return item.zh if visit.person.country.language == "zh" else item.en


def words(visit: Visit, zh: str, en: str) -> str:
    return zh if visit.person.country.language == "zh" else en


def plan(visit: Visit, at: int, what: str, word: str = "") -> None:
    """The person will do something later."""
    heappush(visit.memory.agenda, (at, what, word))


def exposed(visit: Visit, experiment: str, variant: str, **more: str) -> None:
    tell(visit, "experiment_exposed", {"experiment": experiment, "variant": variant, **more}, 120)


def binomial(dice: Random, most: int, mean: float) -> int:
    """A whole number from 0 to `most` whose mean is exactly `mean`."""
    chance = mean / most
    return sum(dice.random() < chance for _ in range(most))
