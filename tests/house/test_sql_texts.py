"""SQL is a value: no text is glued into it, and no question steps around tenancy or limits."""

import ast
import re
from collections.abc import Iterator

import pytest

from house.reading import Source, called, dotted, source, sources

TAKES_SQL = {"sql", "text", "command", "execute", "exec_driver_sql", "executescript"}
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
FORBIDDEN = {
    re.compile(r"(?<!\w)merge\s*\(", re.I): "merge() reads tables past the project's filter",
    re.compile(r"\bsettings\b", re.I): "settings belong to the client, which sets the limits",
    re.compile(r"(?<!\w)(remote|remoteSecure|cluster|url|file|s3|mysql|postgresql)\s*\(", re.I): "a table function",
    re.compile(r"(?<!\w)(now|now64|today|yesterday)\s*\(", re.I): "the question's clock is a bound parameter",
}


def last_name(call: ast.Call) -> str:
    return called(call).rsplit(".", 1)[-1]


def is_glued(node: ast.AST) -> bool:
    """Text put together on the spot: an f-string with a hole, `+`, `%`, `.format(…)`, `.join(…)`."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(value, ast.FormattedValue) for value in node.values)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add | ast.Mod)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "format_map", "join", "replace"}
    return isinstance(node, ast.IfExp) and (is_glued(node.body) or is_glued(node.orelse))


def is_fixed(node: ast.AST) -> bool:
    """Text that stands in the code: a constant, one of two, or a name in capitals and what it holds."""
    if isinstance(node, ast.IfExp):
        return is_fixed(node.body) and is_fixed(node.orelse)
    if isinstance(node, ast.Subscript):
        return is_fixed(node.value)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return bool(CONSTANT.fullmatch(dotted(node).rsplit(".", 1)[-1]))


def glued_sql(file: Source) -> list[str]:
    """Outside the warehouse's own room, SQL text is fixed; what varies goes into holes."""
    found = []
    for call in file.calls():
        name = last_name(call)
        if file.room == "warehouse" and name != "sql":
            continue
        first = call.args[0] if call.args else None
        if name in TAKES_SQL and first is not None and is_glued(first):
            found.append(file.at(call, f"text is glued into {name}(…)"))
        elif name == "sql" and first is not None and not is_fixed(first):
            found.append(file.at(call, "sql(…) takes a text that stands in the code"))
        elif name == "Sql" and file.room != "warehouse":
            found.append(file.at(call, "an Sql is built with sql and join, never by hand"))
    return found


def texts(file: Source) -> Iterator[tuple[ast.AST, str]]:
    """Every text that reaches sql(…), and every text held by a name in capitals that sql(…) may take."""
    takes = [call.args[0] for call in file.calls() if last_name(call) == "sql" and call.args]
    names = {dotted(part) for node in takes for part in ast.walk(node) if isinstance(part, ast.Name)}
    for node in file.tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if names & {dotted(target) for target in targets}:
                takes.append(node.value)
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
    (glued_sql, 'sql("a" if x else f"{b}")'),
    (glued_sql, 'connection.execute(f"DELETE FROM {table}")'),
    (glued_sql, 'warehouse.command("DROP TABLE " + name)'),
    (glued_sql, 'connection.execute(text(f"SELECT {x}"))'),
    (glued_sql, 'Sql(("SELECT 1",))'),
    (forbidden_sql, "sql(\"SELECT * FROM merge('default', '.*')\")"),
    (forbidden_sql, 'sql("SELECT 1 SETTINGS max_threads = 8")'),
    (forbidden_sql, 'TEXTS = {"a": "SELECT 1 settings x = 1"}\nsql(TEXTS[kind])'),
    (forbidden_sql, "sql(\"SELECT * FROM url('x')\")"),
    (forbidden_sql, 'sql("SELECT 1 WHERE ts > now() - 1")'),
]
GOOD = [
    'sql("SELECT uniqMerge(a), argMax(file, ts) FROM events WHERE ts < {now:DateTime64(3)}", now=now)',
    'TEXTS = {"a": "SELECT 1"}\nsql(TEXTS[kind])',
    'sql("desc" if down else "asc")',
    "connection.execute(select(table).where(table.c.id == id))",
]


@pytest.mark.parametrize("rule", [glued_sql, forbidden_sql], ids=lambda rule: rule.__name__)
def test_every_sql_text_is_fixed_and_allowed(rule) -> None:
    assert [complaint for file in sources() for complaint in rule(file)] == []


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_a_bad_sql_text_is_found(rule, text: str) -> None:
    assert rule(source("src/uems/insight/a.py", text))


@pytest.mark.parametrize("text", GOOD)
def test_a_good_sql_text_passes(text: str) -> None:
    file = source("src/uems/insight/a.py", text)
    assert glued_sql(file) + forbidden_sql(file) == []
