"""The state machine as SQL: everybody's state at the end of a question's day, and every change of state up to it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from uems.people.lifecycle.rules import Rules
from uems.rules.event_sql import one_matches
from uems.warehouse.sql import Sql, all_of, sql

_MACHINE = """multiIf(
    NOT ({known}), 'visitor',
    {silent} >= {churned:UInt16}, 'churned',
    {silent} >= {dormant:UInt16}, 'dormant',
    {signal} > 0 AND {signal} >= {last}, 'declining',
    {back} > 0 AND {at} - {back} < {resurrected:UInt16}, 'resurrected',
    NOT ({activated}), 'registered',
    {whole} AND {base} >= {least:UInt16}
        AND {found} < {below:Float64} * ({recent:UInt16} * {base} / {baseline:UInt16})
        AND {found} - {recent:UInt16} * {base} / {baseline:UInt16}
            <= {z:Float64} * sqrt({recent:UInt16} * {base} / {baseline:UInt16} * (1 - {base} / {baseline:UInt16})),
        'declining',
    {came} >= {active_days:UInt16}, 'active',
    'activated')"""

_CHANGES = """SELECT person_id, one.1 AS day, one.2 AS before, one.3 AS state FROM (
    SELECT person_id, arrayFilter(one -> one.2 != one.3, arrayMap((i, b, s) -> (first_day + i - 1, b, s),
        places, arrayShiftRight(path, 1, ''), path)) AS changed
    FROM (
        SELECT person_id, first_day, places, arrayMap((i, l, b, g, t, r, w) -> ({machine}),
            places, last, back, signal, total, arrayShiftRight(total, {recent:UInt16}, 0),
            arrayShiftRight(total, {span:UInt16}, 0)) AS path
        FROM (
            SELECT *, arrayFill(i -> i > 0, arrayMap((c, i, l) -> if(
                c AND l > 0 AND i - l > {dormant:UInt16} AND known_at > 0 AND l >= known_at, i, 0),
                came_on, places, arrayShiftRight(last, 1, 0))) AS back
            FROM (
                SELECT *, arrayFill(i -> i > 0, arrayMap((c, i) -> if(c, i, 0), came_on, places)) AS last,
                    arrayFill(i -> i > 0, arrayMap(i -> if(has(signalled, first_day + i - 1), i, 0), places)) AS signal,
                    arrayCumSum(came_on) AS total,
                    if(activated_at > 1, total[activated_at - 1], 0) AS until_activated
                FROM (
                    SELECT person_id, active, signalled, first_day,
                        arrayMap(i -> toInt32(i), range(1, toUInt32({today:Int32} - first_day + 2))) AS places,
                        arrayMap(i -> has(active, first_day + i - 1), places) AS came_on,
                        if(known_from = 0, 0, known_from - first_day + 1) AS known_at,
                        if(activated_on = 0, 0, activated_on - first_day + 1) AS activated_at
                    FROM (
                        SELECT person_id, groupUniqArray(toInt32(day)) AS active, toInt32(min(day)) AS first_day,
                            minIf(day, is_known) AS known_from, minIf(day, says_activated) AS activated_on,
                            groupUniqArrayIf(toInt32(day), says_leaving) AS signalled
                        FROM ({marked}) GROUP BY person_id
                    )
                )
            )
        )
    )
) ARRAY JOIN changed AS one"""


@dataclass(frozen=True, slots=True)
class Moment:
    """The end of what a question sees, in its calendar."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> int:
        return day_number(self.now.astimezone(self.zone).date())


