"""SQL is a value: no text is glued into it, and no question steps around tenancy or limits."""

import ast
import re
from collections.abc import Iterator

import pytest

from house.reading import Source, called, dotted, none, source, sources

TAKES_SQL = {"sql", "text", "command", "execute", "exec_driver_sql", "executescript"}
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
NAMES_TABLES = {"src/uems/events/mark.py"}
"""A SQLite file with a table for each week, named by the week's number: a table's name cannot be bound."""
FORBIDDEN = {
    re.compile(r"(?<!\w)merge\s*\(", re.I): "merge() reads tables past the project's filter",
    re.compile(r"\bsettings\b", re.I): "settings belong to the client, which sets the limits",
    re.compile(r"(?<!\w)(remote|remoteSecure|cluster|url|file|s3|mysql|postgresql)\s*\(", re.I): "a table function",
    re.compile(r"(?<!\w)(now|now64|today|yesterday)\s*\(", re.I): "the question's clock is a bound parameter",
}


def last_name(call: ast.Call) -> str:
    return called(call).rsplit(".", 1)[-1]


def is_glued(node: ast.AST) -> bool:
    """Text put together on the spot: an f-string, `+`, `%`, `.format(…)`, `.join(…)`. A PRAGMA takes no parameters, and
    a name in capitals is as fixed as the text around it."""
    if isinstance(node, ast.JoinedStr):
        if isinstance(node.values[0], ast.Constant) and str(node.values[0].value).startswith("PRAGMA "):
            return False
        return not all(is_fixed(value.value) for value in node.values if isinstance(value, ast.FormattedValue))
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add | ast.Mod)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "format_map", "join", "replace"}
    return isinstance(node, ast.IfExp) and (is_glued(node.body) or is_glued(node.orelse))


def is_fixed(node: ast.AST, known: frozenset[str] = frozenset()) -> bool:
    """Text that stands in the code: a constant, one of two, a known name, or a name in capitals and what it holds."""
    if isinstance(node, ast.IfExp):
        return is_fixed(node.body, known) and is_fixed(node.orelse, known)
    if isinstance(node, ast.Subscript):
        return is_fixed(node.value)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return dotted(node) in known or bool(CONSTANT.fullmatch(dotted(node).rsplit(".", 1)[-1]))


def texts_by_name(file: Source) -> dict[str, list[ast.expr]]:
    """What each plain name is ever set to in the file."""
    values: dict[str, list[ast.expr]] = {}
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                values.setdefault(dotted(target), []).append(node.value)
    return values


def known_texts(file: Source) -> frozenset[str]:
    """Names that are only ever set to a text that stands in the code, and are no argument and no loop's name."""
    other = {node.arg for node in ast.walk(file.tree) if isinstance(node, ast.arg)}
    for node in ast.walk(file.tree):
        if isinstance(node, ast.For | ast.comprehension):
            other |= {dotted(part) for part in ast.walk(node.target)}
    found = {name for name, values in texts_by_name(file).items() if name and all(map(is_fixed, values))}
    return frozenset(found - other)


def glued_sql(file: Source) -> list[str]:
    """SQL text is fixed and what varies goes into holes; the warehouse, and a bench's own one, also take statements."""
    if file.path in NAMES_TABLES:
        return []
    found = []
    known = known_texts(file)
    for call in file.calls():
        name = last_name(call)
        if (name != "sql" and file.room == "warehouse") or (name == "command" and file.room == "bench"):
            continue
        first = call.args[0] if call.args else None
        if name in TAKES_SQL and first is not None and is_glued(first):
            found.append(file.at(call, f"text is glued into {name}(…)"))
        elif name == "sql" and first is not None and not is_fixed(first, known):
            found.append(file.at(call, "sql(…) takes a text that stands in the code"))
        elif name == "Sql" and file.room != "warehouse":
            found.append(file.at(call, "an Sql is built with sql and join, never by hand"))
    return found


def texts(file: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every text that reaches sql(…), and every text held by a name that sql(…) takes."""
    takes: list[ast.expr] = [call.args[0] for call in file.calls() if last_name(call) == "sql" and call.args]
    names = {part.id for node in takes for part in ast.walk(node) if isinstance(part, ast.Name)}
    takes += [value for name, values in texts_by_name(file).items() if name in names for value in values]
    for node in takes:
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part, part.value


def forbidden_sql(file: Source) -> list[str]:
    return [
        file.at(node, f"{pattern.pattern}: {why}")
        for node, text in texts(file)
        for pattern, why in FORBIDDEN.items()
        if pattern.search(text)
    ]


BAD = [
    (glued_sql, 'sql(f"SELECT {x}")'),
    (glued_sql, 'facts.sql("SELECT " + x)'),
    (glued_sql, 'sql("SELECT %s" % x)'),
    (glued_sql, 'sql("SELECT {}".format(x))'),
    (glued_sql, "sql(text)"),
    (glued_sql, "def f(asked):\n    sql(asked)"),
    (glued_sql, 'asked = "SELECT 1"\nfor asked in x:\n    sql(asked)'),
    (glued_sql, 'asked = "SELECT 1"\nasked = asked + x\nsql(asked)'),
    (glued_sql, 'sql("a" if x else f"{b}")'),
    (glued_sql, 'connection.execute(f"DELETE FROM {table}")'),
    (glued_sql, 'warehouse.command("DROP TABLE " + name)'),
    (glued_sql, 'connection.execute(text(f"SELECT {x}"))'),
    (glued_sql, 'Sql(("SELECT 1",))'),
    (forbidden_sql, "sql(\"SELECT * FROM merge('default', '.*')\")"),
    (forbidden_sql, 'sql("SELECT 1 SETTINGS max_threads = 8")'),
    (forbidden_sql, 'def f():\n    asked = "SELECT now()"\n    sql(asked)'),
    (forbidden_sql, 'TEXTS = {"a": "SELECT 1 settings x = 1"}\nsql(TEXTS[kind])'),
    (forbidden_sql, "sql(\"SELECT * FROM url('x')\")"),
    (forbidden_sql, 'sql("SELECT 1 WHERE ts > now() - 1")'),
]
GOOD = [
    'sql("SELECT uniqMerge(a), argMax(file, ts) FROM events WHERE ts < {now:DateTime64(3)}", now=now)',
    'asked = "SELECT 1"\nsql(asked)',
    'TEXTS = {"a": "SELECT 1"}\nsql(TEXTS[kind])',
    'connection.execute(f"PRAGMA {pragma}")',
    'connection.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")',
    'sql("desc" if down else "asc")',
    "connection.execute(select(table).where(table.c.id == id))",
]


@pytest.mark.parametrize("rule", [glued_sql, forbidden_sql], ids=lambda rule: rule.__name__)
def test_every_sql_text_is_fixed_and_allowed(rule) -> None:
    none([complaint for file in sources() for complaint in rule(file)])


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_a_bad_sql_text_is_found(rule, text: str) -> None:
    assert rule(source("src/uems/insight/a.py", text))


@pytest.mark.parametrize("text", GOOD)
def test_a_good_sql_text_passes(text: str) -> None:
    file = source("src/uems/insight/a.py", text)
    assert glued_sql(file) + forbidden_sql(file) == []
