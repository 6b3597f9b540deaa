"""One made-up person: what they are like from the start, and what they carry from one visit to the next."""

from dataclasses import dataclass

import msgspec

from uems.demo.shop import Channel, Country

Due = tuple[int, str, str]
"""Something a person will do: when (milliseconds), what, and a word about it."""


@dataclass(frozen=True, slots=True)
class Person:
    """What was drawn at birth. Arms are 0 or 1; `None` stands for "not asked"."""

    number: int
    arrived: int
    """Milliseconds of the first visit."""
    user: str
    device: str
    second: str | None
    """The platform of a second device, if there is one."""
    country: Country
    platform: str
    channel: Channel
    campaign: str
    line: str
    """What they come for: shop or course."""
    pull: float
    """Probability of a visit on the day after the first; it fades from then on."""
    buys: float
    """Probability that an ordinary visit ends at the checkout."""
    signs: int
    """On which visit they sign up: 1, 2, or 0 = never."""
    activates: bool
    lag: int
    """Days until they take a new version of the app."""
    coupon_arm: int
    ads_arm: int
    hint_arm: int
    story_arm: int | None = None
    inviter: int | None = None
    """The inviter's place in the population."""
    leader: bool = False
    pays: bool | None = None
    """Of those whom a leader invited: do they pay soon?"""
    quiet: tuple[int, int] = (0, 0)
    """Milliseconds between which they surely do not come."""

    @property
    def anonymous(self) -> str:
        return f"{self.platform}-{self.device}"


class Memory(msgspec.Struct, array_like=True):
    """What changes in a person's life. Places are milliseconds, 0 = never."""

    visits: int = 0
    signed: bool = False
    orders: int = 0
    course: int = -1
    """Number of the course that they follow, -1 = none."""
    lessons: int = 0
    owns: bool = False
    """Is the course paid for?"""
    unrated: str = ""
    """The last item bought and not reviewed."""
    held: int = 0
    """Until then, only what is already in `agenda` is bought: everything was drawn."""
    cart: str = ""
    """What was left in the cart, items joined by a blank."""
    left: int = 0
    """When the cart was left."""
    coupon: str = ""
    """A coupon that was received and not used."""
    gone: bool = False
    signalled: int = 0
    asked: int = 0
    """When they last answered an NPS question."""
    seen: str = ""
    """Experiments that they were exposed to: a letter each."""
    flags: list[str] = []
    known: str = ""
    """Platforms on which they have signed in, joined by a blank."""
    agenda: list[Due] = []
