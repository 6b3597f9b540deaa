"""SQL that people type: one SELECT over known tables, taken apart and written anew before the engine sees it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlglot
from clickhouse_connect.driver.exceptions import ClickHouseError
from sqlglot import exp

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.warehouse.client import Limits, Warehouse
from uems.warehouse.sql import Param, Piece, Sql, sql

MOST_LETTERS = 20_000
_MARK = "uems_hole_"
_WITH = "uems_with_"
_MARKED = re.compile(r"(uems_hole_[0-9]+_)")
_TRIAL = Limits(seconds=10.0)
_SAID_FIRST = re.compile(r"^.*?Code: [0-9]+\. ?", re.S)
_SAID_LAST = re.compile(r"\(version|(?:,|:)? (?:while|in scope|In scope|while executing)\b")
"""The engine's own words, without the query as it was written anew."""

_NAMES = """
file url s3 remote remotesecure cluster clusterallreplicas mysql postgresql mongodb redis sqlite jdbc odbc hdfs merge
executable view dictionary sleep sleepeachrow getsetting getserversetting getmacro hostname fqdn displayname serveruuid
tcpport version uptime currentdatabase currentuser currentqueryid initialqueryid filesystemavailable filesystemcapacity
filesystemunreserved catboostevaluate joinget joingetornull addresstoline addresstosymbol demangle throwif
in notin globalin globalnotin nullin notnullin globalnullin globalnotnullin
now now64 today yesterday currenttimestamp currentdate currenttime rand rand32 rand64 randconstant randcanonical
generateuuidv4 generateuuidv7 nowinblock now64inblock utctimestamp localtimestamp curdate fuzzbits randomfixedstring
randombinarystring randomstring randomprintableascii randomstringutf8 generaterandomstructure generatesnowflakeid
hascolumnintable buildid zookeepersessionuptime servertimezone revision connectionid tid getoskernelversion
showcertificate currentroles enabledroles defaultroles currentprofiles enabledprofiles defaultprofiles queryid
initialquerystarttime querystring transactionid transactionlatestsnapshot transactionoldestsnapshot getclienthttpheader
getserverport getsettingordefault mergetreeindex shardnum shardcount hasthreadfuzzer evalmlmethod reversednsquery
"""
_BARRED = frozenset(_NAMES.split())
"""Functions that read beyond the tables, tell of the machine, wait, or have a clock or dice of their own."""


class SqlRefused(Invalid):
    code = "sql_refused"
    text = Text("该 SQL 不被允许", "This SQL is not allowed")


def _refused(code: str, zh: str, en: str) -> SqlRefused:
    return SqlRefused(Text(zh, en), about="query", code=code)


def typed(
    text: str,
    tables: Mapping[str, Sql],
    holes: Mapping[str, Param],
    columns: frozenset[str] | None = None,
    clock: Mapping[str, Sql] | None = None,
) -> Sql:
    """The query with each of `tables` in the place of its name, and `{name:Type}` for each of `holes` bound. It must
    select exactly `columns` where they are given. `clock`: what stands for calls without arguments, such as `now`, by
    their plain names; without it they are refused. Raises SqlRefused with what is wrong."""
    query = _parsed(text)
    found: dict[str, Sql | Param] = {}
    _put_clock(query, clock or {}, found)
    _refuse_more_than_reading(query)
    if columns is not None and (set(query.named_selects) != columns or len(query.named_selects) != len(columns)):
        names = ", ".join(sorted(columns))
        raise _refused("sql_columns", f"查询结果应恰好有这些列：{names}", f"Select exactly these columns: {names}")
    _mark_tables(query, tables, found)
    for hole in list(query.find_all(exp.Placeholder, exp.Parameter)):
        value = holes.get(hole.name)
        if value is None:
            known = ", ".join(sorted(holes))
            raise _refused("sql_hole", f"未知的占位符，可用：{known}", f"Unknown placeholder; there are: {known}")
        hole.replace(exp.column(_marked(found, value)))
    return Sql(tuple(_pieces(query.sql(dialect="clickhouse", comments=False), found)))


def holes_of(text: str) -> dict[str, str]:
    """The types of the `{name:Type}` of a query, by name, in whatever case. Raises SqlRefused, also for a name with two
    types."""
    found: dict[str, str] = {}
    for hole in _parsed(text).find_all(exp.Placeholder):
        kind = hole.args.get("kind")
        said = kind.sql(dialect="clickhouse") if isinstance(kind, exp.Expression) else str(kind or "")
        if not said or found.setdefault(hole.name, said) != said:
            raise _refused(
                "sql_hole", "占位符应写作 {名称:类型}，且类型一致", "Write {name:Type}, with one type a name"
            )
    return found


def tried(asked: Sql, warehouse: Warehouse, project: int) -> None:
    """Whether the engine understands the query: asked for no rows. Raises SqlRefused with what it says."""
    with in_its_words():
        warehouse.query_typed(sql("SELECT * FROM ({asked}) LIMIT 0", asked=asked), project, 1, limits=_TRIAL)


