"""When a digest is due in any zone, that a tick is taken once, and what a letter says of its numbers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from uems.insight import digest, digest_letter, digest_text
from uems.insight.digest import Digest, Draft, Recipient, Rhythm
from uems.insight.digest_letter import LetterTaken, Promise
from uems.insight.digest_text import Edition, KeyNumber, TileTold, said_as
from uems.store import project as projects
from uems.store.client import Store
from uems.work import job

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DRAFT = Draft(Rhythm("day", hour=9), "zh", [Recipient("ada@example.com"), Recipient("li@example.com", "en")], False)


def local(rhythm: Rhythm, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    both = digest.latest(rhythm, now, zone), digest.coming(rhythm, now, zone)
    before, after = (f"{one.astimezone(zone):%m-%d %H:%M}" for one in both)
    return before, after


@pytest.mark.parametrize(
    ("rhythm", "before", "after"),
    [
        (Rhythm("day", hour=20), "03-01 20:00", "03-02 20:00"),
        (Rhythm("day", hour=21), "02-28 21:00", "03-01 21:00"),
        (Rhythm("week", weekday=1, hour=9), "02-23 09:00", "03-02 09:00"),
        (Rhythm("week", weekday=7, hour=9), "03-01 09:00", "03-08 09:00"),
        (Rhythm("month", day=31, hour=9), "02-28 09:00", "03-31 09:00"),
        (Rhythm("month", day=1, hour=9), "03-01 09:00", "04-01 09:00"),
    ],
)
def test_a_digest_is_due_at_its_hour_in_the_project_s_zone(rhythm: Rhythm, before: str, after: str) -> None:
    assert local(rhythm, NOON, SHANGHAI) == (before, after)


def test_a_tick_is_over_at_its_own_moment_and_comes_once_where_the_clocks_change() -> None:
    at = datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert digest.latest(Rhythm("day", hour=9), at, BERLIN) == at
    assert digest.coming(Rhythm("day", hour=9), at, BERLIN) == at + timedelta(days=1)
    for day in (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)):
        minutes = [day - timedelta(hours=2) + timedelta(minutes=n) for n in range(26 * 60)]
        assert len({digest.latest(Rhythm("day", hour=2), one, BERLIN) for one in minutes}) == 2


@pytest.fixture
def number(store: Store) -> int:
    return projects.create(store, b"p" * 32, "p", "UTC").project.number


def keep(store: Store, number: int, draft: Draft, account: str, by: str, now: datetime) -> Digest:
    with store.write() as connection:
        return digest.keep(connection, number, "dsh_1", draft, account, by, now)


def test_of_several_who_ask_for_a_tick_one_gets_it(store: Store, number: int) -> None:
    keep(store, number, DRAFT, "acc_1", "Ada", NOON)
    tick = NOON + timedelta(hours=21)
    with store.write() as connection:
        taken = [digest.take(connection, number, "dsh_1", tick) for _ in range(3)]
        earlier = digest.take(connection, number, "dsh_1", tick - timedelta(days=1))
    assert (taken, earlier) == ([True, False, False], False)


def test_what_is_due_stays_due_while_receivers_change_and_is_over_when_the_hours_do(store: Store, number: int) -> None:
    keep(store, number, DRAFT, "acc_1", "Ada", NOON)
    later = NOON + timedelta(days=2)
    kept = keep(store, number, DRAFT, "acc_2", "Li", later)
    assert (kept.told_until, kept.by, kept.recipients) == (NOON, "Li", tuple(DRAFT.recipients))
    paused = keep(store, number, Draft(DRAFT.rhythm, "zh", DRAFT.recipients, True), "a", "A", later)
    assert paused.paused == "by_hand"
    assert keep(store, number, DRAFT, "a", "A", later).told_until == later


def test_a_pause_is_for_the_account_that_may_no_more(store: Store, number: int) -> None:
    keep(store, number, DRAFT, "acc_2", "Li", NOON)
    digest.pause(store, number, "dsh_1", "acc_1", "owner_gone")
    assert [one.paused for one in digest.every(store, number)] == [""]
    digest.pause(store, number, "dsh_1", "acc_2", "owner_gone")
    assert digest.every(store, number) == []
    assert digest.find(store, number, "dsh_1").paused == "owner_gone"
    with store.write() as connection:
        assert not digest.take(connection, number, "dsh_1", NOON + timedelta(days=9))


def test_a_letter_is_promised_once_handed_over_by_one_and_has_an_outcome_in_the_end(store: Store, number: int) -> None:
    what = Promise("dsh_1", NOON, "day", "acc_1", "Ada", "shr_1", "zh", DRAFT.recipients)
    for _ in range(2):
        with store.write() as connection:
            digest_letter.promise(connection, number, what, NOON)
    ada, li = digest_letter.open_of(store, number, "dsh_1", NOON)
    assert [(one.recipient, one.language) for one in (ada, li)] == [("ada@example.com", "zh"), ("li@example.com", "en")]
    digest_letter.handing(store, number, ada, NOON)
    with pytest.raises(LetterTaken):
        digest_letter.handing(store, number, ada, NOON)

    def states(at: datetime) -> list[str]:
        with store.write() as connection:
            digest_letter.settle(connection, at)
        return [one.state for one in digest_letter.newest(store, number, "dsh_1", 9)]

    assert states(NOON + timedelta(minutes=10)) == ["handing", "waiting"]
    assert states(NOON + timedelta(minutes=20)) == ["unsure", "waiting"]
    assert states(NOON + timedelta(hours=13)) == ["unsure", "failed"]
    with store.write() as connection:
        digest_letter.again(connection, number, ada, "acc_2", "Li", "shr_2", NOON)
        with pytest.raises(LetterTaken):
            digest_letter.again(connection, number, ada, "acc_2", "Li", "shr_2", NOON)
        assert job.counts(connection) == {"waiting": 3}
    assert digest_letter.open_of(store, number, "dsh_1", NOON)[0].link == "shr_2"
    assert states(NOON + timedelta(days=500)) == []


def test_who_did_not_hand_a_letter_over_does_not_say_what_became_of_it(store: Store, number: int) -> None:
    what = Promise("dsh_1", NOON, "day", "acc_1", "Ada", "shr_1", "zh", DRAFT.recipients[:1])
    with store.write() as connection:
        digest_letter.promise(connection, number, what, NOON)
    (read,) = digest_letter.open_of(store, number, "dsh_1", NOON)

    def kept() -> tuple[str, str]:
        (one,) = digest_letter.newest(store, number, "dsh_1", 9)
        return one.state, one.error

    first = digest_letter.handing(store, number, read, NOON)
    for said in ("waiting", "failed"):  # by a slower one, whom the server told to come later
        digest_letter.note(store, number, read, said, "451 later", NOON)
        assert kept() == ("handing", "")
    with store.write() as connection:
        digest_letter.settle(connection, NOON + timedelta(minutes=20))
        digest_letter.again(connection, number, read, "acc_1", "Ada", "shr_2", NOON)
    (read,) = digest_letter.open_of(store, number, "dsh_1", NOON)
    second = digest_letter.handing(store, number, read, NOON)
    digest_letter.note(store, number, first, "failed", "550 no such user", NOON)
    assert kept() == ("handing", "")
    digest_letter.note(store, number, second, "waiting", "451 later", NOON)
    digest_letter.note(store, number, second, "sent", "", NOON)
    assert kept() == ("waiting", "451 later")


def test_what_waits_for_somebody_who_gets_it_no_more_is_closed_and_what_was_sent_by_hand_is_not(
    store: Store, number: int
) -> None:
    by_hand = Promise("dsh_1", NOON + timedelta(hours=1), "", "acc_1", "Ada", "shr_2", "zh", DRAFT.recipients[:1])
    other = Promise("dsh_2", NOON, "day", "acc_1", "Ada", "shr_3", "zh", DRAFT.recipients[:1])
    with store.write() as connection:
        for what in (Promise("dsh_1", NOON, "day", "acc_1", "Ada", "shr_1", "zh", DRAFT.recipients), by_hand, other):
            digest_letter.promise(connection, number, what, NOON)

    def states(*stay: str) -> list[tuple[str, str]]:
        with store.write() as connection:
            digest_letter.close(connection, number, "dsh_1", stay, NOON)
        every = [digest_letter.newest(store, number, board, 9) for board in ("dsh_1", "dsh_2")]
        return [(one.state, one.error) for letters in every for one in letters]

    waits, closed = ("waiting", ""), ("failed", "digest_stopped")
    assert states("ada@example.com", "li@example.com") == [waits] * 4
    assert states("li@example.com") == [waits, closed, waits, waits]
    assert states() == [waits, closed, closed, waits]


NUMBERS = [
    KeyNumber("Revenue", 1234.5, 1000.0, "money"),
    KeyNumber("Bounce <rate>", 0.25, 0.5, "percent", "down"),
    KeyNumber("Dwell", 200.0, None, "seconds"),
    KeyNumber("Sign-ups", 3.0, 0.0),
]


def edition(language: digest_text.Language) -> Edition:
    tiles = [TileTold("Week & month", "2026-02-23", NUMBERS), TileTold("Rows", note="not shown")]
    days = "2026-03-02", "2026-03-31"
    return Edition("增长", "Shop", "CNY", "week", days[0], tiles, "https://u/shared/t", days[1], "Ada", language)


def test_a_letter_says_every_number_with_its_change_in_text_and_html() -> None:
    one = edition("en")
    assert digest_text.subject(one) == "增长 · Weekly digest 2026-03-02"
    said = digest_text.text(one, "li@example.com").splitlines()
    assert said[3:8] == [
        "Week & month (2026-02-23)",
        "  Revenue: CNY 1,234.50  +23.4% (before: CNY 1,000.00)",
        "  Bounce <rate>: 25.0%  \u221250.0% (before: 50.0%)",
        "  Dwell: 3m 20s",
        "  Sign-ups: 3  — (before: 0)",
    ]
    assert said[9:11] == ["Rows", "  not shown"]
    assert said[12] == "Open the dashboard: https://u/shared/t"
    assert "li@example.com" in said[-1]
    page = digest_text.html(one, "li@example.com")
    assert "Bounce &lt;rate&gt;" in page
    assert "Week &amp; month" in page
    assert page.count("#1a7f45") == 2
    assert "#b3261e" not in page


def test_a_letter_is_in_the_language_of_whoever_gets_it() -> None:
    said = digest_text.text(edition("zh"), "li@example.com")
    assert "每周摘要 2026-03-02" in said
    assert "3 分 20 秒" in said
    assert "（" not in digest_text.text(edition("en"), "x")
    assert 'lang="zh-CN"' in digest_text.html(edition("zh"), "x")


def test_values_read_as_people_write_them() -> None:
    read = [said_as(each, "number", "en", "CNY") for each in (None, 0, 12, -3.14159, 1234.5, 1e6)]
    assert read == ["—", "0", "12", "\u22123.14", "1,234", "1,000,000"]
    read = [said_as(each, "seconds", "en", "CNY") for each in (0.5, 9.96, 60, 3661, 90_061)]
    assert read == ["0.5s", "10.0s", "1m", "1h 1m", "1d 1h"]
