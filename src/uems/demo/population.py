"""Who lives in the demo world: newcomers of each day, and on which days people come back; it follows from the seed."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from uems.demo import shop
from uems.demo.person import Due, Person
from uems.demo.truth import TRUTHS, Span, Truths

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = 90
DAY = 86_400_000
HOUR = 3_600_000
_DRAWS = 26
_WEEK = (0.93, 0.92, 0.95, 0.97, 1.04, 1.12, 1.07)
_FADE = 0.62
_PERSONAL = 100_000
"""Numbers of one day's newcomers."""


@dataclass(frozen=True, slots=True)
class World:
    """Which world: its seed, how many people come in its history, and the moment at which the history ends."""

    seed: int
    people: int
    end: datetime
    truths: Truths = TRUTHS
    start: int = field(init=False)
    """Milliseconds of the midnight, in the shop's zone, with which the history begins."""
    until: int = field(init=False)
    """Milliseconds of `end`."""

    def __post_init__(self) -> None:
        midnight = self.end.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        object.__setattr__(self, "start", round(midnight.timestamp() * 1000) - DAYS * DAY)
        object.__setattr__(self, "until", round(self.end.timestamp() * 1000))

    def day(self, at: int) -> int:
        return (at - self.start) // DAY

    def within(self, span: Span, at: int) -> bool:
        return self.until - span.since * DAY <= at < self.until - span.until * DAY


