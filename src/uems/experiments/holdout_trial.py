"""A holdout read as what it is, an experiment: those who are kept out are the control, all others the variant."""

from datetime import datetime

from uems.experiments.experiment import Arm, Experiment, Exposure
from uems.experiments.holdout import HELD, NOTED, TREATED, Holdout
from uems.experiments.holdout_register import Kept
from uems.experiments.register import Kept as Trial
from uems.people.scope import Scope
from uems.rules.condition import parse_filter
from uems.warehouse import facts
from uems.warehouse.sql import sql


def plan(kept: Kept) -> Experiment:
    """Its first metric is the primary one; it is judged by the engine that holds at every look, for it has no planned
    end."""
    first, *others = kept.metrics
    one = kept.holdout
    where = [{"property": "holdout", "op": "eq", "value": one.id}]
    return Experiment(
        key=one.id,
        name=kept.json.get("name") or one.strategy,
        hypothesis="",
        owner=kept.by,
        flag="",
        exposure=Exposure(parse_filter({"event": NOTED, "where": where}, "holdout"), "variant"),
        arms=(Arm(HELD, one.share), Arm(TREATED, 100 - one.share)),
        primary=first,
        secondary=tuple(others),
        before_days=kept.json.get("before_days"),
    )


def trial(kept: Kept, now: datetime) -> Trial:
    """What `running.read` reads."""
    one = kept.holdout
    begun = one.since <= now
    ended = one.until is not None and one.until <= now
    return Trial(
        id=one.id,
        plan=plan(kept),
        json=kept.json,
        status="stopped" if ended else "running" if begun else "draft",
        version=kept.version,
        started_at=one.since if begun else None,
        stopped_at=one.until if ended else None,
        outcome=None,
        created_at=kept.created_at,
        changed_at=kept.changed_at,
    )


def noted(one: Holdout, person: int, scope: Scope) -> tuple[datetime, str] | None:
    """When it was first decided for a person whether they are kept out, and what; None = not yet."""
    row = scope.ask(
        sql(
            """SELECT min(ts), argMin(JSONExtractString({variant}), ts), count() FROM {events}
WHERE person_id = {person:UInt64} AND event = {noted:String} AND JSONExtractString({holdout}) = {id:String}""",
            variant=facts.event_property("variant"),
            events=scope.events,
            person=person,
            noted=NOTED,
            holdout=facts.event_property("holdout"),
            id=one.id,
        ),
        by_key=True,
    ).rows[0]
    return (row[0], row[1]) if row[2] else None
