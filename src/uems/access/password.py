"""Passwords: the rule for new ones, and argon2id, at most two at a time so that nothing else stands still."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from uems.base.errors import Invalid, Unavailable
from uems.base.words import Text

SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
"""32 MiB, three passes: 0.1 s of one core (RFC 9106 asks for what the machine can spare)."""
_LANES = threading.BoundedSemaphore(2)
_PLACES = threading.BoundedSemaphore(10)
"""Two are computed at a time, eight wait; more are sent away, so that sign-ins cannot take every thread of the door."""

_COMMON = """
    1234567890 0123456789 9876543210 0987654321 1234567891 12345678910 123456789a a123456789 123456789q q123456789
    1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 asdfghjkl; zxcvbnm123
    password12 password123 password1234 passw0rd123 password2024 password2025 password2026 mypassword iloveyou12
    iloveyou123 iloveyou1314 woaini1314 woaini5201314 5201314520 1314520520 5201314000 woaini123456 administrator
    admin12345 admin123456 adminadmin welcome123 welcome1234 letmein123 changeme123 abcdefghij abcd123456 abc1234567
    aaaaaaaaaa 1111111111 0000000000 8888888888 6666666666 1122334455 1231231231 123123123123 1111122222 qazwsxedcrfv
    football123 baseball123 superman123 princess123 sunshine123 dragon1234 monkey1234 zhangwei123 wangwei123 wanglei123
"""
COMMON = frozenset(_COMMON.split())
"""The commonest passwords that are long enough, in lower case."""


class PasswordTooShort(Invalid):
    code = "password_length"
    text = Text("密码至少 10 个字符，最多 200 个", "A password has at least 10 characters and at most 200")


class PasswordTooCommon(Invalid):
    code = "password_common"
    text = Text("这个密码太常见，很容易被猜到，请换一个", "This password is one of the first to be guessed")


class SignInBusy(Unavailable):
    code = "sign_in_busy"
    text = Text("登录请求过多，请稍后再试", "Too many are signing in at this moment, try again shortly")


def check(password: str, email: str = "", about: str = "password") -> None:
    """Whether a new password will do. Raises PasswordTooShort, PasswordTooCommon."""
    plain = _plain(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise PasswordTooShort(about=about)
    if plain.lower() in COMMON or plain.lower() == email or len(set(plain)) == 1:
        raise PasswordTooCommon(about=about)


def hashed(password: str) -> str:
    """What is kept of a password. Raises SignInBusy."""
    with _lane():
        return _HASHER.hash(_plain(password))


def verified(kept: str | None, password: str) -> bool:
    """Whether the password is the one kept; takes as long when none is kept. Raises SignInBusy."""
    with _lane():
        try:
            _HASHER.verify(kept or _NOBODY, _plain(password)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def outdated(kept: str) -> bool:
    """Whether it was computed more cheaply than today's are."""
    return _HASHER.check_needs_rehash(kept)


def _plain(password: str) -> str:
    # The same letters typed on two systems may come composed or decomposed.
    return unicodedata.normalize("NFC", password)


@contextmanager
def _lane() -> Iterator[None]:
    if not _PLACES.acquire(blocking=False):
        raise SignInBusy
    try:
        with _LANES:
            yield
    finally:
        _PLACES.release()


_NOBODY = "$argon2id$v=19$m=32768,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""The hash of nobody's password: checked when there is no account, so that the time tells nothing."""
