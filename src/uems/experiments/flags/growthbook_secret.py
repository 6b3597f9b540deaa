"""GrowthBook's encrypted payloads: base64(iv).base64(AES-CBC with PKCS#7 padding) under a shared key."""

import binascii
from base64 import b64decode

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def decrypt(sealed: str, key: str) -> str | None:
    """The text; None where the key is another or something is broken."""
    iv, dot, body = sealed.partition(".")
    try:
        if not dot:
            return None
        reader = _cipher(b64decode(key, validate=True), b64decode(iv, validate=True)).decryptor()
        whole = reader.update(b64decode(body, validate=True)) + reader.finalize()
        opener = padding.PKCS7(128).unpadder()
        return (opener.update(whole) + opener.finalize()).decode()
    except (ValueError, binascii.Error):
        return None


def _cipher(key: bytes, iv: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(key), modes.CBC(iv))
