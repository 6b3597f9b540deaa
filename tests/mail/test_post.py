"""The post hands letters to a real SMTP server, encrypted where it should be, and tells failures apart."""

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from mail import postbox
from mail.postbox import Postbox, body
from uems.bench.load import free_port
from uems.mail.letter import Letter
from uems.mail.post import BadPost, LetterRefused, NotTaken, Post, Unanswered, post, send

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LETTER = Letter("ltr_1", "li@example.com", "Hello", "text\n", "<p>html</p>\n", "en")


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox.opened() as opened:
        yield opened


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 127.0.0.1, by nobody but itself; the key stands in the same file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    today = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, today, today + timedelta(days=1))
    own = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = made.add_extension(own, critical=True).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(secret + signed.public_bytes(pem))
    return path


def attempt(by: Post) -> list[str]:
    """Hands LETTER over; what was said before it."""
    said: list[str] = []
    send(by, LETTER, NOW, lambda: said.append("now"))
    return said


def test_a_letter_is_taken_and_was_announced_once_before(box: Postbox) -> None:
    assert attempt(box.post()) == ["now"]
    (letter,) = box.letters
    assert (letter["To"], letter["Subject"], body(letter)) == ("li@example.com", "Hello", "text\n")


def test_what_the_announcement_refuses_is_not_handed_over(box: Postbox) -> None:
    def no() -> None:
        raise NotTaken("somebody else has it")

    with pytest.raises(NotTaken, match="somebody else"):
        send(box.post(), LETTER, NOW, no)
    assert box.letters == []


def test_it_is_encrypted_before_a_password_is_said(certificate: Path) -> None:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with postbox.opened(served, "geheim") as box:
        by = {"tls": "starttls", "user": "uems"}
        attempt(box.post(password="geheim", context=trusting, **by))
        assert box.encrypted == [True]
        with pytest.raises(NotTaken, match="535"):
            attempt(box.post(password="wrong", context=trusting, **by))
        with pytest.raises(NotTaken, match="certificate"):
            attempt(box.post(password="geheim", **by))
        assert len(box.letters) == 1


def test_a_server_that_does_not_encrypt_gets_nothing(box: Postbox) -> None:
    with pytest.raises(NotTaken, match="STARTTLS"):
        attempt(box.post(tls="starttls"))
    assert box.letters == []


def test_what_may_be_tried_again_is_told_from_what_is_over_and_what_is_unsure(box: Postbox) -> None:
    box.rcpt = ["451 come back later", "550 no such user"]
    with pytest.raises(NotTaken, match="451 come back later") as later:
        attempt(box.post())
    assert not later.value.unreachable
    with pytest.raises(LetterRefused, match="550 no such user"):
        attempt(box.post())
    box.data = ["452 full", "554 spam"]
    with pytest.raises(NotTaken, match="452 full"):
        attempt(box.post())
    with pytest.raises(LetterRefused, match="554 spam"):
        attempt(box.post())
    box.silent = True
    with pytest.raises(Unanswered):
        attempt(box.post())


def test_where_nobody_answers_nothing_was_handed_over() -> None:
    with pytest.raises(NotTaken) as missing:
        attempt(Postbox(free_port()).post())
    assert missing.value.unreachable


def test_a_url_says_where_letters_go() -> None:
    assert post("", "") is None
    found = post("smtp://ada%40example.com:p%2Fw@mail.example.com", "")
    assert found == Post("mail.example.com", 587, "starttls", "ada@example.com", "ada@example.com", "p/w")
    assert "p/w" not in repr(found)
    assert post("smtps://u:p@h:1465", "UEMS <a@example.com>") == Post(
        "h", 1465, "always", "UEMS <a@example.com>", "u", "p"
    )
    assert post("smtp://relay?tls=never", "") == Post("relay", 25, "never", "uems@relay")


@pytest.mark.parametrize("url", ["mail.example.com", "http://h", "smtp://", "smtp://h:x", "smtp://u:p@h?tls=never"])
def test_a_url_that_is_none_or_would_say_a_password_in_clear_is_refused(url: str) -> None:
    with pytest.raises(BadPost):
        post(url, "")
