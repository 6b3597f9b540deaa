"""A dashboard on a schedule: at its hour a letter arrives with the right numbers, once, whatever happens on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from fastapi import Response

from insight.small_world import World
from mail import postbox
from mail.postbox import Postbox, body
from tenant import kept_project
from uems.access import account, membership
from uems.access.account import Account
from uems.access.role import RIGHTS, Role
from uems.api import dashboard_links, digest_numbers, digest_sending, digests
from uems.api.dashboard_links import NewDashboardLink
from uems.api.digest_numbers import KINDS
from uems.api.digests import DigestBody
from uems.api.door import Asked, PeopleOnly
from uems.api.insight import ANSWERS
from uems.api.parts import Parts
from uems.base.settings import Settings
from uems.events.catalogue import Catalogue
from uems.insight import dashboard, dashboard_link, digest, digest_letter, map_book, report
from uems.insight.dashboard import DashboardFilters, Tile
from uems.insight.digest import Draft, Every, Recipient, Rhythm
from uems.insight.digest_letter import NoLetter
from uems.people.graph import Identities
from uems.store import project as projects
from uems.store.client import Store
from uems.warehouse.client import Warehouse
from uems.work.schedule import every
from uems.work.worker import Worker

NINE = datetime(2024, 2, 20, 1, tzinfo=UTC)
"""Nine o'clock in Shanghai."""
PEPPER = b"p" * 32
ADA, LI = Recipient("ada@example.com"), Recipient("li@example.com", "zh")
PAID = {"event": "pay", "measure": "people"}


@dataclass
class Office:
    """A project with a dashboard, a worker beside an SMTP server, and a clock that the test turns."""

    parts: Parts
    box: Postbox
    project: int
    now: datetime
    board: str = ""
    owner: str = ""

    def worker(self) -> Worker:
        kinds: dict[str, Callable[[Any], object]] = {
            "digest.due": lambda _: digest_sending.due(self.parts),
            digest_letter.KIND: lambda job: digest_sending.send(self.parts, job),
        }
        return Worker(self.parts.store, kinds, self.parts.clock, schedules=[every("digest.due", 60)])

    def at(self, moment: datetime, workers: int = 1) -> None:
        self.now = moment
        for _ in range(workers):
            self.worker().run_due()

    def schedule(self, *to: Recipient, rhythm: Every = "day") -> None:
        draft = Draft(Rhythm(rhythm, weekday=2, hour=9), "en", to or (ADA,), False)
        with self.parts.store.write() as connection:
            digest.keep(connection, self.project, self.board, draft, self.owner, "Ada", self.now)

    def outcomes(self) -> list[tuple[str, str]]:
        found = digest_letter.newest(self.parts.store, self.project, self.board, 50)
        return sorted((one.recipient, one.state) for one in found)


def member(store: Store, project: int, role: Role, name: str = "Ada") -> Account:
    with store.write() as connection:
        who = account.invited(connection, f"{name}{role}{project}@example.com", name, NINE)
        membership.grant(connection, project, who.id, role, NINE)
    return who


def asked_by(office: Office, who: Account) -> Asked:
    project = projects.get(office.parts.store, f"prj_{office.project}")
    return Asked(project, office.parts, "en", RIGHTS["analyst"], who)


@pytest.fixture
def office(warehouse: Warehouse, project: int, store: Store) -> Iterator[Office]:
    """Somebody pays on each of 30 days; on the last whole day, the 19th, three do, and two on the 18th."""
    kept_project(store, project, "Shop", "Asia/Shanghai")
    world = World(warehouse, project, "Asia/Shanghai")
    for n in range(30):
        day = (NINE - timedelta(days=n + 1)).date().isoformat()
        for who in range({0: 3, 1: 2}.get(n, 1)):
            world.did(f"p{who}", "pay", day, revenue=10)
    world.scope()
    with postbox.opened() as box:
        made = Office(cast(Parts, None), box, project, NINE - timedelta(hours=1))
        made.parts = cast(
            Parts,
            SimpleNamespace(
                store=store,
                warehouse=warehouse,
                identities=Identities(store, warehouse, lambda: made.now),
                catalogue=Catalogue(warehouse, lambda: made.now),
                clock=lambda: made.now,
                writer=SimpleNamespace(data_until=NINE + timedelta(days=99)),
                keeper=SimpleNamespace(pepper=PEPPER),
                settings=Settings(public_url="https://uems.example.com/"),
                post=box.post(),
            ),
        )
        made.owner = member(store, project, "analyst").id
        made.board = boarded(made)
        yield made


