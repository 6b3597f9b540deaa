"""What people said and at which touchpoint they were: each voice counts where its person was last, within a day."""

from datetime import timedelta

from uems.insight.map_walk import Walk, marks, matches
from uems.metrics import breakdown
from uems.people.scope import Scope
from uems.rules.event_sql import event_matches, instant
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

REACH = timedelta(days=1)
"""How long after a touchpoint a voice still speaks of it."""
MOST_ROWS = 5000


def said(asked: Walk, scope: Scope) -> Sql:
    """Rows (p, place, voice, text, number): one for each voice in the span and touchpoint it speaks of; `text` is the
    JSON of a topic, `number` the score of an answer."""
    voices = [event_matches(one.filter, scope.now) for one in asked.map.voices]
    kinds = join(", ", [sql("{test}, {n:UInt8}", test=test, n=n + 1) for n, test in enumerate(voices)])
    texts = [facts.event_property(one.property) for one in asked.map.voices]
    said = [sql("{test}, toString({text})", test=test, text=text) for test, text in zip(voices, texts, strict=True)]
    since, until = asked.span.since, min(asked.span.until, scope.now + timedelta(milliseconds=1))
    spoke = [any_of(voices), sql("ts >= {since} AND ts < {until}", since=instant(since), until=instant(until))]
    if asked.people is not None:
        spoke.append(sql("person_id IN ({people})", people=scope.people(asked.people)))
    touched = [matches(asked, n, scope.now) for n in range(len(asked.map.touchpoints))]
    return sql(
        """SELECT p, arrayJoin(bitPositionsToArray(pair.2.2)) AS place, pair.1.3 AS voice, pair.1.4 AS text,
    {number} AS number
FROM (
    SELECT p, arrayJoin(arrayFilter(
        pair -> pair.1.3 != 0 AND pair.1.1 >= {since:Int64} AND pair.2.2 != 0 AND pair.1.1 - pair.2.1 <= {reach:Int64}
            AND pair.1.4 NOT IN ('', 'null'),
        arrayZip(course, arrayFill(y -> y.2 != 0, course)))) AS pair
    FROM (
        SELECT person_id AS p, arraySort(groupArray((toUnixTimestamp64Milli(ts), {marks} AS marked,
            multiIf({kinds}, 0) AS kind, multiIf({texts}, '')))) AS course
        FROM {events}
        WHERE {reached} AND {heard} AND person_id IN (SELECT person_id FROM {events} WHERE {spoke})
        GROUP BY p
    )
)""",
        number=breakdown.number(sql("text")),
        since=milliseconds(since),
        reach=round(REACH.total_seconds() * 1000),
        marks=marks(asked, scope.now),
        kinds=kinds,
        texts=join(", ", said),
        events=scope.events,
        reached=sql("ts >= {since} AND ts < {until}", since=instant(since - REACH), until=instant(until)),
        heard=any_of([*voices, *touched]),
        spoke=all_of(spoke),
    )


def question(asked: Walk, scope: Scope) -> Sql:
    """Rows (place, voice, text, answers, people, sum, sum of squares, promoters, detractors), the most frequent first;
    without a text where the voice is a score."""
    topics = [n + 1 for n, one in enumerate(asked.map.voices) if one.kind == "topic"]
    return sql(
        """SELECT place, voice, if(voice IN {topics:Array(UInt8)}, text, '') AS topic, count() AS answers,
    uniqExact(p), sum(ifNull(number, 0)), sum(ifNull(number * number, 0)), countIf(number >= 9), countIf(number <= 6)
FROM (
{said})
WHERE voice IN {topics:Array(UInt8)} OR number IS NOT NULL
GROUP BY place, voice, topic ORDER BY answers DESC, topic LIMIT {most:UInt32}""",
        topics=topics,
        said=said(asked, scope),
        most=MOST_ROWS,
    )
