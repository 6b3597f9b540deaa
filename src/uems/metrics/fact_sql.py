"""What a fact means on a row of events, and how the rows of one person become the person's number."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from uems.metrics import breakdown as split
from uems.metrics.metric import Fact, Term
from uems.rules.event_sql import event_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment that rules such as "within the last" count from, and the zone whose days are counted."""

    now: datetime
    zone: ZoneInfo


def matches(fact: Fact, clock: Clock) -> Sql:
    """Whether a row is one of the fact's events."""
    found = any_of(event_matches(term.filter, clock.now) for term in fact.terms)
    if fact.but:
        return all_of([found, sql("event NOT IN {but:Array(String)}", but=list(fact.but))])
    return found


def value(fact: Fact, clock: Clock) -> Sql:
    """The number of a row that matches, Float64; an event without the number counts 0."""
    numbers = [_number(term) for term in fact.terms]
    if len(fact.terms) == 1:
        return numbers[0]
    tests = [event_matches(term.filter, clock.now) for term in fact.terms]
    pairs = [sql("{test}, {number}", test=t, number=n) for t, n in zip(tests, numbers, strict=True)]
    return sql("multiIf({pairs}, 0.)", pairs=join(", ", pairs))


def _number(term: Term) -> Sql:
    if term.property is None:
        return sql("toFloat64({sign:Int8})", sign=term.sign)
    number = split.number(sql("toString({text})", text=facts.event_property(term.property)))
    found = sql("ifNull({number}, 0.)", number=number)
    return found if term.sign == 1 else sql("-{found}", found=found)


def of_person(fact: Fact, value: Sql, test: Sql, zone: ZoneInfo) -> Sql:
    """The number of one person over the rows that pass the test, Float64."""
    if fact.counts == "people":
        return any_row(test)
    if fact.counts == "days":
        return days(test, zone)
    return sql("sumIf({value}, {test})", value=value, test=test)


def any_row(test: Sql) -> Sql:
    """1 where some row passes the test, else 0."""
    return sql("toFloat64(countIf({test}) > 0)", test=test)


def days(test: Sql, zone: ZoneInfo) -> Sql:
    """On how many days of the zone some row passes the test."""
    return sql("toFloat64(uniqExactIf(toRelativeDayNum(ts, {zone:String}), {test}))", zone=zone.key, test=test)