def boarded(office: Office, *more: Tile, filters: DashboardFilters | None = None) -> str:
    """A dashboard with the active people of a day, the payers of a trend, and a text."""
    store, now = office.parts.store, office.now
    asked = {"series": [{"event": "pay", "measure": "people", "name": "Payers"}], "interval": "day", "since": "-7d"}
    kept = report.create(store, office.project, "Who pays", "trend", asked, now)
    tiles = [
        Tile("a", "metric", 0, 0, 3, 2, metric="active_people", interval="day"),
        Tile("b", "report", 3, 0, 6, 4, report=kept.id),
        Tile("c", "text", 0, 4, 3, 2, text="# Hello"),
        *more,
    ]
    draft = dashboard.Draft("Growth", tiles=tiles, filters=filters or DashboardFilters())
    return dashboard.create(store, office.project, draft, "Ada", now).id


def tile(office: Office, kind: str, query: dict[str, Any], name: str) -> Tile:
    kept = report.create(office.parts.store, office.project, name, kind, query, office.now)
    return Tile(name.lower(), "report", 0, 10, 6, 4, report=kept.id)


def test_at_its_hour_everybody_on_the_list_gets_the_right_numbers_in_their_language(office: Office) -> None:
    office.schedule(ADA, LI)
    office.at(NINE - timedelta(seconds=1))
    assert office.box.letters == []
    office.at(NINE)
    assert office.box.to() == ["ada@example.com", "li@example.com"]
    ada, li = office.box.letters
    assert (ada["Subject"], li["Subject"]) == ("Growth · Daily digest 2024-02-20", "Growth · 每日摘要 2024-02-20")
    said = body(ada).splitlines()
    place = said.index("Who pays (2024-02-19)")
    assert said[place + 1] == "  Payers: 3  +50.0% (before: 2)"
    assert "  Day: 3  +50.0% (before: 2)" in said
    assert "Hello" not in body(ada)
    assert "Payers: 3  +50.0% (之前 2)" in body(li)
    assert "+50.0%" in body(ada, "html")
    assert office.outcomes() == [("ada@example.com", "sent"), ("li@example.com", "sent")]
    link = next(line for line in said if line.startswith("Open the dashboard: ")).removeprefix("Open the dashboard: ")
    token = link.removeprefix("https://uems.example.com/shared/")
    opened = dashboard_link.shown(office.parts.store, PEPPER, token, office.now)
    assert opened[1].dashboard == office.board


def test_a_tick_is_sent_once_by_two_workers_and_after_a_restart_and_the_next_day_again(office: Office) -> None:
    office.schedule(ADA)
    office.at(NINE, workers=3)
    office.at(NINE + timedelta(hours=23))
    assert len(office.box.letters) == 1
    office.at(NINE + timedelta(days=1))
    assert [one["Subject"][-10:] for one in office.box.letters] == ["2024-02-20", "2024-02-21"]
    assert len({one["Message-ID"] for one in office.box.letters}) == 2


def test_what_was_missed_while_nothing_ran_is_made_up_by_one_letter(office: Office) -> None:
    office.schedule(ADA)
    office.at(NINE + timedelta(days=5, hours=3))
    assert [one["Subject"][-10:] for one in office.box.letters] == ["2024-02-25"]


def test_without_a_mail_server_a_tick_stays_due_until_there_is_one(office: Office) -> None:
    office.schedule(ADA)
    by, office.parts = office.parts.post, cast(Parts, SimpleNamespace(**{**vars(office.parts), "post": None}))
    office.at(NINE)
    assert office.outcomes() == []
    office.parts = cast(Parts, SimpleNamespace(**{**vars(office.parts), "post": by}))
    office.at(NINE + timedelta(minutes=2))
    assert office.outcomes() == [("ada@example.com", "sent")]


def test_what_is_not_taken_is_tried_again_and_the_others_have_theirs_once(office: Office) -> None:
    office.schedule(ADA, LI, Recipient("zoe@example.com"))
    office.box.rcpt = ["451 later", "550 no such user"]
    office.at(NINE)
    assert office.outcomes() == [
        ("ada@example.com", "waiting"),
        ("li@example.com", "failed"),
        ("zoe@example.com", "sent"),
    ]
    newest = digest_letter.newest(office.parts.store, office.project, office.board, 9)
    assert [one.error for one in newest] == ["451 later", "550 no such user", ""]
    office.at(NINE + timedelta(minutes=5))
    assert office.box.to() == ["zoe@example.com", "ada@example.com"]
    assert newest[0].id in str(office.box.letters[-1]["Message-ID"])


def test_a_server_that_never_takes_it_ends_in_a_failure_that_is_seen(office: Office) -> None:
    office.schedule(ADA)
    office.box.rcpt = ["451 later"] * 20
    for n in range(12):
        office.at(NINE + timedelta(minutes=30 * n))
    (one,) = digest_letter.newest(office.parts.store, office.project, office.board, 9)
    assert (one.state, one.error, office.box.letters) == ("failed", "451 later", [])
    assert one.attempt >= 6