def day_number(day: date) -> int:
    """Days since 1970, as the warehouse counts them."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def day_of(number: int) -> date:
    """The same backwards."""
    return datetime.fromtimestamp(number * 86_400, UTC).date()


def states(rules: Rules, events: Sql, moment: Moment) -> Sql:
    """SELECT person_id, state of everybody who was active by then; `machine` says in words what each state means."""
    decline = rules.decline
    return sql(
        """SELECT person_id, {machine} AS state FROM (
    SELECT person_id, known_from, activated_on, signalled_on, active[-1] AS last_on,
        arrayMax(arrayMap((day, gap) -> if(gap > {dormant:UInt16} AND day - gap >= known_from, day, 0),
            active, arrayDifference(active))) AS back_on,
        active[1] + {settle:UInt16} <= {today:Int32} - {span:UInt16} + 1 AS whole,
        arrayCount(day -> day > {today:Int32} - {recent:UInt16}, active) AS found,
        arrayCount(day -> day > {today:Int32} - {span:UInt16} AND day <= {today:Int32} - {recent:UInt16}, active)
            AS base,
        arrayCount(day -> day >= activated_on, active) AS came
    FROM (
        SELECT person_id, arraySort(groupUniqArray(day)) AS active, minIf(day, is_known) AS known_from,
            minIf(day, says_activated) AS activated_on, maxIf(day, says_leaving) AS signalled_on
        FROM ({marked}) GROUP BY person_id
    )
)""",
        machine=_machine(
            rules,
            known=sql("known_from > 0"),
            activated=sql("activated_on > 0"),
            silent=sql("({today:Int32} - last_on)", today=moment.today),
            signal=sql("signalled_on"),
            last=sql("last_on"),
            back=sql("back_on"),
            at=sql("{today:Int32}", today=moment.today),
            whole=sql("whole"),
            found=sql("found"),
            base=sql("base"),
            came=sql("came"),
        ),
        dormant=rules.dormant,
        today=moment.today,
        recent=decline.recent,
        span=decline.recent + decline.baseline,
        settle=decline.settle,
        marked=marked(rules, events, moment),
    )


def changes(rules: Rules, events: Sql, moment: Moment) -> Sql:
    """SELECT person_id, day (days since 1970), before ('' = not there yet), state: every change up to then.

    Place n of each array is the person's n-th day since the first active one: running sums say how often they came by
    then, and the place of a mark is carried on until the next mark."""
    return sql(
        _CHANGES,
        machine=_of_places(rules),
        dormant=rules.dormant,
        recent=rules.decline.recent,
        span=rules.decline.recent + rules.decline.baseline,
        today=moment.today,
        marked=marked(rules, events, moment),
    )


def _of_places(rules: Rules) -> Sql:
    """The state on the i-th day: l, b and g are the places of the last active day, the last return, the last signal;
    t active days by then, r of them before the recent days, w before the baseline too."""
    span, settle = rules.decline.recent + rules.decline.baseline, rules.decline.settle
    return _machine(
        rules,
        known=sql("known_at > 0 AND i >= known_at"),
        activated=sql("activated_at > 0 AND i >= activated_at"),
        silent=sql("(i - l)"),
        signal=sql("g"),
        last=sql("l"),
        back=sql("b"),
        at=sql("i"),
        whole=sql("i >= {span:UInt16} + {settle:UInt16}", span=span, settle=settle),
        found=sql("(t - r)"),
        base=sql("(r - w)"),
        came=sql("(t - until_activated)"),
    )


def marked(rules: Rules, events: Sql, moment: Moment) -> Sql:
    """SELECT person_id, day, says_registered, says_activated, says_leaving, is_known: a row for each event that shows
    somebody active; what marks them counts as activity too."""
    now = moment.now
    acts = [sql("event NOT IN {passive:Array(String)}", passive=list(rules.passive)), one_matches(rules.activity, now)]
    return sql(
        """SELECT person_id, toUInt16(toDate(ts, {zone:String})) AS day, {registered} AS says_registered,
    {activated} AS says_activated, {signals} AS says_leaving, {named} OR says_registered OR says_activated AS is_known
FROM {events}
WHERE person_id != 0 AND ts <= {now:DateTime64(3)}
    AND ({acts} OR says_registered OR says_activated OR says_leaving)""",
        zone=moment.zone.key,
        registered=one_matches(rules.registered, now),
        activated=one_matches(rules.activated, now),
        signals=one_matches(rules.signals, now),
        named=sql("user_id != ''") if rules.identified else sql("false"),
        events=events,
        now=now,
        acts=all_of(acts),
    )


def _machine(rules: Rules, **words: Sql) -> Sql:
    """The state, where each word is said of one day of one person."""
    decline = rules.decline
    return sql(
        _MACHINE,
        **words,
        churned=rules.churned,
        dormant=rules.dormant,
        resurrected=rules.resurrected,
        least=decline.least,
        below=decline.below,
        recent=decline.recent,
        baseline=decline.baseline,
        z=decline.z,
        active_days=rules.active_days,
    )
