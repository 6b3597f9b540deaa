"""What a failing database means to a caller: busy, full or out of reach, whichever database it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from uems.base.errors import Unavailable
from uems.base.words import Text


class StoreBusy(Unavailable):
    code = "store_busy"
    text = Text("数据库繁忙，请稍后再试", "The store is busy, try again later")


class StoreFull(Unavailable):
    code = "store_full"
    text = Text("数据库所在磁盘已满", "The disk of the store is full")


class StoreUnreachable(Unavailable):
    """The outcome of a write that was being committed is unknown: repeat it only with an idempotency key."""

    code = "store_unreachable"
    text = Text("无法连接数据库", "The store cannot be reached")


_SQLITE = {
    5: StoreBusy,  # SQLITE_BUSY
    6: StoreBusy,  # SQLITE_LOCKED
    8: StoreUnreachable,  # SQLITE_READONLY
    10: StoreUnreachable,  # SQLITE_IOERR
    13: StoreFull,  # SQLITE_FULL
    14: StoreUnreachable,  # SQLITE_CANTOPEN
}
_POSTGRES = {
    "57014": StoreBusy,  # statement_timeout
    "55P03": StoreBusy,  # lock_timeout
    "25P03": StoreBusy,  # idle_in_transaction_session_timeout
    "40001": StoreBusy,  # serialization_failure
    "40P01": StoreBusy,  # deadlock_detected
    "53100": StoreFull,  # disk_full
    "53200": StoreBusy,  # out_of_memory
    "53300": StoreBusy,  # too_many_connections
}
_POSTGRES_CLASSES = {"08": StoreUnreachable, "57": StoreUnreachable, "58": StoreUnreachable, "28": StoreUnreachable}


@contextmanager
def refused() -> Iterator[None]:
    """Turns the database's ill health into Unavailable; a mistake of ours (SQL, constraint) passes as it is."""
    try:
        yield
    except exc.TimeoutError as error:
        raise StoreBusy(about="pool") from error
    except exc.DBAPIError as error:
        kind = _kind(error)
        if kind is None:
            raise
        raise kind(about=str(error.orig).split("\n")[0][:200]) from error
    except exc.StatementError as error:
        if isinstance(error.orig, OverflowError):
            raise error.orig from error  # a time that no calendar in UTC has
        raise


def _kind(error: exc.DBAPIError) -> type[Unavailable] | None:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _POSTGRES.get(state) or _POSTGRES_CLASSES.get(state[:2])
    lost = error.connection_invalidated or isinstance(error, exc.OperationalError)
    return StoreUnreachable if lost else None