def test_a_letter_of_which_nobody_knows_is_not_sent_again_by_itself(office: Office) -> None:
    office.schedule(ADA)
    office.box.silent = True
    office.at(NINE)
    assert office.outcomes() == [("ada@example.com", "unsure")]
    office.box.silent = False
    office.at(NINE + timedelta(hours=2))
    assert len(office.box.letters) == 1


def test_whoever_is_taken_off_the_list_gets_nothing_of_what_waits(office: Office) -> None:
    office.schedule(ADA, LI, Recipient("zoe@example.com"))
    office.box.rcpt = ["451 later"] * 6
    office.at(NINE)
    caller = asked_by(office, member(office.parts.store, office.project, "analyst", "Max"))
    listed = {"every": "day", "recipients": [{"email": LI.email}, {"email": "zoe@example.com"}]}
    digests.put_digest(caller, office.board, DigestBody.model_validate(listed))
    assert office.outcomes() == [
        ("ada@example.com", "failed"),
        ("li@example.com", "waiting"),
        ("zoe@example.com", "waiting"),
    ]
    office.at(NINE + timedelta(minutes=5))
    digests.delete_digest(caller, office.board)
    office.box.rcpt = []
    office.at(NINE + timedelta(minutes=30))
    assert office.box.letters == []
    assert {state for _, state in office.outcomes()} == {"failed"}


@pytest.mark.parametrize(("role", "why"), [("viewer", "owner_rights"), (None, "owner_gone")])
def test_without_an_owner_who_may_it_is_paused_and_says_why(office: Office, role: Role | None, why: str) -> None:
    office.schedule(ADA)
    member(office.parts.store, office.project, "owner")
    with office.parts.store.write() as connection:
        if role is None:
            membership.remove(connection, office.project, office.owner)
        else:
            membership.change(connection, office.project, office.owner, role)
    office.at(NINE)
    assert office.box.letters == []
    assert digest.find(office.parts.store, office.project, office.board).paused == why
    (one,) = digest_letter.newest(office.parts.store, office.project, office.board, 9)
    assert (one.state, one.error) == ("failed", why)
    office.at(NINE + timedelta(days=1))
    assert len(office.outcomes()) == 1


def test_what_failed_is_sent_again_after_its_sender_left_in_the_name_of_whoever_asks_for_it(office: Office) -> None:
    office.schedule(ADA, LI)
    office.box.rcpt = ["550 not now", "451 later"]
    office.at(NINE)
    max = member(office.parts.store, office.project, "owner", "Max")
    with office.parts.store.write() as connection:
        membership.remove(connection, office.project, office.owner)
    assert office.outcomes() == [("ada@example.com", "failed"), ("li@example.com", "waiting")]
    caller = asked_by(office, max)
    with pytest.raises(PeopleOnly):
        digests.send_again(replace(caller, account=None), office.board, "ltr_any")
    with pytest.raises(NoLetter):
        digests.send_again(caller, office.board, "ltr_any")
    ada, _ = digest_letter.newest(office.parts.store, office.project, office.board, 9)
    digests.send_again(caller, office.board, ada.id)
    office.at(NINE + timedelta(minutes=1))
    assert office.outcomes() == [("ada@example.com", "sent"), ("li@example.com", "failed")]
    assert "To get it no more, tell Max." in body(office.box.letters[0])


def test_links_in_letters_are_told_from_those_that_people_made(office: Office) -> None:
    caller = asked_by(office, member(office.parts.store, office.project, "analyst", "Max"))
    dashboard_links.create_link(caller, office.board, NewDashboardLink(), Response())
    office.schedule(ADA)
    office.box.rcpt = ["550 not now"] * 2

    def again() -> list[bool]:
        (letter,) = digest_letter.newest(office.parts.store, office.project, office.board, 9)
        digests.send_again(caller, office.board, letter.id)
        office.at(office.now + timedelta(minutes=1))
        return [one.digest for one in dashboard_links.list_links(caller, office.board).items]

    office.at(NINE)
    assert again() == [False, True]
    office.now += timedelta(days=20)
    assert again() == [False, True, True]  # and the next day's


def test_a_letter_tells_no_rows_of_sql_and_nothing_of_hidden_properties(office: Office) -> None:
    mail = {"person": "email", "op": "eq", "value": "bob@example.org"}
    office.board = boarded(
        office,
        tile(office, "sql", {"sql": "SELECT 4242424242 AS secret"}, "Rows"),
        tile(office, "trend", {"series": [PAID], "condition": mail}, "Guess"),
        tile(office, "trend", {"series": [PAID], "breakdown": {"property": "email", "of": "person"}}, "Split"),
    )
    office.schedule(ADA)
    office.at(NINE)
    said = body(office.box.letters[0]) + body(office.box.letters[0], "html")
    assert said.count("Could not be computed") == 6
    assert "4242424242" not in said
    assert "bob@" not in said


