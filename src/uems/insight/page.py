"""Which events show a page, what the page is called, and numbers in the place of such names.

A page is called by its path, without host, query and trailing slash. Names are made tidy once for each that there is,
not once for each event: an event is only looked up in the `vocabulary` of a question.
"""

from collections.abc import Sequence

from uems.people.session_rule import SessionRule
from uems.warehouse import facts
from uems.warehouse.sql import Sql, join, sql

PROPERTIES = ("page", "path", "$pathname", "$current_url", "url", "$screen_name", "screen_name", "screen")
"""Where senders put a page's name; the first that is there counts."""
VIEW = sql("type IN ('page', 'screen')")
"""Whether a row of events shows a page by its type; by its name it may too."""


def properties(rule: SessionRule) -> tuple[str, ...]:
    """The properties of events whose values name pages."""
    return PROPERTIES if rule.page is None else (rule.page,)


def is_view(rule: SessionRule) -> Sql:
    """Whether a row of events shows a page."""
    return sql("({view} OR event IN {views:Array(String)})", view=VIEW, views=list(rule.views))


def raw(rule: SessionRule, otherwise: Sql) -> Sql:
    """The page that a row of events shows, as it was sent (`tidy` makes a name of it); of a view that names none its
    event's name; `otherwise`, a text, where the row is no view."""
    if rule.page is not None:
        text = facts.event_property(rule.page)
        named = sql("if({text} IN ('', 'null', '\"\"'), toString(event), toString({text}))", text=text)
        return sql("if({view}, {named}, {otherwise})", view=is_view(rule), named=named, otherwise=otherwise)
    found = [sql("JSONExtractString(props, {name:String})", name=name) for name in PROPERTIES[1:]]
    found.append(sql("JSONExtractString(context, 'page', 'path')"))
    return sql(
        """multiIf(NOT {view}, {otherwise}, p_page NOT IN ('', 'null', '""'), toString(p_page),
    arrayFirst(x -> x != '', [{found}, toString(event)]))""",
        view=is_view(rule),
        otherwise=otherwise,
        found=join(", ", found),
    )


def tidy(text: Sql) -> Sql:
    """The name in a `raw` page: a path that is only a slash stays one, a route behind a hash belongs to the name."""
    text = sql("if(startsWith({text}, '\"'), JSONExtractString({text}), {text})", text=text)
    text = sql("replaceRegexpOne({text}, '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*', '')", text=text)
    text = sql("replaceRegexpOne({text}, '([?].*|#([^/!].*)?)$', '')", text=text)
    return sql("replaceRegexpOne(replaceRegexpOne({text}, '(.)/+$', '\\\\1'), '^$', '/')", text=text)


def vocabulary(raws: Sql, most: int, names: Sequence[Sql]) -> Sql:
    """A query's `vocabulary`: texts, the code of each, and the names of the codes, from 1; code 1 is the empty name.

    raws = rows (raw), with repeats; the `most` frequent are in it. names = the steps from a text to its name, each an
    expression of `x`."""
    named = sql(
        """SELECT raw, raw AS x FROM (
SELECT toString(raw) AS raw, count() AS n FROM ({raws}) GROUP BY raw ORDER BY n DESC, raw LIMIT {most:UInt32})
WHERE raw != ''""",
        raws=raws,
        most=most,
    )
    for step in names:
        named = sql("SELECT raw, {step} AS x FROM (\n{named})", step=step, named=named)
    return sql(
        """(SELECT (groupArray(raw), groupArray(toUInt64(code)), arrayCompact(arraySort(groupArray(x)))) FROM (
SELECT raw, x, dense_rank() OVER (ORDER BY x) AS code FROM (
{named}
UNION ALL SELECT '' AS raw, '' AS x))) AS vocabulary""",
        named=named,
    )


def code(text: Sql) -> Sql:
    """The code of a text: 0 = it is not in the vocabulary."""
    return sql("transform({text}, vocabulary.1, vocabulary.2, toUInt64(0))", text=text)


def name_of(code: Sql) -> Sql:
    """The name of a code; '' of one that has none."""
    return sql("vocabulary.3[{code}]", code=code)


def code_of(name: str) -> Sql:
    """The code of a name; 0 of one that no text has."""
    return sql("indexOf(vocabulary.3, {name:String})", name=name)
