"""The five ways in which a room refuses; the door alone knows which HTTP status each becomes."""

from uems.base.words import Text


class Refusal(Exception):
    """A refusal with a stable code, a sentence in both languages, and what it is about (a field path, an id)."""

    code = "refused"
    text = Text("请求被拒绝", "The request was refused")

    def __init__(self, text: Text | None = None, *, about: str = "", code: str | None = None) -> None:
        self.text = text or type(self).text
        self.code = code or type(self).code
        self.about = about
        super().__init__(f"{self.text.en} ({about})" if about else self.text.en)


class Invalid(Refusal):
    """What was asked makes no sense as it stands; the caller must change it."""

    code = "invalid"
    text = Text("请求内容无效", "The request is not valid")


class NotFound(Refusal):
    """The thing named does not exist here, or not for this caller."""

    code = "not_found"
    text = Text("没有找到", "Not found")


class Forbidden(Refusal):
    """The caller is known and may not do this."""

    code = "forbidden"
    text = Text("没有权限", "Not allowed")


class Conflict(Refusal):
    """True a moment ago, no longer: somebody else was first, or it was done already."""

    code = "conflict"
    text = Text("与现有状态冲突", "In conflict with the present state")


class Unavailable(Refusal):
    """Cannot be answered now; the same call may succeed later."""

    code = "unavailable"
    text = Text("暂时不可用，请稍后再试", "Not available at the moment, try again later")
    retry_after = 2
    """Seconds after which it is worth while to ask again."""
