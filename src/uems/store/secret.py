"""The installation's secret: a file beside the data that turns an API key into what the store keeps of it."""

import base64
import hmac
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from uems.base.errors import Unavailable
from uems.base.words import Text

_BYTES = 32


class SecretDamaged(Unavailable):
    code = "secret_damaged"
    text = Text(
        "密钥文件 secret 已损坏，请从备份恢复", "The file `secret` is damaged; restore it from a backup of the data"
    )


def pepper(data: Path) -> bytes:
    """The 32 bytes of `<data>/secret`, made at the first call (mode 0600). Raises SecretDamaged.

    Whoever loses it loses every API key; several machines on one store need the same file.
    """
    path = data / "secret"
    if not path.exists():
        _make(path)
    path.chmod(0o600)
    try:
        found = bytes.fromhex(path.read_text("ascii"))
    except ValueError:
        found = b""
    if len(found) != _BYTES:
        raise SecretDamaged(about=str(path))
    return found


def key_hash(pepper: bytes, key: str) -> str:
    """What the store keeps of a key: HMAC-SHA256 under the pepper, in hex."""
    return hmac.digest(pepper, key.encode("utf-8", "surrogatepass"), "sha256").hex()


def sealed(pepper: bytes, text: str) -> str:
    """What the store may keep of an answer that holds a key: AES-CBC and HMAC under the pepper (Fernet)."""
    return _seal(pepper).encrypt(text.encode()).decode()


def unsealed(pepper: bytes, kept: str) -> str:
    """The text again. Raises SecretDamaged when it was sealed under another secret."""
    try:
        return _seal(pepper).decrypt(kept).decode()
    except InvalidToken as error:
        raise SecretDamaged from error


def _seal(pepper: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(bytes.fromhex(key_hash(pepper, "seal"))))


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".secret-")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its secret stands
            os.link(name, path)
    finally:
        os.unlink(name)
