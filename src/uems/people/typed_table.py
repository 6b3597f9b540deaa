"""The tables that typed SQL reads: stable names and columns, merged people already one, hidden values gone.

What a table's columns are called and mean is said here once; the schema browser shows it, a test holds it against the
engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from uems.base.words import Text
from uems.people.property_class import HIDDEN, Mask, Of
from uems.people.scope import Scope
from uems.warehouse import facts
from uems.warehouse.facts import PROMOTED
from uems.warehouse.sql import Sql, join, sql

_TEXTS = tuple(name for name in PROMOTED if name not in ("price", "revenue"))
_NUMBERS = ("price", "revenue")
_MOST_NEEDLES = 250
"""What the engine searches for at once."""


@dataclass(frozen=True, slots=True)
class Column:
    """`type` in the engine's words."""

    name: str
    type: str
    about: Text


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    about: Text
    columns: tuple[Column, ...]


_PERSON = (
    Column(
        "person_id",
        "UInt64",
        Text("用户，合并后的同一人只有一个；用于关联与去重", "The person, merged ones as one: for joins"),
    ),
    Column("person", "String", Text("用户的公开编号，可打开其档案", "The person's public id, which opens the profile")),
)
EVENTS = Table(
    "events",
    Text("发生过的每一件事，一行一个事件", "What happened, one row an event"),
    (
        Column("event_id", "UUID", Text("事件编号", "The event's id")),
        *_PERSON,
        Column("ts", "DateTime64(3)", Text("发生时间，按项目时区", "When it happened, in the project's time zone")),
        Column("event", "LowCardinality(String)", Text("事件名", "The event's name")),
        Column("type", "LowCardinality(String)", Text("种类：track、page、screen 等", "track, page, screen, …")),
        Column("source", "LowCardinality(String)", Text("来源", "Where it came from")),
        Column("user_id", "String", Text("登录 ID，没有则为空", "The user's id, or empty")),
        Column("anonymous_id", "String", Text("匿名 ID，没有则为空", "The anonymous id, or empty")),
        Column("session_id", "String", Text("会话编号，没有则为空", "The session's id, or empty")),
        *(Column(name, "String", Text("事件属性，没有则为空", "Property of the event, or empty")) for name in _TEXTS),
        *(
            Column(name, "Nullable(Float64)", Text("事件属性，数值", "Property of the event, a number"))
            for name in _NUMBERS
        ),
        Column(
            "props",
            "String",
            Text(
                "全部事件属性的 JSON 文本，用 JSONExtract… 读取",
                "All its properties as JSON text: read with JSONExtract…",
            ),
        ),
        Column("groups", "String", Text("所属群组的 JSON 文本", "Its groups, as JSON text")),
        Column(
            "received_at", "DateTime64(3)", Text("收到时间，按项目时区", "When it was received, in the project's zone")
        ),
    ),
)
PERSONS = Table(
    "persons",
    Text("每个用户现在的档案，一行一人", "What is known of each person now, one row a person"),
    (
        *_PERSON,
        Column(
            "properties",
            "String",
            Text(
                "全部用户属性的 JSON 文本，用 JSONExtract… 读取", "All properties as JSON text: read with JSONExtract…"
            ),
        ),
        Column("ids", "Array(String)", Text("此人的全部 ID", "All ids of the person")),
        Column("first_seen", "DateTime64(3)", Text("首次出现，按项目时区", "First seen, in the project's time zone")),
        Column("last_seen", "DateTime64(3)", Text("最近出现，按项目时区", "Last seen, in the project's time zone")),
    ),
)
TABLES = (EVENTS, PERSONS)


def tables(scope: Scope) -> Mapping[str, Sql]:
    """What stands behind each name, as the scope's caller may see it."""
    return {"events": _events(scope), "persons": _persons(scope)}


