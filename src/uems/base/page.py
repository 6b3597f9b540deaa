"""Lists are read page by page: what a page's cursor is refused with."""

from uems.base.errors import Invalid
from uems.base.words import Text


class BadCursor(Invalid):
    code = "bad_cursor"
    text = Text("翻页游标无效", "The cursor is not one that a list gave")
