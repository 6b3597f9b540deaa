"""Paths over HTTP: the ways that people take from page to page or event to event, and who took which."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Asked, Reader
from uems.api.funnel import FunnelBody
from uems.api.insight_body import Body, EventBody, TimedBody
from uems.api.problem import refusals
from uems.insight import page, path
from uems.insight.path_question import MOST_DEPTH, MOST_FILTERS, MOST_RULES, Clean, Match, Node, Part, Paths, Within
from uems.metrics import asked as shared
from uems.metrics.asked import Computed
from uems.people.scope import Scope
from uems.rules.condition import parse_filter
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

_PATHS = {"from": {"event": "sign_up"}, "depth": 5, "by": "session", "exclude": ["leave"], "since": "-30d"}


class NodeName(Body):
    """The nodes of this name, as they are called after cleaning."""

    node: str = Field(min_length=1, max_length=1000, examples=["/pricing"])


Matched = EventBody | NodeName | Annotated[str, Field(min_length=1, max_length=1000)]
"""Events that pass a filter; or, by name, nodes (a text is a node's name)."""


class CleanBody(Body):
    """Nodes that `match` are called `name`. * stands for anything; with `regex` an RE2 expression found anywhere in the
    node, whose groups `name` repeats as \\\\1. `name` left out: the match itself; empty: the node is taken out."""

    match: str = Field(min_length=1, max_length=500, examples=["/products/*"])
    name: str | None = Field(None, max_length=500, examples=["/products/:id"])
    regex: bool = False


class WithinBody(Body):
    """The stretch of a funnel: `between` step-1 and step; `dropped` = what those who took step-1 and not step did
    since; `after` or `before` a step, within the funnel's window. Steps are
    numbered from 0; the range is the funnel's."""

    funnel: FunnelBody
    part: Part = "between"
    step: int = Field(1, ge=0)


class PathsBody(TimedBody):
    """Ways from node to node. `by` session: within sessions as the project defines them; person: through the range.

    Only what lies in the range is looked at. A node that follows itself stands once, unless `repeats`.
    """

    model_config = ConfigDict(populate_by_name=True)
    kind: Literal["paths"] = "paths"
    start: Matched | None = Field(None, alias="from", description="Paths begin with the first such event.")
    end: Matched | None = Field(None, alias="to", description="Paths end with the first such event.")
    depth: int = Field(5, ge=2, le=MOST_DEPTH)
    by: Literal["session", "person"] = "session"
    include: list[Matched] = Field(default_factory=list, max_length=MOST_FILTERS, examples=[[{"event": "page"}]])
    exclude: list[Matched] = Field(default_factory=list, max_length=MOST_FILTERS, examples=[["leave"]])
    node: Node = Field(
        "event",
        description="event = its name; page = the page, of page views; both = the page, else the name "
        "of an interaction.",
    )
    clean: list[CleanBody] = Field(default_factory=list, max_length=MOST_RULES)
    repeats: bool = False
    limit: int = Field(50, ge=1, le=1000, description="So many links are told; the others are in `rest`.")
    least: int = Field(1, ge=1, description="Only links that so many paths have.")
    most: int | None = Field(None, ge=1)
    align: Literal["start", "end"] = Field("start", description="`end`: all last nodes stand in the last column.")
    between: WithinBody | None = None

    def scope(self, caller: Asked) -> Scope:
        """Raises HiddenProperty where pages are named by a property that the caller may not see."""
        found = super().scope(caller)
        if self.node != "event":
            caller.must_see([(name, "event") for name in page.properties(found.sessions)])
        return found

    def question(self, scope: Scope) -> Paths:
        inner = None if self.between is None else self.between.funnel.question(scope)
        return Paths(
            shared.span(self.since, self.until, scope),
            None if self.start is None else _match(self.start, "from"),
            None if self.end is None else _match(self.end, "to"),
            self.depth,
            self.by,
            tuple(_match(one, f"include[{n}]") for n, one in enumerate(self.include)),
            tuple(_match(one, f"exclude[{n}]") for n, one in enumerate(self.exclude)),
            self.node,
            tuple(Clean(one.match, one.match if one.name is None else one.name, one.regex) for one in self.clean),
            self.repeats,
            self.limit,
            self.least,
            self.most,
            self.align,
            self.people(),
            None if self.between is None or inner is None else Within(inner, self.between.part, self.between.step),
            scope.sessions,
        )


def _match(one: "EventBody | NodeName | str", about: str) -> Match:
    if isinstance(one, EventBody):
        return Match(parse_filter({"event": one.event, "where": one.where}, about))
    return Match(None, one if isinstance(one, str) else one.node)


class PathsCellBody(Body):
    """A node by its name, in column `step` from 1; with `to` those who went on to that one, with `dropped` those whose
    path ended there. `$other` as `to` = by a link that is not told, as `node` = from a node that is not told."""

    step: int = Field(1, ge=1)
    node: str | None = Field(None, alias="from", max_length=1000)
    to: str | None = Field(None, max_length=1000)
    dropped: bool = False
    model_config = ConfigDict(populate_by_name=True)

    def cell(self) -> path.PathCell:
        return path.PathCell(self.step, self.node, self.to, self.dropped)


class LinkTold(BaseModel):
    """From a node, the step-th of a path, to the next. `people` are different people, `paths` counts each path."""

    from_: str = Field(serialization_alias="from", examples=["/"])
    to: str = Field(examples=["/pricing"])
    step: int = Field(examples=[1])
    paths: int
    people: int
    median_seconds: float
    mean_seconds: float


class RestTold(BaseModel):
    """Paths that go on from a node by a link that is not told; `$other` = from any node that is not told."""

    from_: str = Field(serialization_alias="from", examples=["$other"])
    step: int
    paths: int


class WaysTold(BaseModel):
    """The most frequent links, their ends, and what is left: at each step links and rest add up to all that goes
    on."""

    paths: int = Field(examples=[5120])
    people: int
    steps: list[path.PathStep]
    nodes: list[path.PathNode]
    links: list[LinkTold]
    rest: list[RestTold]
    computed: Computed


@router.post("/paths")
def ask_paths(
    caller: Reader, asked: Annotated[PathsBody, Given(openapi_examples={"example": {"value": _PATHS}})]
) -> WaysTold:
    """The ways that people take, the most frequent first, and where they leave."""
    scope = asked.scope(caller)
    return _told(path.answer(asked.question(scope), scope))


def _told(ways: path.Ways) -> WaysTold:
    def plain(one: Any) -> dict[str, Any]:
        return {name: getattr(one, name) for name in one.__slots__}

    return WaysTold(
        paths=ways.paths,
        people=ways.people,
        steps=list(ways.steps),
        nodes=list(ways.nodes),
        links=[LinkTold(**plain(one)) for one in ways.links],
        rest=[RestTold(**plain(one)) for one in ways.rest],
        computed=ways.computed,
    )


def behind(asked: PathsBody, cell: PathsCellBody, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people behind one number of paths. Raises BadPaths, NoSuchCell."""
    return path.behind(asked.question(scope), cell.cell(), scope)
