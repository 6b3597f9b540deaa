"""What every table of the store is made of: one list of tables, and the column types both databases agree on."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""A room defines its tables on this; their migrations are numbered together in `store/migrations/versions`."""

_HALF = 1 << 63
_WHOLE = 1 << 64


class U64(sa.types.TypeDecorator[int]):
    """An unsigned 64-bit number (an id of the warehouse) in a signed column, as two's complement.

    Equality is exact; the order of the column is not the order of the numbers.
    """

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if not 0 <= value < _WHOLE:
            raise ValueError(f"not an unsigned 64-bit number: {value}")
        return value - _WHOLE if value >= _HALF else value

    def process_result_value(self, value: int | None, dialect: Dialect) -> int | None:
        return value + _WHOLE if value is not None and value < 0 else value


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware time, UTC, to the microsecond; SQLite keeps it as text that sorts."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time of the store needs a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A key that counts up by itself (only an INTEGER key does so in SQLite)."""


def insert(connection: sa.Connection, table: sa.Table) -> Any:
    """INSERT with `.on_conflict_do_nothing()`, `.on_conflict_do_update()` and `.excluded`, in the dialect in use."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
