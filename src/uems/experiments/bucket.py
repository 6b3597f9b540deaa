"""Where a person's id falls between 0 and 1: the hashes of the clients that people ship, each exactly as they count."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from struct import iter_unpack

_FNV_OFFSET, _FNV_PRIME, _MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF
_SHA_SPAN = float(0xFFFFFFFFFFFFFFF)


def fnv1a32(text: str) -> int:
    """FNV-1a of 32 bits over the UTF-16 units of a text, each mixed in whole, as GrowthBook's clients do."""
    value = _FNV_OFFSET
    for (unit,) in iter_unpack("<H", text.encode("utf-16-le", "surrogatepass")):
        value = ((value ^ unit) * _FNV_PRIME) & _MASK
    return value


def growthbook(seed: str, value: str, version: int) -> float | None:
    """0 ≤ n < 1 in steps of 1/10,000 (version 2) or 1/1,000 (version 1); None for a version that does not exist.

    Source: docs.growthbook.io/lib/build-your-own."""
    if version == 2:
        return fnv1a32(str(fnv1a32(seed + value))) % 10_000 / 10_000
    if version == 1:
        return fnv1a32(value + seed) % 1000 / 1000
    return None


def posthog(key: str, id: str, salt: str = "") -> float:
    """0 ≤ n ≤ 1 of the first 60 bits of SHA-1; the salt is "" for a rollout and "variant" for the choice of a variant.

    Source: posthog.com/docs/feature-flags/local-evaluation."""
    digest = hashlib.sha1(f"{key}.{id}{salt}".encode(), usedforsecurity=False).digest()
    return (int.from_bytes(digest[:8], "big") >> 4) / _SHA_SPAN


@lru_cache(65_536)
def murmur3(text: str, seed: int = 0) -> int:
    """MurmurHash3 x86 of 32 bits over UTF-8 (Austin Appleby, public domain)."""
    data = text.encode("utf-8", "replace")
    value, whole = seed, len(data) // 4 * 4
    for (block,) in iter_unpack("<I", data[:whole]):
        value ^= _scrambled(block)
        value = _rotated(value, 13) * 5 + 0xE6546B64 & _MASK
    if data[whole:]:
        value ^= _scrambled(int.from_bytes(data[whole:], "little"))
    value ^= len(data)
    value = (value ^ value >> 16) * 0x85EBCA6B & _MASK
    value = (value ^ value >> 13) * 0xC2B2AE35 & _MASK
    return value ^ value >> 16


def _scrambled(block: int) -> int:
    return _rotated(block * 0xCC9E2D51 & _MASK, 15) * 0x1B873593 & _MASK


def _rotated(value: int, bits: int) -> int:
    return (value << bits | value >> 32 - bits) & _MASK


ROLLOUT_SEED, VARIANT_SEED = 0, 86028157


def unleash(group: str, id: str, steps: int = 100, seed: int = ROLLOUT_SEED) -> int:
    """1 … `steps`. Source: the Unleash client specification."""
    return murmur3(f"{group}:{id}", seed) % steps + 1


def ranges(count: int, coverage: float = 1.0, weights: Sequence[float] | None = None) -> list[tuple[float, float]]:
    """The stretch of 0 … 1 of each variation: they begin where the weights say; coverage shortens each from its end.

    Weights that are not of this count, or whose sum is not 1, count as equal."""
    covered = min(max(coverage, 0.0), 1.0)
    given = weights if weights is not None and len(weights) == count and 0.99 <= sum(weights) <= 1.01 else equal(count)
    found, start = [], 0.0
    for weight in given:
        found.append((start, start + covered * weight))
        start += weight
    return found


def equal(count: int) -> list[float]:
    """Equal weights; none of fewer than one."""
    return [1 / count] * count if count >= 1 else []


def chosen(n: float, stretches: Sequence[Sequence[float]]) -> int:
    """Which stretch holds n: the first with start ≤ n < end; -1 = none."""
    return next((i for i, (start, end) in enumerate(stretches) if start <= n < end), -1)
