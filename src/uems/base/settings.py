"""The settings of one running program: made once in `main`, handed down, never read elsewhere."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict

Role = Literal["all", "ingest", "api", "worker"]


class Settings(BaseSettings):
    """Every setting is also an environment variable `UEMS_<NAME>`; the defaults need no configuration at all."""

    model_config = SettingsConfigDict(env_prefix="UEMS_", frozen=True)

    data: Path = Path("uems-data")
    warehouse: str = ""
    """`chdb:///path` or `https://user:password@host`; empty = the folder `warehouse` in `data`."""
    store: str = ""
    """`sqlite:///path` or `postgresql+psycopg://…`; empty = the file `store.db` in `data`."""
    host: str = "127.0.0.1"
    port: int = 8420
    role: Role = "all"
    query_threads: int = 2
    query_seconds: float = 30.0
    query_memory_mb: int = 4000
    body_mb: int = 24
    """Largest request body in MiB, compressed or not (one event: 1 MiB)."""
    queue_mb: int = 64
    """Request bodies that may wait for the journal; above it ingestion answers 503."""
    journal_days: int = 7
    public_url: str = ""
    """Where people reach the console, for links in e-mails: `https://uems.example.com`; empty = host and port."""
    smtp_url: str = ""
    """`smtp://user:password@host:587` (STARTTLS), `smtps://…`, or `smtp://host:25?tls=never` for a relay of one's own;
    empty = no mail is sent."""
    mail_from: str = ""
    """Who mails are from: `UEMS <uems@example.com>`; empty = the SMTP user, or uems@ its host."""

    @property
    def warehouse_url(self) -> str:
        return self.warehouse or f"chdb://{(self.data / 'warehouse').resolve()}"

    @property
    def store_url(self) -> str:
        return self.store or f"sqlite:///{(self.data / 'store.db').resolve()}"

    @property
    def address(self) -> str:
        """Where a server of these settings answers on its own machine."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104
        return f"http://{host}:{self.port}"

    @property
    def console_url(self) -> str:
        """Where people reach the console."""
        return self.public_url.rstrip("/") or self.address