@contextmanager
def in_its_words() -> Iterator[None]:
    """What the engine says of a query that it cannot run becomes SqlRefused."""
    try:
        yield
    except ClickHouseError as error:
        said = _SAID_FIRST.sub("", str(error).split("DB::Exception:")[-1])
        said = _SAID_LAST.split(said, maxsplit=1)[0].strip()[:300]
        raise _refused("sql_wrong", f"SQL 无法执行：{said}", f"The SQL cannot be run: {said}") from error


def _parsed(text: str) -> exp.Query:
    if len(text) > MOST_LETTERS or _MARK in text:
        raise _refused("sql_long", f"SQL 不能超过 {MOST_LETTERS} 字", f"At most {MOST_LETTERS} characters")
    try:
        found = sqlglot.parse(text, dialect="clickhouse")
    except (sqlglot.errors.SqlglotError, RecursionError) as error:
        said = str(error).split("\n")[0][:200]
        raise _refused("sql_syntax", f"SQL 语法有误：{said}", f"The SQL cannot be read: {said}") from None
    if len(found) != 1 or not isinstance(found[0], (exp.Select, exp.SetOperation)):
        raise _refused("sql_not_select", "只能是一条 SELECT 语句", "It must be one SELECT")
    return found[0]


def _put_clock(query: exp.Query, clock: Mapping[str, Sql], found: dict[str, Sql | Param]) -> None:
    for node in list(query.find_all(exp.Func)):
        name = node.name if isinstance(node, exp.Anonymous) else node.sql_name()
        value = clock.get(name.lower().replace("_", ""))
        if value is not None and not any(isinstance(one, exp.Expression) for one in _arguments(node)):
            node.replace(exp.column(_marked(found, value)))


def _arguments(node: exp.Func) -> list[object]:
    if isinstance(node, exp.Anonymous):
        return list(node.expressions)
    return [one for given in node.args.values() for one in (given if isinstance(given, list) else [given])]


def _refuse_more_than_reading(query: exp.Query) -> None:
    for node in query.walk():
        if isinstance(node, (exp.DML, exp.DDL, exp.Command, exp.Set, exp.Into, exp.Final)):
            raise _refused("sql_not_select", "只能读取，不能写入", "It may only read")
        if isinstance(node, exp.In) and any(map(_is_name, [node.args.get("field"), *node.expressions])):
            raise _refused("sql_table", "IN 后只能是列表或子查询", "After IN stands a list or a subquery")
        if any(node.args.get(key) for key in ("settings", "format")):
            raise _refused("sql_settings", "不允许 SETTINGS 与 FORMAT", "SETTINGS and FORMAT are not allowed")
        if isinstance(node, exp.Func):
            _refuse_function(node)


def _is_name(node: exp.Expression | None) -> bool:
    """The engine reads a name after IN as a table's."""
    return node is not None and isinstance(node.unnest(), (exp.Column, exp.Identifier, exp.Dot, exp.Table))


def _refuse_function(node: exp.Func) -> None:
    names = {node.sql_name().lower(), node.sql(dialect="clickhouse").split("(")[0].lower()}
    names |= {node.name.lower()} if isinstance(node, exp.Anonymous) else set()
    for name in names:
        if name.replace("_", "") in _BARRED or name.startswith("dict"):
            raise _refused("sql_function", f"不允许使用函数 {name}", f"The function {name} is not allowed")


def _mark_tables(query: exp.Query, tables: Mapping[str, Sql], found: dict[str, Sql | Param]) -> None:
    named = _named_apart(query)
    if named & tables.keys():
        raise _refused("sql_table", "WITH 中的名称与数据表重名", "A name in WITH is that of a table")
    for table in list(query.find_all(exp.Table)):
        if not isinstance(table.this, exp.Identifier) or table.db or table.catalog or table.args.get("final"):
            raise _refused("sql_table", "只能读取数据表，不能用表函数或其他库", "Only the known tables can be read")
        if table.name not in tables and table.name not in named:
            known = ", ".join(sorted(tables))
            raise _refused(
                "sql_table", f"没有表 {table.name}，可用：{known}", f"No table {table.name}; there are: {known}"
            )
        if not table.alias:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
        within = table.name in named
        table.set("this", exp.to_identifier(_WITH + table.name if within else _marked(found, tables[table.name])))


def _named_apart(query: exp.Query) -> set[str]:
    """The names of queries in WITH, which get a name that no table has: outside of its WITH a name would be a table."""
    queries = [one for one in query.find_all(exp.CTE) if not one.args.get("scalar")]
    named = {one.alias for one in queries}
    for one in queries:
        one.args["alias"].set("this", exp.to_identifier(_WITH + one.alias))
    return named


def _marked(found: dict[str, Sql | Param], value: Sql | Param) -> str:
    name = f"{_MARK}{len(found)}_"
    found[name] = value
    return name


def _pieces(text: str, found: Mapping[str, Sql | Param]) -> Iterator[Piece]:
    """The text cut at the marks, each with what it stands for."""
    for part in _MARKED.split(text):
        value = found.get(part)
        if isinstance(value, Sql):
            yield from ("(", *value.pieces, ")")
        else:
            yield part if value is None else value
