"""GrowthBook's URLs: on which pages an experiment runs, a variation forced by the query, and where a redirect leads."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import re2

_QUIET = re2.Options()
_QUIET.log_errors = False
_ANY = "_____"


def override(key: str, url: str, count: int) -> int | None:
    """The variation that `?key=n` in the address asks for, if there is such a one."""
    query = url.partition("?")[2].partition("#")[0]
    said = dict(reversed(parse_qsl(query, keep_blank_values=True))).get(key, "")
    return int(said) if re.fullmatch(r"[0-9]{1,9}", said) and int(said) < count else None


def targeted(url: str, patterns: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the address is meant: no pattern that leaves out matches, and one that takes in does if there is any."""
    if not patterns:
        return False
    leaves_out = [one for one in patterns if one.get("include") is False]
    takes_in = [one for one in patterns if one.get("include") is not False]
    if any(_matches(url, one) for one in leaves_out):
        return False
    return not takes_in or any(_matches(url, one) for one in takes_in)


def _matches(url: str, pattern: Mapping[str, Any]) -> bool:
    text = str(pattern.get("pattern", ""))
    if pattern.get("type") == "regex":
        parts = urlsplit(url)
        inner = url[len(f"{parts.scheme}://{parts.netloc}") :]
        try:
            asked = re2.compile(text, _QUIET)
        except re2.error:
            return False
        return asked.search(url) is not None or asked.search(inner) is not None
    return _simple(url, text) if pattern.get("type") == "simple" else False


def _simple(url: str, pattern: str) -> bool:
    """A pattern with `*` for anything; a part that it does not name may be anything."""
    filled = re.sub(r"^([^:/?]*)\.", r"https://\1.", pattern).replace("*", _ANY)
    wanted, actual = urlsplit(filled if "://" in filled else f"https://{_ANY}/{filled.lstrip('/')}"), urlsplit(url)
    pairs = [(actual.netloc, wanted.netloc), (actual.path.strip("/"), wanted.path.strip("/"))]
    pairs += [(actual.fragment, wanted.fragment)] if wanted.fragment else []
    held = dict(parse_qsl(actual.query, keep_blank_values=True))
    pairs += [(held.get(name, ""), value) for name, value in parse_qsl(wanted.query, keep_blank_values=True)]
    return all(re.fullmatch(re.escape(want).replace(_ANY, ".*"), have, re.I) is not None for have, want in pairs)


def redirected(target: str, url: str, persist: bool) -> str:
    """The address of a redirect; with `persist` the old query's fields come along where the new names none."""
    if not persist:
        return target
    parts = urlsplit(target)
    own = parse_qsl(parts.query, keep_blank_values=True)
    named = {name for name, _ in own}
    kept = [pair for pair in parse_qsl(urlsplit(url).query, keep_blank_values=True) if pair[0] not in named]
    return urlunsplit(parts._replace(query=urlencode([*own, *kept])))