def _events(scope: Scope) -> Sql:
    columns = [_text(name, scope.mask) for name in _TEXTS] + [_number(name, scope.mask) for name in _NUMBERS]
    return sql(
        """SELECT event_id, person_id, lower(leftPad(hex(person_id), 16, '0')) AS person,
    toTimeZone(ts, {zone:String}) AS ts, event, type, source, user_id, anonymous_id, session_id, {columns},
    {props} AS props, groups, toTimeZone(received_at, {zone:String}) AS received_at
FROM {events} WHERE event != ''""",
        zone=scope.zone.key,
        columns=join(", ", columns),
        props=_without_hidden(sql("props"), scope.mask, "event"),
        events=scope.events,
    )


def _persons(scope: Scope) -> Sql:
    return sql(
        """SELECT person_id, lower(leftPad(hex(person_id), 16, '0')) AS person, {properties} AS properties, ids,
    toTimeZone(first_seen, {zone:String}) AS first_seen, toTimeZone(last_seen, {zone:String}) AS last_seen
FROM {persons}""",
        zone=scope.zone.key,
        properties=_without_hidden(sql("properties"), scope.mask, "person"),
        persons=facts.persons(),
    )


def _text(name: str, mask: Mask | None) -> Sql:
    """A promoted property as text: a string without its quotes, anything else as its JSON."""
    if mask is not None and mask.hides(name, of="event"):
        return sql("{hidden:String} AS {name}", hidden=HIDDEN, name=facts.promoted_name(name))
    kept = facts.event_property(name)
    return sql(
        "toString(if(startsWith({kept}, '\"'), JSONExtractString({kept}), {kept})) AS {name}",
        kept=kept,
        name=facts.promoted_name(name),
    )


def _number(name: str, mask: Mask | None) -> Sql:
    if mask is not None and mask.hides(name, of="event"):
        return sql("CAST(NULL, 'Nullable(Float64)') AS {name}", name=facts.promoted_name(name))
    return sql(
        "toFloat64OrNull(trim(BOTH '\"' FROM {kept})) AS {name}",
        kept=facts.event_property(name),
        name=facts.promoted_name(name),
    )


def _without_hidden(column: Sql, mask: Mask | None, of: Of) -> Sql:
    """JSON text with hidden values in the place of those that the mask hides; a list or an object that holds one
    anywhere is hidden whole. A text that holds none of the names, and no escape in which one could hide, stays as it
    is unread."""
    if mask is None:
        return column
    said, plain = mask.hidden(of)
    if not said and not plain:
        return column
    within = sql(
        """(substring(pair.2, 1, 1) IN ('{', '[') AND arrayExists(name -> position(name, '\\\\') > 0 OR {hides},
        extractAll(pair.2, '"((?:[^"\\\\\\\\]|\\\\\\\\.)*)"\\\\s*:')))""",
        hides=_hides(sql("name"), mask, of),
    )
    return sql(
        """if({maybe}, concat('{', arrayStringConcat(arrayMap(pair -> concat(toJSONString(pair.1), ':',
    if(pair.2 != 'null' AND ({hides} OR {within}), toJSONString({hidden:String}), pair.2)),
    JSONExtractKeysAndValuesRaw({column})), ','), '}'), {column})""",
        maybe=_maybe(column, [*said, *plain]),
        hides=_hides(sql("pair.1"), mask, of),
        within=within,
        hidden=HIDDEN,
        column=column,
    )


def _hides(name: Sql, mask: Mask, of: Of) -> Sql:
    """Whether the values of a property of this name are hidden, as `Mask.hides` says."""
    said, plain = mask.hidden(of)
    return sql(
        """if(has({known:Array(String)}, {name}), has({said:Array(String)}, {name}),
    has({plain:Array(String)}, lowerUTF8(replaceRegexpOne({name}, '^[$]+', ''))))""",
        known=sorted(mask.said),
        said=said,
        plain=plain,
        name=name,
    )


def _maybe(column: Sql, names: list[str]) -> Sql:
    """Whether a JSON text may hold a key of these names: each ends with a quote."""
    needles = [f'{name}"' for name in names] + ["\\u"]
    if len(needles) > _MOST_NEEDLES or any(ends in name for name in names for ends in '"\\'):
        return sql("true")
    return sql("multiSearchAnyCaseInsensitiveUTF8({column}, {needles:Array(String)})", column=column, needles=needles)
