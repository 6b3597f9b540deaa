"""PostgreSQL as it must be opened: nothing may wait for ever, neither for a lock nor for a dead network."""

from typing import Any

import sqlalchemy as sa

_SESSION = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=30000"
_NETWORK: dict[str, Any] = {
    "connect_timeout": 5,
    "tcp_user_timeout": 3000,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "application_name": "uems",
}


def engines(url: sa.URL) -> tuple[sa.Engine, sa.Engine]:
    """(writer, reader) over one pool. What the URL says itself (`?options=-csearch_path=x`) comes after our own."""
    options = url.query.get("options", "")
    said = options if isinstance(options, str) else " ".join(options)
    writer = sa.create_engine(
        url.difference_update_query(["options"]),
        connect_args=_NETWORK | {"options": f"{_SESSION} {said}".strip()},
        pool_size=10,
        max_overflow=5,
        pool_timeout=10,
        pool_pre_ping=True,
    )
    return writer, writer.execution_options(postgresql_readonly=True)
