"""What is true of the demo world because it was planted: the one place that says so, read by generator and tests.

Days are counted backwards from `end`, the moment up to which the history was written. Probabilities are of a draw of
its own for each person (or each checkout, answer or lesson), so a share that is read back differs from the planted one
by the binomial error alone.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From so many days before the end to so many days before it."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Effect:
    """A probability without and with what acts on it."""

    without: float
    given: float

    @property
    def lift(self) -> float:
        return self.given - self.without


@dataclass(frozen=True, slots=True)
class CheckoutBreak:
    """Since a day, paying fails more often on one platform: `paid` is the share of checkouts that end in an order."""

    platform: str = "android"
    since: int = 21
    paid: Effect = Effect(0.80, 0.45)
    flag: str = "checkout_fix"
    """A person who has this flag on pays as before."""


@dataclass(frozen=True, slots=True)
class CouponLift:
    """Whoever put something into the cart and left is shown a coupon or not, at random; the share who pay within
    `days`. Those who never paid are moved by it; those who have paid before would have bought anyway."""

    experiment: str = "cart_coupon_pilot"
    coupon: str = "comeback-20"
    span: Span = Span(66, 26)
    days: int = 3
    never_paid: Effect = Effect(0.25, 0.60)
    paid_before: Effect = Effect(0.60, 0.60)


@dataclass(frozen=True, slots=True)
class Stutter:
    """Course videos stutter in one version of the apps, and whoever learns there is less satisfied."""

    version: str = "5.2.0"
    line: str = "course"
    lesson: Effect = Effect(0.03, 0.45)
    """Share of lessons in which the video stutters."""
    score: Effect = Effect(8.0, 6.3)
    """Mean NPS answer, 0 to 10: curing it raises satisfaction by 27 %."""
    rating: Effect = Effect(4.3, 3.1)
    """Mean stars of a course review, 1 to 5."""
    flag: str = "video_fix"
    """A person who has this flag on sees no stutter and is as satisfied as the others."""


@dataclass(frozen=True, slots=True)
class ChurnSignal:
    """Whoever opens the page on which an account is closed mostly never comes back."""

    page: str = "/account/close"
    stays: float = 0.15
    """Share of them who come back on a later day."""
    wooed: float = 0.40
    """The same among those who get a message within `days` of it."""
    days: int = 7


@dataclass(frozen=True, slots=True)
class ZeroChannel:
    """Clicks of this channel come from people who are on their way to buy anyway; a random half saw no such ads."""

    channel: str = "brand_search"
    experiment: str = "brand_search_holdout"
    span: Span = Span(56, 26)
    days: int = 14
    clicks: float = 0.7
    """Share of buying visits that begin with a click, among those who see the ads."""
    lift: float = 0.0
    """By how much seeing the ads raises the probability of paying."""


@dataclass(frozen=True, slots=True)
class OpinionLeaders:
    """A few people bring many others, and those stay and pay."""

    share: float = 0.006
    """Of the people who come uninvited in the first half of the history."""
    invited: float = 0.45
    """Share of all invited people whom they invited."""
    level: str = "leader"
    """What their profile says in `level`."""
    days: int = 14
    pays: float = 0.60
    """Share of their invitees who pay within `days` of accepting."""
    week: int = 3
    stays: float = 0.70
    """Share of their invitees who are seen in this week after accepting (week 0 is the first)."""


@dataclass(frozen=True, slots=True)
class Experiment:
    """An experiment that ran: `exposed` people, half in each variant, and the share who do `goal` within `hours`."""

    name: str
    span: Span
    goal: str
    hours: int
    shares: Effect


@dataclass(frozen=True, slots=True)
class Truths:
    """Everything that is planted."""

    checkout: CheckoutBreak = CheckoutBreak()
    coupon: CouponLift = CouponLift()
    stutter: Stutter = Stutter()
    churn: ChurnSignal = ChurnSignal()
    zero: ZeroChannel = ZeroChannel()
    leaders: OpinionLeaders = OpinionLeaders()
    works: Experiment = Experiment("landing_story", Span(60, 10), "sign_up", 6, Effect(0.30, 0.42))
    """New visitors are told a story on the landing page: more of them sign up."""
    idle: Experiment = Experiment("search_hint", Span(45, 5), "add_to_cart", 6, Effect(0.20, 0.20))
    """A hint in the search box changes nothing: as many put something into the cart as without the experiment."""


TRUTHS = Truths()