@dataclass(slots=True)
class Population:
    """Everybody born so far, and as columns what says who comes on a day."""

    world: World
    people: list[Person] = field(default_factory=list)
    days: int = 0
    leaders: list[int] = field(default_factory=list)
    hosts: list[int] = field(default_factory=list)
    """Those who may invite: they sign up on their first visit and stay."""
    pull: np.ndarray = field(default_factory=lambda: np.zeros(0))
    born: np.ndarray = field(default_factory=lambda: np.zeros(0))

    def grow(self) -> list[int]:
        """The next day's newcomers, by their places."""
        day, first = self.days, len(self.people)
        # Invitations reach back at least a day, so that who invites has been there before.
        leaders, hosts = list(self.leaders), list(self.hosts)
        dice = np.random.default_rng([self.world.seed, day, 1])
        for number, draws in enumerate(dice.random((_count(self.world, day), _DRAWS)).tolist()):
            person = _born(self.world, day, number, draws, leaders, hosts)
            place = len(self.people)
            self.people.append(person)
            if person.leader:
                self.leaders.append(place)
            elif person.signs == 1 and person.activates and person.quiet == (0, 0):
                self.hosts.append(place)
        self.days += 1
        fresh = self.people[first:]
        self.pull = np.concatenate([self.pull, [one.pull for one in fresh]])
        self.born = np.concatenate([self.born, np.full(len(fresh), float(day))])
        return list(range(first, len(self.people)))

    def visitors(self, day: int) -> list[tuple[int, int]]:
        """(place, milliseconds) of everybody who comes back on that day."""
        known = int(np.searchsorted(self.born, day))
        dice = np.random.default_rng([self.world.seed, day, 2])
        chance = self.pull[:known] * (day - self.born[:known]) ** -_FADE * _WEEK[_weekday(self.world, day)]
        places = np.nonzero(dice.random(known) < chance)[0].tolist()
        draws = dice.random((len(places), 2)).tolist()
        return [
            (place, _moment(self.world, day, self.people[place].country, *two))
            for place, two in zip(places, draws, strict=True)
        ]

    def plans(self, place: int) -> list[Due]:
        """What a newcomer brings along: the first visit, and what was drawn for those whom a leader invited."""
        person, truth = self.people[place], self.world.truths.leaders
        found: list[Due] = [(person.arrived, "arrive", "")]
        if person.pays is not None:
            draw = (person.number * 2_654_435_761) % 9_973 / 9_973
            if person.pays:
                found.append((person.arrived + int((0.8 + draw * (truth.days - 3)) * DAY), "buy", ""))
            if person.quiet == (0, 0):
                found.append((person.arrived + int((7 * truth.week + 1 + draw * 5) * DAY), "visit", ""))
        return found

    def host(self, place: int) -> str:
        """The user id of who invited them, '' = nobody."""
        inviter = self.people[place].inviter
        return "" if inviter is None else self.people[inviter].user

    def invitation(self, place: int) -> tuple[int, Due] | None:
        """Of an invited person: who invites them, and when."""
        person = self.people[place]
        if person.inviter is None:
            return None
        before = (person.number * 40_503) % 20 * HOUR // 2 + HOUR // 6
        at = max(person.arrived - before, self.people[person.inviter].arrived + HOUR)
        return person.inviter, (min(at, person.arrived - HOUR // 60), "invite", person.user)


def _weight(world: World, day: int) -> float:
    """Newcomers of a day against other days: growth, weekends, and two campaigns."""
    growth = 0.65 + 0.7 * min(day / DAYS, 1.2)
    campaign = 0.8 * math.exp(-(((day - 34) / 2.2) ** 2)) + 1.1 * math.exp(-(((day - 71) / 2.8) ** 2))
    return (growth + campaign) * _WEEK[_weekday(world, day)]


@lru_cache(maxsize=8)
def _weights(world: World) -> tuple[float, ...]:
    return tuple(_weight(world, day) for day in range(DAYS))


def _count(world: World, day: int) -> int:
    """Newcomers of a day; those of the history's whole days add up to the people asked for."""
    weights = _weights(world)
    scale = world.people / sum(weights)
    if day >= DAYS:
        return round(_weight(world, day) * scale)
    before = sum(weights[:day])
    return round((before + weights[day]) * scale) - round(before * scale)


def _weekday(world: World, day: int) -> int:
    """0 = Monday, in the shop's zone."""
    return ((world.start // HOUR + 8) // 24 + day + 3) % 7


def _rhythm() -> tuple[int, ...]:
    """Minutes of the day at equal steps of probability: little at night, a hump at noon, most in the evening."""
    humps = ((8.5, 1.3, 0.5), (12.5, 1.2, 0.9), (20.8, 2.1, 2.0))
    minutes = np.arange(1440)
    hours = minutes / 60
    weight = np.full(1440, 0.04)
    for at, width, height in humps:
        weight += height * np.exp(-(((hours - at) / width) ** 2))
    share = np.cumsum(weight) / weight.sum()
    return tuple(int(minute) for minute in np.searchsorted(share, (np.arange(1024) + 0.5) / 1024))


_MINUTES = _rhythm()


def _moment(world: World, day: int, country: shop.Country, draw: float, fine: float) -> int:
    """A moment of that day by the clock of the person's country."""
    minute = (_MINUTES[int(draw * 1024)] + country.shift * 60) % 1440
    return world.start + day * DAY + minute * 60_000 + int(fine * 60_000)


def _pick(shares: tuple[float, ...], draw: float) -> int:
    for place, share in enumerate(shares):
        draw -= share
        if draw < 0:
            return place
    return max(range(len(shares)), key=lambda place: shares[place])


_COUNTRY_SHARES = tuple(one.share for one in shop.COUNTRIES)
_CHANNEL_SHARES = tuple(one.share for one in shop.CHANNELS)
_INVITED = 0.09


def _born(world: World, day: int, number: int, u: list[float], leaders: list[int], hosts: list[int]) -> Person:
    truths = world.truths
    country = shop.COUNTRIES[_pick(_COUNTRY_SHARES, u[0])]
    platform = shop.PLATFORMS[_pick(shop.PLATFORM_SHARES[country.region], u[1])]
    inviter, led = _inviter(truths, u[2], u[3], u[4], leaders, hosts)
    channel = shop.REFERRAL if inviter is not None else shop.CHANNELS[_pick(_CHANNEL_SHARES, u[5])]
    arrived = _moment(world, day, country, u[6], u[7])
    story = int(u[8] * 2) if inviter is None and world.within(truths.works.span, arrived) else None
    leader = inviter is None and day < DAYS // 2 and u[10] < truths.leaders.share
    signs = 1 if leader or led else _signs(truths, u[9], inviter is not None, story)
    activates = signs > 0 and (leader or u[11] < (0.66 if country.region == "east" else 0.60))
    pull = (0.54 if activates else 0.24) if signs else 0.085
    personal = day * _PERSONAL + number
    return Person(
        number=personal,
        arrived=arrived,
        user=f"u{(personal * 7_368_787 + world.seed * 918_273) % 1_000_000_000:09d}",
        device=f"{(personal * 2_654_435_761 + world.seed * 97_531) % (1 << 32):08x}",
        second=("ios" if platform == "web" else "web") if signs and u[14] < 0.22 else None,
        country=country,
        platform=platform,
        channel=channel,
        campaign=channel.campaigns[int(u[15] * len(channel.campaigns))],
        line="course" if u[16] < 0.42 else "shop",
        pull=pull * channel.loyalty * (0.4 + 1.2 * u[17]) * (1.35 if led else 1.0),
        buys=0.05 + 0.17 * u[18] ** 2 if signs else 0.0,
        signs=signs,
        activates=activates,
        lag=200 if u[19] < 0.12 else int(-5 * math.log(1 - u[20])),
        coupon_arm=int(u[21] * 2),
        ads_arm=int(u[22] * 2),
        hint_arm=int(u[23] * 2),
        story_arm=story,
        inviter=inviter,
        leader=leader,
        pays=u[12] < truths.leaders.pays if led else None,
        quiet=_quiet(truths, arrived) if led and u[13] >= truths.leaders.stays else (0, 0),
    )


def _signs(truths: Truths, draw: float, invited: bool, story: int | None) -> int:
    """On which visit a person signs up; 0 = never."""
    shares = truths.works.shares
    if draw < (0.86 if invited else shares.given if story else shares.without):
        return 1
    return 2 if draw > 0.86 else 0


def _quiet(truths: Truths, arrived: int) -> tuple[int, int]:
    """The week, and a little around it, in which somebody whom a leader invited is surely not seen."""
    week = arrived + 7 * truths.leaders.week * DAY
    return week - DAY // 5, week + 7 * DAY + DAY // 5


def _inviter(
    truths: Truths, asked: float, led: float, which: float, leaders: list[int], hosts: list[int]
) -> tuple[int | None, bool]:
    """Who invited a newcomer, and whether that is a leader; mostly nobody."""
    if asked >= _INVITED:
        return None, False
    if led < truths.leaders.invited and leaders:
        return leaders[int(which * len(leaders))], True
    return (hosts[int(which * len(hosts))], False) if hosts else (None, False)
