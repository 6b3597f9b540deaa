"""What the letter of a digest says: the numbers of each tile with their change, in text and in HTML, in zh or en."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from uems.base.words import Language, Text
from uems.metrics.metric import Direction, Unit

NOTHING = "—"
_MINUS = "\u2212"
_UNITS = ((86_400, " 天", "d"), (3600, " 小时", "h"), (60, " 分", "m"), (1, " 秒", "s"))
_EVERY = {
    "day": Text("每日摘要", "Daily digest"),
    "week": Text("每周摘要", "Weekly digest"),
    "month": Text("每月摘要", "Monthly digest"),
    "": Text("摘要", "Digest"),
}
_OPEN = Text("打开看板", "Open the dashboard")
_WORKS = Text(
    "链接有效至 {until}，任何拿到它的人都能查看这些数字。",
    "The link works until {until}; whoever has it sees these numbers.",
)
_WHY = Text(
    "您收到这封邮件，是因为 {by} 在 UEMS 项目“{project}”中把 {to} 设为这个看板的收件人。不想再收到，请告诉 {by}。",
    "You get this because {by} put {to} on the list of this dashboard in the UEMS project “{project}”. "
    "To get it no more, tell {by}.",
)
_BEFORE = Text("之前 {value}", "before: {value}")
_COLOURS = {True: "#1a7f45", False: "#b3261e", None: "#5c6470"}
_QUIET = "color:#5c6470"
_FONT = "font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif"
_BUTTON = "background:#2a5bd7;color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none"
_BOX = "background:#ffffff;border:1px solid #dfe2e7;border-radius:8px;padding:12px 16px;margin:12px 0"


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number now and in the period before; None = there is none. percent = a share from 0 to 1."""

    label: str
    value: float | None
    before: float | None
    unit: Unit = "number"
    direction: Direction = "up"


@dataclass(frozen=True, slots=True)
class TileTold:
    """A tile by its name; `when` = the period that the numbers are of; `note` = why there are none."""

    name: str
    when: str = ""
    numbers: Sequence[KeyNumber] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A digest as it is sent at one tick; `every` '' = by hand. `day` and `until` are days as they are written."""

    name: str
    project: str
    currency: str
    every: str
    day: str
    tiles: Sequence[TileTold]
    link: str
    until: str
    by: str
    language: Language

    def say(self, text: Text, **holes: str) -> str:
        return text.read(self.language).format(**holes)


def subject(edition: Edition) -> str:
    return f"{edition.name} · {edition.say(_EVERY[edition.every])} {edition.day}"


def text(edition: Edition, to: str) -> str:
    lines = [edition.name, f"{edition.project} · {edition.say(_EVERY[edition.every])} {edition.day}", ""]
    for tile in edition.tiles:
        lines.append(f"{tile.name} ({tile.when})" if tile.when else tile.name)
        if tile.note:
            lines.append(f"  {tile.note}")
        lines += [f"  {one.label}: {_line(edition, one)}" for one in tile.numbers]
        lines.append("")
    lines += [f"{edition.say(_OPEN)}: {edition.link}", edition.say(_WORKS, until=edition.until), ""]
    lines.append(edition.say(_WHY, by=edition.by, to=to, project=edition.project))
    return "\n".join(lines) + "\n"


def html(edition: Edition, to: str) -> str:
    tiles = "".join(_tile(edition, tile) for tile in edition.tiles)
    small = f'style="{_QUIET};font-size:13px;line-height:1.5"'
    kind = f"{edition.project} · {edition.say(_EVERY[edition.every])} {edition.day}"
    why = edition.say(_WHY, by=edition.by, to=to, project=edition.project)
    return f"""<!doctype html>
