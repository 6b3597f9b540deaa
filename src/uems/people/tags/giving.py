"""Values that somebody gives by hand to a list of people, on top of what the tag says already."""

import json
from datetime import date, timedelta

from uems.base.errors import Conflict
from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags import compute, run
from uems.people.tags.definition import Tag
from uems.people.tags.run import Run
from uems.people.tags.value import valued
from uems.store.client import Store
from uems.warehouse.sql import Sql, sql

LONGEST = 1000


class NotGiven(Conflict):
    code = "tag_is_computed"
    text = Text("该标签的值由规则计算，不能导入或手工给出", "The values of this tag are computed, not given")


class GivenMeanwhile(Conflict):
    code = "tag_given_meanwhile"
    text = Text("标签值刚被他人更改，请重试", "Somebody else has just changed the values; try again")


def give(store: Store, scope: Scope, tag: Tag, people: Sql, value: str | None, by: str, base: date) -> Run:
    """These people (SELECT person_id) have this value at `base` (None: they have none any more), the others what they
    had. Raises NotGiven for a tag that is computed, GivenMeanwhile; then nothing changes."""
    if tag.kind.values is not None:
        raise NotGiven(about=tag.id)
    version, tomorrow = tag.made.version, base + timedelta(days=1)
    before = run.newest(store, scope.project.number, tag.id, version, tomorrow)
    number = compute.keep(scope, tag.id, _values(scope, people, value, by, before), base, scope.now)
    if run.newest(store, scope.project.number, tag.id, version, tomorrow) != before:
        raise GivenMeanwhile(about=tag.id)
    return compute.settled(store, scope, tag.id, version, number, base, scope.now)


def _values(scope: Scope, people: Sql, value: str | None, by: str, before: Run | None) -> Sql:
    """Theirs, and what the run before says of the others."""
    given = sql(
        """SELECT person_id, {value:String} AS value, toFloat32(1) AS confidence, 'hand' AS source,
    {evidence:String} AS evidence, {endless} AS valid_until FROM ({people}) WHERE {some:Bool}""",
        value=json.dumps(value, ensure_ascii=False),
        evidence=json.dumps({"by": by}, ensure_ascii=False),
        endless=compute.ENDLESS,
        people=people,
        some=value is not None,
    )
    kept = sql(
        """SELECT person_id, value, confidence, source, evidence, valid_until FROM ({held})
WHERE person_id NOT IN ({people})""",
        held=valued([] if before is None else [before.run], scope.merged),
        people=people,
    )
    return sql("{given} UNION ALL {kept}", given=given, kept=kept)
