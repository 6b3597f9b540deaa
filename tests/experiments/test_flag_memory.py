"""What memory holds of flags: never older than it says, never asked twice for nothing, never without bounds."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from uems.api import flag_posthog
from uems.base.errors import Unavailable
from uems.events.protocol import Call, Opened, Sent
from uems.events.request import Accepted
from uems.experiments.flags import definition, revision, switchboard
from uems.experiments.flags import flag as flags
from uems.experiments.flags.book import FRESH, Book
from uems.experiments.flags.dialects import growthbook
from uems.experiments.flags.phrasebook import Phrasebook
from uems.experiments.flags.roll import Roll
from uems.experiments.flags.switchboard import Switchboard, Who
from uems.people.in_hand import Hands, Waits
from uems.store import project
from uems.store.client import Store
from uems.store.project import Project

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class Time:
    """A clock that goes when it is told to."""

    seconds: float = 0.0

    def ticks(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)


@dataclass
class Shop:
    """A project, and a book of each process that answers for it."""

    store: Store
    project: Project
    time: Time = field(default_factory=Time)

    def book(self) -> Book:
        return Book(self.store, self.time.now, self.time.ticks)

    def make(self, key: str, **said: Any) -> None:
        definition.create(self.store, self.project.number, {"key": key, **said}, "", self.time.now())

    def board(self, append: Any = lambda _: None) -> Switchboard:
        return Switchboard(self.book(), cast(Hands, None), append, self.time.now)


@pytest.fixture
def shop(store: Store) -> Shop:
    return Shop(store, project.create(store, b"pepper", "Shop", "UTC").project)


def test_a_change_by_another_process_is_seen_within_a_second(shop: Shop) -> None:
    book, number = shop.book(), shop.project.number
    assert not book.page(number).flags
    shop.make("a")
    assert not book.page(number).flags
    shop.time.seconds += FRESH
    assert list(book.page(number).flags) == ["a"]


def test_who_asks_steadily_never_waits_and_who_is_not_asked_for_is_not_looked_at(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, number = shop.book(), shop.project.number
    book.page(number)
    shop.make("a")
    shop.time.seconds += FRESH / 2
    book.follow()
    shop.time.seconds += FRESH / 2
    assert list(book.page(number, patient=False).flags) == ["a"]
    book.follow()
    looks: list[int] = []
    monkeypatch.setattr(revision, "find", lambda _, asked: looks.append(asked))
    book.follow()
    assert not looks
    shop.time.seconds += FRESH
    with pytest.raises(Waits):
        book.page(number, patient=False)


def test_flags_that_cannot_be_read_do_not_keep_those_of_others_from_being_looked_at(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, number = shop.book(), shop.project.number
    other = project.create(shop.store, b"pepper", "Other", "UTC").project.number
    looks: list[int] = []

    def find(_: Store, asked: int) -> Any:
        looks.append(asked)
        raise flags.FlagInvalid(about="kept")

    monkeypatch.setattr(revision, "find", find)
    for one in (number, other):
        with pytest.raises(Waits):
            book.page(one, patient=False)
    book.follow()
    assert sorted(looks) == sorted([number, other])


def test_a_change_made_while_the_flags_are_read_is_seen_by_the_next_question(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, number, read = shop.book(), shop.project.number, definition.every

    def slowly(store: Store, asked: int) -> Any:
        found = read(store, asked)
        monkeypatch.undo()
        shop.make("late")
        book.forget(number)
        return found

    monkeypatch.setattr(definition, "every", slowly)
    book.page(number)
    assert list(book.page(number).flags) == ["late"]


def test_while_the_store_is_away_it_is_asked_once_a_second(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    book, number, asked = shop.book(), shop.project.number, []
    shop.make("a")
    book.page(number)

    def away(_store: Store, _project: int) -> Any:
        asked.append(1)
        shop.time.seconds += 5  # a server that does not answer is waited for
        raise Unavailable(about="store")

    monkeypatch.setattr(revision, "find", away)
    shop.time.seconds += FRESH
    for _ in range(10):
        assert list(book.page(number).flags) == ["a"]
    book.forget(number)
    assert list(book.page(number).flags) == ["a"]
    assert len(asked) == 2


def test_who_may_not_wait_is_told_where_the_store_must_be_asked(shop: Shop) -> None:
    shop.make("a", rules=[{"rollout": 50}])
    board = shop.board()
    with pytest.raises(Waits):
        board.decide(shop.project, Who("ada"), patient=False)
    patiently = board.decide(shop.project, Who("ada"))
    assert board.decide(shop.project, Who("ada"), patient=False) == patiently
    with pytest.raises(Waits):
        board.decide(shop.project, Who("ada", before="anon-1"), patient=False)
    shop.time.seconds += FRESH
    with pytest.raises(Waits):
        board.decide(shop.project, Who("ada"), patient=False)


def test_an_id_that_another_process_joined_to_a_person_is_known_within_a_second(shop: Shop) -> None:
    here, there, number = shop.book(), shop.book(), shop.project.number
    assert here.unit(number, "ada") == there.unit(number, "ada") == "ada"
    assert there.unit(number, "ada", before="anon-1") == "anon-1"
    shop.time.seconds += FRESH
    here.page(number)
    assert here.unit(number, "ada") == "anon-1"
    for n in range(3):
        there.unit(number, f"user-{n}", before=f"anon-{n}")
    shop.time.seconds += FRESH
    here.page(number)
    assert [here.unit(number, f"user-{n}", patient=False) for n in range(3)] == ["anon-0", "anon-1", "anon-2"]


def test_a_project_of_very_many_ids_is_looked_up_one_by_one_and_believed_for_a_minute(shop: Shop) -> None:
    number, now = shop.project.number, NOW
    there, here = Roll(shop.store, shop.time.ticks), Roll(shop.store, shop.time.ticks, most=2)
    for n in range(4):
        there.find(number, f"user-{n}", f"anon-{n}", now)
    assert [here.find(number, f"user-{n}", "", now) for n in range(4)] == [f"anon-{n}" for n in range(4)]
    assert here.find(number, "ada", "", now) == "ada"
    assert here.find(number, "ada", "", now, patient=False) == "ada"
    there.find(number, "ada", "anon-9", now)
    shop.time.seconds += 60
    assert here.find(number, "ada", "", now) == "anon-9"


def test_what_a_flag_must_be_on_for_is_judged_as_it_judges_itself(shop: Shop) -> None:
    half = [{"rollout": 50}]
    shop.make("parent", rules=half, sticky=False)
    shop.make("child", rules=[{}], prerequisites=[{"flag": "parent"}])
    board = shop.board()
    for n in range(30):
        who = Who(f"user-{n}", before=f"anon-{n}")
        parent, child = board.decide(shop.project, who, ["parent", "child"])
        assert child.on == parent.on


def test_exposures_that_wait_for_a_full_journal_are_bounded_and_noted_again_later(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, taken = [True], list[Accepted]()

    def append(accepted: Accepted) -> None:
        if full[0]:
            raise Unavailable(about="journal")
        taken.append(accepted)

    monkeypatch.setattr(switchboard, "_MOST_WAIT", 3)
    shop.make("a", rules=[{}])
    board = shop.board(append)

    def meet(n: int) -> None:
        who = Who(f"user-{n}")
        board.expose(shop.project, who, board.decide(shop.project, who, ["a"]))

    for n in range(5):
        meet(n)
        board.flush()
    full[0] = False
    board.flush()
    assert sum(one.body.count(b"$feature_flag_called") for one in taken) == 3
    meet(4)
    board.flush()
    assert b"user-4" in taken[-1].body


def test_when_a_flag_was_last_asked_for_outlives_a_stop(shop: Shop) -> None:
    shop.make("a", rules=[{}])
    board = shop.board()
    board.start()
    board.decide(shop.project, Who("ada"))
    board.stop()
    assert definition.find(shop.store, shop.project.number, "a").asked_at == NOW


def test_flags_are_said_anew_when_they_change_and_when_their_time_comes(shop: Shop) -> None:
    start = (NOW + timedelta(seconds=10)).isoformat()
    shop.make("a", rules=[{}], starts_at=start, environments={"staging": {"enabled": True}})
    book = shop.book()
    phrases, number = Phrasebook(book, shop.time.now), shop.project.number
    first = phrases.said(number, growthbook.offers, "")
    assert first.flags["a"] == {"defaultValue": False}
    assert phrases.said(number, growthbook.offers, "nobody-knows-this-one") is first
    assert phrases.said(number, growthbook.offers, "staging") is not first
    shop.time.seconds += 10
    begun = phrases.said(number, growthbook.offers, "")
    assert begun.flags["a"]["rules"]
    assert begun.stamp != first.stamp
    shop.make("b")
    book.forget(number)
    assert set(phrases.said(number, growthbook.offers, "").flags) == {"a", "b"}


@pytest.mark.parametrize(
    ("said", "stale"),
    [
        ({"rules": [{}]}, "decided"),
        ({"rules": [{"rollout": 50}]}, ""),
        ({"rules": [{}], "prerequisites": [{"flag": "parent"}]}, ""),
        ({"rules": [{}], "environments": {"staging": {"enabled": False}}}, ""),
        ({"rules": [{}], "starts_at": "2027-01-01T00:00:00Z"}, ""),
        ({"rules": [{}], "permanent": True}, ""),
    ],
)
def test_a_flag_that_gives_everybody_the_same_may_go(shop: Shop, said: dict[str, Any], stale: str) -> None:
    shop.make("parent")
    shop.make("a", **said)
    later = NOW + timedelta(days=31)
    definition.asked(shop.store, shop.project.number, {"a": later})
    assert definition.stale(definition.find(shop.store, shop.project.number, "a"), later) == stale


def test_a_change_made_on_an_older_version_is_refused(shop: Shop) -> None:
    number = shop.project.number
    shop.make("a")
    definition.change(shop.store, number, "a", {"enabled": False}, "", NOW, seen=1)
    with pytest.raises(definition.FlagChanged):
        definition.change(shop.store, number, "a", {"name": "A"}, "", NOW, seen=1)
    assert definition.find(shop.store, number, "a").flag.enabled is False


def test_a_history_is_told_page_by_page(shop: Shop) -> None:
    number = shop.project.number
    shop.make("a")
    for n in range(4):
        definition.change(shop.store, number, "a", {"name": str(n)}, "", NOW)
    first, cursor = definition.history(shop.store, number, "a", 3)
    rest, end = definition.history(shop.store, number, "a", 3, cursor)
    assert [one.version for one in (*first, *rest)] == [5, 4, 3, 2, 1]
    assert end is None


def test_a_flag_that_is_gone_is_left_out_for_posthogs_clients(shop: Shop) -> None:
    shop.make("a", rules=[{}])
    shop.make("b", rules=[{}])
    board = shop.board()
    definition.delete(shop.store, shop.project.number, "a", "", NOW)
    (flags,) = (one for one in flag_posthog.protocol(board).routes if one.name == "flags")
    body = b'{"distinct_id": "ada", "flag_keys_to_evaluate": ["a", "b"]}'
    call = Call("POST", "/flags", "", {}, "", "http", NOW)
    assert flags.tell is not None
    answer = flags.tell(call, Sent(body, {}), Opened("wk", "write", shop.project))
    assert list(json.loads(answer.body)["flags"]) == ["b"]


def test_everybody_who_gets_the_same_is_told_the_same_until_the_flag_changes(shop: Shop) -> None:
    shop.make("a", rules=[{}], payload={"x": 1})
    board = shop.board()
    (flags,) = (one for one in flag_posthog.protocol(board).routes if one.name == "flags")

    def told(who: str) -> Any:
        call, body = Call("POST", "/flags", "", {}, "", "http", NOW), json.dumps({"distinct_id": who}).encode()
        assert flags.tell is not None
        answer = json.loads(flags.tell(call, Sent(body, {}), Opened("wk", "write", shop.project)).body)
        return answer["flags"]["a"], answer["featureFlags"]["a"], answer["featureFlagPayloads"].get("a")

    first = told("ada")
    assert (first, first[1:], first[0]["metadata"]["version"]) == (told("bob"), (True, '{"x": 1}'), 1)
    definition.change(shop.store, shop.project.number, "a", {"enabled": False}, "", NOW)
    board.book.forget(shop.project.number)
    after = told("ada")
    assert (after[0]["reason"]["code"], after[0]["metadata"]["version"]) == ("flag_disabled", 2)
    assert after[1:] == (False, None)