def pays(office: Office) -> str:
    """A map of two touchpoints where people pay."""
    points = [
        {"key": key, "stage": "use", "name": name, "events": [{"event": "pay"}]}
        for key, name in (("pays", "Pays"), ("again", "Pays again"))
    ]
    drawn = {"name": "Paying", "stages": [{"key": "use"}], "touchpoints": points}
    return map_book.create(office.parts.store, office.project, drawn, "Ada", office.now).id


def test_every_kind_of_report_has_key_numbers_and_those_of_a_range_are_compared(office: Office) -> None:
    assert {*ANSWERS, "metric"} - {"sql"} == KINDS
    event, span = {"event": "pay"}, {"since": "2024-02-13", "until": "2024-02-19"}
    funnel = {"steps": [event, event], "window": {"days": 3}, **span}
    asked: dict[str, dict[str, Any]] = {
        "funnel": funnel,
        "funnel_trend": funnel,
        "correlation": funnel,
        "retention": {"start": event, "return": event, "period": "day", "periods": 3, **span},
        "lifecycle": {**event, **span},
        "stickiness": {**event, **span},
        "distribution": {**event, **span},
        "interval": {"from": event, "to": event, **span},
        "paths": span,
        "sessions": span,
        "attribution": {"conversion": event, "touch": event, "channel": "channel", **span},
        "bottlenecks": {"map": pays(office), **span},
        "journey_map": {"map": pays(office), **span},
    }
    assert {*asked, "trend", "metric"} == KINDS
    tiles = [replace(tile(office, kind, query, kind), y=10 + n) for n, (kind, query) in enumerate(asked.items())]
    office.board = boarded(office, *tiles)
    office.schedule(ADA)
    office.at(NINE)
    said = body(office.box.letters[0])
    assert "Could not be computed" not in said, said
    stickiness = said.split("stickiness (2024-02-13 – 2024-02-19)\n")[1].split("\n\n")[0].splitlines()
    assert stickiness[0] == "  People: 3  +200.0% (before: 1)"
    sessions = said.split("sessions (")[1]
    assert "  Sessions: 10  +42.9% (before: 7)" in sessions
    map = said.split("journey_map (2024-02-13 – 2024-02-19)\n")[1].splitlines()
    assert map[:2] == ["  Pays: people: 3  +200.0% (before: 1)", "  Pays again: people: 3  +200.0% (before: 1)"]
    assert "  Bottlenecks: 0  — (before: 0)" in said.split("bottlenecks (")[1]


def test_the_range_before_is_followed_no_longer_than_this_one(office: Office) -> None:
    """Somebody comes on each of 40 days and buys five days later, always."""
    world = World(office.parts.warehouse, office.project, "Asia/Shanghai")
    for n in range(40):
        came, bought = ((NINE - timedelta(days=n - later, hours=1)).isoformat()[:19] for later in (0, 5))
        world.did(f"s{n}", "come", came)
        if n >= 5:
            world.did(f"s{n}", "buy", bought)
    world.scope()
    query = {"steps": [{"event": "come"}, {"event": "buy"}], "window": {"days": 14}, "since": "-6d"}
    board = dashboard.find(office.parts.store, office.project, boarded(office, tile(office, "funnel", query, "Buys")))
    office.now = NINE
    told = digest_numbers.told(asked_by(office, member(office.parts.store, office.project, "viewer")), board, True)
    (buys,) = [one for one in told if one.name == "Buys"]
    assert [(one.value, one.before) for one in buys.numbers] == [(pytest.approx(2 / 7), pytest.approx(2 / 7)), (2, 2)]
    assert buys.when == "2024-02-14 – 2024-02-20"


def test_the_day_of_a_number_is_that_of_its_report_s_own_zone(office: Office) -> None:
    query = {"series": [PAID], "since": "-7d", "timezone": "Pacific/Auckland"}
    office.board = boarded(office, tile(office, "trend", query, "There"))
    office.schedule(ADA)
    office.at(NINE)
    assert "There (2024-02-19)" in body(office.box.letters[0])


def test_the_dashboard_s_filters_hold_in_its_letters(office: Office) -> None:
    nobody = DashboardFilters(condition={"person": "plan", "op": "eq", "value": "gold"})
    office.board = boarded(office, filters=nobody)
    office.schedule(ADA)
    office.at(NINE)
    assert "Payers: 0" in body(office.box.letters[0])
