"""What can be asked of paths: where they begin and end, what a node is, and whose paths they are."""

import re
from dataclasses import dataclass
from typing import Literal

import re2

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight.funnel_question import Funnel
from uems.metrics.asked import Span
from uems.people.session_rule import DEFAULT, SessionRule
from uems.rules.condition import Condition, EventFilter
from uems.rules.test import QUIET

Node = Literal["event", "page", "both"]
Part = Literal["after", "before", "between", "dropped"]
OTHER = "$other"
MORE = "$more"
MOST_DEPTH = 30
MOST_FILTERS = 100
MOST_RULES = 50


class BadPaths(Invalid):
    code = "bad_paths"
    text = Text("路径查询无效", "The question about paths is not valid")


@dataclass(frozen=True, slots=True)
class Match:
    """Events that pass a filter, or whose node, cleaned, bears this name; one of the two is given."""

    filter: EventFilter | None = None
    node: str | None = None


@dataclass(frozen=True, slots=True)
class Clean:
    """A node that matches is called `name` instead; an empty name takes it out. `match` is a text in which * stands for
    anything, or, with `regex`, an RE2 expression found anywhere in it, whose groups `name` may repeat as \\1."""

    match: str
    name: str
    regex: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """The stretch of a funnel that paths are looked at in: `between` step-1 and step, ends included; what those who
    took step-1 and not step did since (`dropped`); `after` step, within the funnel's window; or `before` it. Steps are
    numbered from 0; the range of time is the funnel's."""

    funnel: Funnel
    part: Part
    step: int


@dataclass(frozen=True, slots=True)
class Paths:
    """The ways that people take, each a list of nodes in the order of time; nodes of the same millisecond in that of
    their names.

    by: `session` = a path is what happened in one session within the span; `person` = all in the span.
    start: a path begins with its first such event, and there is none without. end: it ends with the first such event
    after that, and there is none without. A path with both that is longer than `depth` keeps its first and last
    depth/2 nodes around `$more`; one with only an end keeps its last `depth`, else its first.
    node: the event's name (`event`); the page, of events that show one (`page`); or the page where there is one and
    else the event's name, but for heartbeats, leaves and what is no interaction (`both`).
    repeats: a node that follows itself stands as often as it happened, instead of once, at its last time.
    limit: so many links are told one by one. least, most: only links with so many paths.
    align: with `end`, the last node of every path stands in column `depth`.
    """

    span: Span
    start: Match | None = None
    end: Match | None = None
    depth: int = 5
    by: Literal["session", "person"] = "session"
    include: tuple[Match, ...] = ()
    exclude: tuple[Match, ...] = ()
    node: Node = "event"
    clean: tuple[Clean, ...] = ()
    repeats: bool = False
    limit: int = 50
    least: int = 1
    most: int | None = None
    align: Literal["start", "end"] = "start"
    people: Condition | None = None
    within: Within | None = None
    rule: SessionRule = DEFAULT


def refuse_nonsense(asked: Paths) -> None:
    """Raises BadPaths with the path of what has no meaning."""
    if not 2 <= asked.depth <= MOST_DEPTH:
        raise _bad("depth", f"路径有 2 到 {MOST_DEPTH} 步", f"A path has 2 to {MOST_DEPTH} nodes")
    if len(asked.include) + len(asked.exclude) > MOST_FILTERS:
        raise _bad("exclude", f"最多 {MOST_FILTERS} 个条件", f"At most {MOST_FILTERS} filters")
    if len(asked.clean) > MOST_RULES:
        raise _bad("clean", f"最多 {MOST_RULES} 条清洗规则", f"At most {MOST_RULES} rules of cleaning")
    for place, rule in enumerate(asked.clean):
        if rule.regex and not _fits(rule):
            zh, en = "不是有效的 RE2 正则表达式", "This is not a valid RE2 expression with its groups"
            raise _bad(f"clean[{place}]", zh, en)
    within = asked.within
    if within is None:
        return
    last, first = len(within.funnel.steps) - 1, 1 if within.part in ("between", "dropped") else 0
    if within.funnel.by.kind != "person" or within.funnel.breakdown is not None or within.funnel.order == "unordered":
        zh, en = (
            "须为按用户统计、有序且不分组的漏斗",
            "The funnel counts people, its steps have an order, and it is not split",
        )
        raise _bad("between.funnel", zh, en)
    if not first <= within.step <= last:
        raise _bad("between.step", f"步骤应在 {first} 至 {last} 之间", f"The step lies between {first} and {last}")


def _fits(rule: Clean) -> bool:
    """An expression, and a name that repeats no group but those it has."""
    try:
        groups = re2.compile(rule.match, QUIET).groups
    except (re2.error, ValueError):
        return False
    return all((n.isdigit() and int(n) <= groups) or n == "\\" for n in re.findall(r"(?s)\\(.?)", rule.name))


def _bad(about: str, zh: str, en: str) -> BadPaths:
    return BadPaths(Text(zh, en), about=about)
