"""Why two numbers differ, over HTTP: two questions with a cell each in, the causes with their people out."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import AwareDatetime, Field

from uems.api.door import Asked, Reader
from uems.api.funnel import FunnelBody, FunnelCellBody
from uems.api.insight_body import Body, RetentionBody, RetentionCellBody, TrendBody, TrendCellBody, parsed
from uems.api.metric_question import MetricCellBody, MetricQuestion
from uems.api.problem import refusals
from uems.insight import number as numbers
from uems.insight import reconcile
from uems.insight.number import Cause
from uems.insight.reconcile import Reconciled, Side
from uems.metrics.asked import BadQuery
from uems.people.scope import Scope
from uems.warehouse.facts import Known
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/metrics", tags=["metrics"], responses=refusals(403, 404, 422, 503))

_RANGE = {"since": "2026-05-01", "until": "2026-05-31"}
_PAID = {"kind": "trend", "series": [{"event": "order_paid", "measure": "people"}], **_RANGE}
_FUNNEL = {"kind": "funnel", "steps": [{"event": "view"}, {"event": "order_paid"}], **_RANGE}
_EXAMPLE = {"a": {"query": _PAID}, "b": {"query": _FUNNEL, "cell": {"step": 1}}}


class NumberBody(Body):
    """A question with its `kind`, and which cell of its answer. `seen` = the moment at which the number was seen: later
    arrivals and merges are then causes of their own."""

    query: Annotated[TrendBody | FunnelBody | RetentionBody | MetricQuestion, Field(discriminator="kind")]
    cell: dict[str, Any] = Field(default_factory=dict, examples=[{"step": 1}])
    seen: AwareDatetime | None = None

    def asked(self, scope: Scope, caller: Asked) -> reconcile.Asked:
        """Raises whatever the question raises, NotComparable."""
        query, known = self.query, None if self.seen is None else Known(self.seen, self.seen)
        scope = replace(scope, known=known)
        match query:
            case MetricQuestion():
                asked: object = query.asked(scope, caller)
                found = parsed(MetricCellBody, self.cell, "cell").number(query, scope, caller)
            case TrendBody():
                trend = asked = query.question(scope)
                found = numbers.of_trend(trend, parsed(TrendCellBody, self.cell, "cell").cell(scope), scope)
            case RetentionBody():
                back = asked = query.question(scope)
                found = numbers.of_retention(back, parsed(RetentionCellBody, self.cell, "cell").cell(scope), scope)
            case _:
                steps = asked = query.question(scope)
                found = numbers.of_funnel(steps, parsed(FunnelCellBody, self.cell, "cell").cell(), scope)
        return reconcile.Asked(found, asked, scope)


class ReconcileBody(Body):
    """Two numbers."""

    kind: Literal["reconcile"] = "reconcile"
    a: NumberBody
    b: NumberBody

    def scope(self, caller: Asked) -> Scope:
        """The scope of the second number. Raises HiddenProperty."""
        self.a.query.scope(caller)
        return self.b.query.scope(caller)

    def pair(self, scope: Scope, caller: Asked) -> tuple[reconcile.Asked, reconcile.Asked]:
        """Both numbers, each with its own clock and calendar."""
        first = caller.scope(self.a.query.now or scope.now, self.a.query.timezone)
        return self.a.asked(first, caller), self.b.asked(scope, caller)


class ReconcileCellBody(Body):
    """The people of one cause: of the first number only, of the second only, or of both, adding differently. Without a
    cause, everybody of the first or of the second number."""

    cause: Cause | None = None
    side: Side

    def behind(self, query: ReconcileBody, scope: Scope, caller: Asked) -> Sql:
        """SELECT person_id of them. Raises BadQuery."""
        a, b = query.pair(scope, caller)
        if self.cause is not None:
            return reconcile.behind(a, b, self.cause, self.side)
        if self.side == "both":
            raise BadQuery(about="cell.cause")
        return reconcile.everybody(a if self.side == "a" else b)


@router.post("/reconcile")
def reconcile_numbers(
    caller: Reader, asked: Annotated[ReconcileBody, Given(openapi_examples={"example": {"value": _EXAMPLE}})]
) -> Reconciled:
    """Who is in one of two numbers and not in the other, everybody under one cause; together they are the difference.
    Who they are: `POST /api/insight/people` with this body as `query` and `{"cause", "side"}` as `cell`."""
    return reconcile.answer(*asked.pair(asked.scope(caller), caller))
