"""The demo world steps forward: deterministic, in steps of any length, and moved by what reached its people."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from demo.history import written
from uems.demo.history import State
from uems.demo.life import Life, Reached, asleep, step, wake
from uems.demo.population import World
from uems.demo.truth import TRUTHS
from uems.events.event import Event

END = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def state() -> bytes:
    return msgspec.json.encode(written(World(3, 3_000, END))[1])


def awake(state: bytes) -> Life:
    return wake(msgspec.json.decode(state, type=State))


def days(life: Life, count: float, stride: timedelta, received: tuple[Reached, ...] = ()) -> Iterator[Event]:
    at, until = END, END + count * DAY
    while at < until:
        then = min(at + stride, until)
        yield from step(life, at, then, [one for one in received if at <= one.at < then])
        at = then


def told(events: Iterator[Event]) -> list[Event]:
    """Without when the product heard of it, which follows from the step."""
    return [msgspec.structs.replace(event, received_at=END) for event in events]


def test_steps_of_any_length_tell_the_same(state: bytes) -> None:
    whole = told(days(awake(state), 2, 2 * DAY))
    parts = told(days(awake(state), 2, timedelta(minutes=47)))
    assert sorted(whole, key=lambda e: e.id) == sorted(parts, key=lambda e: e.id)
    assert len(whole) > 1_000
    assert all(END <= event.timestamp < END + 2 * DAY for event in whole if event.event != "ad_cost")
    assert {e.event for e in whole} >= {"page", "sign_up", "order_paid", "lesson_completed", "ad_cost", "invite_sent"}


def test_a_world_put_down_and_taken_up_again_goes_on_as_before(state: bytes) -> None:
    life = awake(state)
    first = step(life, END, END + DAY)
    life = awake(msgspec.json.encode(asleep(life)))
    second = step(life, END + DAY, END + 2 * DAY)
    assert told(iter([*first, *second])) == told(days(awake(state), 2, DAY))


def test_the_history_goes_over_into_life_without_a_repeat(state: bytes) -> None:
    before = {event.id for some in written(World(3, 3_000, END))[0] for event in some}
    after = [event.id for event in days(awake(state), 1, DAY)]
    assert len(set(after)) == len(after)
    assert not before & set(after)


def test_a_step_does_not_go_back_and_what_was_slept_through_never_happens(state: bytes) -> None:
    life = awake(state)
    events = step(life, END + 3 * DAY, END + 4 * DAY)
    assert all(event.timestamp >= END + 3 * DAY for event in events if event.event != "ad_cost")
    with pytest.raises(ValueError, match="the step goes from"):
        step(life, END, END + DAY)


def test_a_coupon_brings_back_who_never_paid_and_left_a_cart(state: bytes) -> None:
    """Half of those who leave a cart get one an hour later; it moves them as the history's pilot did."""
    life, truth = awake(state), TRUTHS.coupon
    left: dict[str, tuple[datetime, bool]] = {}
    paid: dict[str, datetime] = {}
    seen: set[str] = set()
    at, rng = END, 0
    while at < END + 40 * DAY:
        then, sent = at + timedelta(hours=1), []
        for place, memory in enumerate(life.memories):
            person = life.population.people[place]
            fresh = memory.left and memory.left > (at - timedelta(hours=1)).timestamp() * 1000
            if fresh and not memory.orders and person.user not in seen and at < END + 36 * DAY:
                seen.add(person.user)
                rng += 1
                left[person.user] = (at, rng % 2 == 0)
                if rng % 2 == 0:
                    sent.append(Reached(person.user, "coupon", at, {"coupon": "x"}))
        for event in step(life, at, then, sent):
            if event.event == "order_paid" and event.user_id:
                paid.setdefault(event.user_id, event.timestamp)
        at = then

    def share(arm: bool) -> tuple[float, int]:
        some = [
            paid.get(user, END + 99 * DAY) - when < truth.days * DAY for user, (when, got) in left.items() if got is arm
        ]
        return sum(some) / len(some), len(some)

    (given, n), (without, m) = share(True), share(False)
    error = (0.25 / n + 0.25 / m) ** 0.5
    assert min(n, m) > 80
    assert abs(given - without - truth.never_paid.lift) < 4 * error
    assert given - without > 0.1


def test_a_flag_that_cures_the_stutter_cures_it(state: bytes) -> None:
    truth = TRUTHS.stutter
    for on, share in ((True, truth.lesson.without), (False, truth.lesson.given)):
        life = awake(state)
        flags = tuple(Reached(user, "flag", END, {"flag": truth.flag, "on": on}) for user in life.places)
        lessons = [e for e in days(life, 6, DAY, flags) if e.properties.get("app_version") == truth.version]
        stuttered, done = (sum(e.event == name for e in lessons) for name in ("video_stutter", "lesson_completed"))
        assert done > 30
        assert abs(stuttered / done - share) < 4 * (share * (1 - share) / done) ** 0.5


def test_a_survey_is_answered_by_some(state: bytes) -> None:
    life = awake(state)
    asked = [
        person.user for person, memory in zip(life.population.people, life.memories, strict=False) if memory.signed
    ]
    sent = tuple(Reached(user, "survey", END, {"survey": "s1"}) for user in asked)
    answers = [e for e in days(life, 2, DAY, sent) if e.properties.get("survey") == "s1"]
    assert 0.25 < len(answers) / len(asked) < 0.4
    assert {e.event for e in answers} == {"nps_answered"}


def test_a_message_brings_back_some_who_were_leaving_and_a_stranger_moves_nothing(state: bytes) -> None:
    life = awake(state)
    leaving = [
        person.user
        for person, memory in zip(life.population.people, life.memories, strict=False)
        if memory.gone and END.timestamp() * 1000 - memory.signalled < TRUTHS.churn.days * 86_400_000
    ]
    sent = [Reached(user, "message", END, {}) for user in [*leaving, "nobody"]]
    step(life, END, END + timedelta(minutes=1), sent)
    back = sum(not life.memories[life.places[user]].gone for user in leaving)
    share = (TRUTHS.churn.wooed - TRUTHS.churn.stays) / (1 - TRUTHS.churn.stays)
    assert back > 0
    assert abs(back / len(leaving) - share) < 4 * (share * (1 - share) / len(leaving)) ** 0.5
