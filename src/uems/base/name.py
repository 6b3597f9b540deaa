"""A name that people typed and others will read: trimmed, one form of each letter, nothing that hides or turns text."""

import unicodedata

LONGEST = 200
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What overrides the direction of the text around a name; letters that run from right to left need none of them."""


def plain_name(typed: str) -> str | None:
    """The name as it is kept; None = empty, over 200 characters, or with characters that nobody could read."""
    name = unicodedata.normalize("NFC", typed).strip()
    if not 1 <= len(name) <= LONGEST or not _TURNING.isdisjoint(name):
        return None
    return None if any(unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Zl", "Zp"} for letter in name) else name
