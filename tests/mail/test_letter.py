"""A letter becomes a message that says it in text and HTML, and no field of it can add a header."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mail.postbox import body
from uems.mail.letter import BadAddress, Letter, address, message

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LETTER = Letter("ltr_1", "li@example.com", "增长看板 · 每日摘要", "文字\n第二行\n", "<p>网页</p>", "zh")


def read(letter: Letter, sender: str = "UEMS 看板 <uems@example.org>") -> EmailMessage:
    found = message_from_bytes(message(letter, sender, NOW).as_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_letter_arrives_as_it_was_written_and_bears_its_own_id() -> None:
    found = read(LETTER)
    assert (found["Subject"], found["To"], found["From"]) == (
        "增长看板 · 每日摘要", "li@example.com", "UEMS 看板 <uems@example.org>",
    )  # fmt: skip
    assert found["Message-ID"] == "<ltr_1@example.org>"
    assert read(LETTER)["Message-ID"] == read(LETTER)["Message-ID"]
    assert (found["Content-Language"], found["Auto-Submitted"]) == ("zh", "auto-generated")
    assert (body(found), body(found, "html").strip()) == ("文字\n第二行\n", "<p>网页</p>")


def test_no_subject_adds_a_header() -> None:
    found = read(replace(LETTER, subject="x\r\nBcc: eve@example.com\n\nbody"))
    assert found["Bcc"] is None
    assert found["Subject"] == "x Bcc: eve@example.com body"


@pytest.mark.parametrize(
    "bad", ["", "nobody", "@example.com", "a@", "a@b@", "a b@example.com\r\nBcc: eve@example.com", "李@example.com"]
)
def test_an_address_that_mail_cannot_go_to_is_refused(bad: str) -> None:
    with pytest.raises(BadAddress):
        message(replace(LETTER, to=bad), "uems@example.org", NOW)


def test_a_domain_in_other_letters_is_written_as_dns_has_it() -> None:
    assert address("Li <li@例子.cn>").addr_spec == "li@xn--fsqu00a.cn"
