"""Numbered migrations of the warehouse: each file of `schema/` once, in order."""

from collections.abc import Sequence
from importlib.resources import files

from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

_DURABLE = (
    "fsync_after_insert = 1, fsync_part_directory = 1, "
    "min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1"
)
_FEW_FILES = ", min_level_for_full_part_storage = 1"
"""A fresh part is one file, so one fsync instead of a dozen; only engines as new as the embedded one know it."""
_LAZY_PROJECTION = ", materialize_projections_on_insert = 0, materialize_projections_on_merge = 1"
"""A projection is made by the first merge, not by the insert that somebody waits for."""


def migrate(warehouse: Warehouse) -> list[str]:
    """Apply what is missing; returns the names applied now."""
    warehouse.command(
        "CREATE TABLE IF NOT EXISTS schema_migrations (name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3)) "
        f"ENGINE = MergeTree ORDER BY name SETTINGS {_DURABLE}"
    )
    have = {row[0] for row in warehouse.query_all(sql("SELECT name FROM schema_migrations")).rows}
    words = {
        "on_cluster": "",
        "replacing": "ReplacingMergeTree",
        "aggregating": "AggregatingMergeTree",
        "plain": "MergeTree",
        "durable": _DURABLE + (_FEW_FILES if warehouse.embedded else ""),
        "lazy_projection": _LAZY_PROJECTION if warehouse.embedded else "",
    }
    done = []
    for file in sorted(files("uems.warehouse").joinpath("schema").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".sql") or file.name in have:
            continue
        for statement in file.read_text().format_map(words).split(";\n"):
            if statement.strip():
                warehouse.command(statement)
        warehouse.insert("schema_migrations", f'{{"name": "{file.name}"}}'.encode(), token=file.name)
        done.append(file.name)
    return done


def forget(warehouse: Warehouse, names: Sequence[str]) -> None:
    """These have not been applied: the next `migrate` applies them again."""
    warehouse.change(sql("ALTER TABLE schema_migrations DELETE WHERE name IN {names:Array(String)}", names=names))
