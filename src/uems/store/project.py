"""A project: the tenant that every key, fact and promise belongs to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Project:
    """`id` is what callers see; `number` is what the warehouse's rows carry; `timezone` is an IANA name."""

    id: str
    number: int
    name: str
    timezone: str
