"""LZ-string, the compression of old browser SDKs (lz-string 1.x, MIT, `compressToBase64`): only its reading side."""

_ALPHABET = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")}


class _Bits:
    """Six bits a character, lowest bit of a number first."""

    def __init__(self, values: list[int]) -> None:
        self.values, self.at, self.mask = values, 0, 32

    def take(self, count: int) -> int:
        number = 0
        for power in range(count):
            if self.values[self.at] & self.mask:
                number |= 1 << power
            self.mask >>= 1
            if not self.mask:
                self.mask, self.at = 32, self.at + 1
        return number


def decompress_base64(text: str, limit: int) -> str | None:
    """The text that was compressed, at most `limit` characters; None where this is not LZ-string."""
    try:
        return _decompress(_Bits([_ALPHABET[c] for c in text] + [0, 0]), limit)
    except (KeyError, IndexError, ValueError):
        return None


def _decompress(bits: _Bits, limit: int) -> str:
    words: list[str] = ["", "", ""]
    kind = bits.take(2)
    if kind == 2:
        return ""
    word = chr(bits.take(16 if kind else 8))
    words.append(word)
    out, size, width, room = [word], 1, 3, 4
    while size <= limit:
        code = bits.take(width)
        if code == 2:
            return "".join(out)
        if code < 2:
            words.append(chr(bits.take(16 if code else 8)))
            code = len(words) - 1
            room -= 1
            if not room:
                room, width = 1 << width, width + 1
        entry = words[code] if code < len(words) else word + word[0] if code == len(words) else None
        if entry is None or code < 3:
            raise ValueError("not LZ-string")
        out.append(entry)
        size += len(entry)
        words.append(word + entry[0])
        word = entry
        room -= 1
        if not room:
            room, width = 1 << width, width + 1
    raise ValueError("too long")
