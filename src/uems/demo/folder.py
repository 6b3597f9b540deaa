"""What the demo keeps beside its data: which world it is and the keys of its project, and the world's newest state."""

import os
from datetime import datetime
from pathlib import Path

import msgspec

from uems.demo.history import State

_NOTE = "demo.json"
_STATE = "demo-world.json"


class Note(msgspec.Struct, frozen=True):
    """Written before anything else, so that a first start that was broken off is taken up again. The world's state is
    there once its history is."""

    seed: int
    people: int
    end: datetime
    write_key: str
    secret_key: str
    password: str
    """Of the account that owns the project, as it was at first."""


def note(folder: Path) -> Note | None:
    path = folder / _NOTE
    return msgspec.json.decode(path.read_bytes(), type=Note) if path.exists() else None


def keep_note(folder: Path, note: Note) -> None:
    _write(folder / _NOTE, msgspec.json.format(msgspec.json.encode(note)))


def state(folder: Path) -> State | None:
    """None = the history is not written yet."""
    path = folder / _STATE
    return msgspec.json.decode(path.read_bytes(), type=State) if path.exists() else None


def keep_state(folder: Path, state: State) -> None:
    _write(folder / _STATE, msgspec.json.encode(state))


def _write(path: Path, data: bytes) -> None:
    """The whole file or the one before, whatever happens; it holds keys, so it is the owner's alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
