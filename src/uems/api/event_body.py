"""A canonical event as the API answers it."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

_Time = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-06-01T01:30:00.000Z"])]


class CanonicalEvent(BaseModel):
    """One event: who, what and when; `person_id` = the person it counts for now, `ops` = changes of the profile."""

    id: str = Field(examples=["o-1001"])
    type: str = Field(examples=["track"])
    event: str | None = Field(examples=["order_paid"])
    source: str = Field(examples=["segment"])
    user_id: str | None
    anonymous_id: str | None
    distinct_id: str | None
    prev_id: str | None
    groups: dict[str, Any]
    group: dict[str, Any] | None
    ops: dict[str, Any]
    timestamp: _Time
    original_timestamp: _Time | None
    sent_at: _Time | None
    received_at: _Time
    time_flags: list[str]
    session_id: str | None
    context: dict[str, Any]
    properties: dict[str, Any] = Field(examples=[{"revenue": 129, "currency": "CNY"}])
    person_id: str = Field(examples=["8b1f0c5d2a64e97f"])


class Events(BaseModel):
    """Canonical events, newest first."""

    items: list[CanonicalEvent]
    next: str | None
