"""A metric of the registry as a question: its body with the metric's id, and a point of its answer as a cell."""

from typing import Literal

from pydantic import Field

from uems.api.door import Asked
from uems.api.insight_body import Body
from uems.api.metric_body import MetricSeriesBody, told
from uems.insight import metric_number
from uems.insight.number import Number
from uems.metrics import asked as shared
from uems.metrics import registry, series
from uems.metrics.breakdown import Value
from uems.metrics.people_rows import Question
from uems.metrics.series import Side, Spot
from uems.people.scope import Scope
from uems.warehouse.sql import Sql


class MetricQuestion(MetricSeriesBody):
    """A metric over a range, by its id."""

    kind: Literal["metric"] = "metric"
    metric: str = Field(max_length=100, examples=["active_people"])

    def asked(self, scope: Scope, caller: Asked) -> Question:
        """Raises NoMetric."""
        return self.question(registry.find(caller.parts.store, caller.project.number, self.metric).metric, scope)


class MetricCellBody(Body):
    """A bucket's start (left out = the whole range), and whom of its people: `counted` = whose number is not 0,
    `missing` = those of the base whose number is 0, `all` = both."""

    bucket: str | None = Field(None, max_length=40)
    side: Side = "counted"
    breakdown: Value = None

    def spot(self, scope: Scope) -> Spot:
        bucket = None if self.bucket is None else shared.moment(self.bucket, scope, "cell.bucket")
        return Spot(bucket, self.side, (self.breakdown,) if "breakdown" in self.model_fields_set else None)

    def behind(self, query: MetricQuestion, scope: Scope, caller: Asked) -> Sql:
        """SELECT person_id of the people of the point."""
        return series.behind(query.asked(scope, caller), self.spot(scope), scope)

    def number(self, query: MetricQuestion, scope: Scope, caller: Asked) -> Number:
        """Raises HiddenProperty, and what the number itself raises."""
        asked = query.asked(scope, caller)
        caller.must_see(told(asked.metric, {}))
        return metric_number.of_metric(asked, self.spot(scope), scope)
