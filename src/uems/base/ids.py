"""Opaque ids and hashes: what is made up, and what follows from content."""

import hashlib
import secrets
from uuid import UUID

_ALPHABET = "0123456789abcdefghijkmnpqrstuvwxyz"


def new_id(prefix: str, length: int = 16) -> str:
    """A random opaque id such as `rep_4k0…` (5.1 bits a character)."""
    return f"{prefix}_" + "".join(secrets.choice(_ALPHABET) for _ in range(length))


def hash64(*parts: str) -> int:
    """An unsigned 64-bit number that follows from the parts (BLAKE2b); never 0, which means nobody."""
    return int.from_bytes(_digest(parts, 8), "big") or 1


def hash_uuid(*parts: str) -> UUID:
    """A UUID that follows from the parts (BLAKE2b, 128 bit)."""
    return UUID(bytes=_digest(parts, 16))


def _digest(parts: tuple[str, ...], size: int) -> bytes:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=size).digest()