<html lang="{"zh-CN" if edition.language == "zh" else "en"}"><head><meta charset="utf-8">
<meta name="color-scheme" content="light"><title>{escape(subject(edition))}</title></head>
<body style="margin:0;background:#f4f5f7;{_FONT}">
<div style="max-width:640px;margin:0 auto;padding:24px 16px;color:#1b1f24">
<h1 style="font-size:20px;margin:0 0 4px">{escape(edition.name)}</h1>
<p {small}>{escape(kind)}</p>
{tiles}
<p style="margin:20px 0 6px"><a href="{escape(edition.link)}" style="{_BUTTON}">{escape(edition.say(_OPEN))}</a></p>
<p {small}>{escape(edition.say(_WORKS, until=edition.until))}<br>{escape(why)}</p>
</div></body></html>
"""


def _tile(edition: Edition, tile: TileTold) -> str:
    when = f' <span style="{_QUIET};font-weight:400;font-size:13px">{escape(tile.when)}</span>' if tile.when else ""
    note = f'<p style="margin:6px 0 0;{_QUIET}">{escape(tile.note)}</p>' if tile.note else ""
    rows = "".join(_row(edition, one) for one in tile.numbers)
    table = f'<table role="presentation" style="width:100%;border-collapse:collapse">{rows}</table>' if rows else ""
    return (
        f'<div style="{_BOX}"><h2 style="font-size:15px;margin:0">{escape(tile.name)}{when}</h2>{note}{table}</div>\n'
    )


def _row(edition: Edition, one: KeyNumber) -> str:
    before = ""
    if one.before is not None:
        change = f'<span style="color:{_COLOURS[_good(one)]}">{escape(_change(one))}</span>'
        before = f'<br>{change} <span style="{_QUIET}">{escape(_was(edition, one))}</span>'
    value = escape(said_as(one.value, one.unit, edition.language, edition.currency))
    return (
        f'<tr><td style="padding:6px 0;{_QUIET}">{escape(one.label)}</td>'
        f'<td style="padding:6px 0;text-align:right;font-size:13px">'
        f'<b style="font-size:18px">{value}</b>{before}</td></tr>'
    )


def _line(edition: Edition, one: KeyNumber) -> str:
    value = said_as(one.value, one.unit, edition.language, edition.currency)
    return value if one.before is None else f"{value}  {_change(one)} ({_was(edition, one)})"


def _was(edition: Edition, one: KeyNumber) -> str:
    return edition.say(_BEFORE, value=said_as(one.before, one.unit, edition.language, edition.currency))


def _share(one: KeyNumber) -> float | None:
    """The change as a share of what was before."""
    if one.value is None or not one.before:
        return None
    return (one.value - one.before) / abs(one.before)


def _change(one: KeyNumber) -> str:
    moved = _share(one)
    if moved is None:
        return NOTHING
    return f"{'+' if moved > 0 else ''}{moved:.1%}".replace("-", _MINUS)


def _good(one: KeyNumber) -> bool | None:
    moved = _share(one)
    return None if not moved or one.direction == "none" else (moved > 0) == (one.direction == "up")


def said_as(value: float | None, unit: Unit, language: Language, currency: str) -> str:
    """A value as people read it: 12,345 · 12.3% · CNY 1,234.50 · 3m 20s."""
    if value is None:
        return NOTHING
    if unit == "percent":
        said = f"{value:.1%}"
    elif unit == "money":
        said = f"{currency} {value:,.2f}"
    elif unit == "seconds":
        said = _duration(value, language)
    else:
        said = f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 1000 else f"{value:,.2f}"
    return said.replace("-", _MINUS)


def _duration(seconds: float, language: Language) -> str:
    """The two largest units."""
    if abs(seconds) < 10:
        return f"{seconds:.1f}" + (" 秒" if language == "zh" else "s")
    left, parts = round(abs(seconds)), list[str]()
    for size, zh, en in _UNITS:
        count, left = divmod(left, size)
        if count and len(parts) < 2:
            parts.append(f"{count}{zh if language == 'zh' else en}")
    return ("-" if seconds < 0 else "") + " ".join(parts)
