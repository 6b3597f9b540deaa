-- Derived from events and kept by a view: what each id did in a year, in one row, so that a question of names and times
-- reads no event. An event is one number: 43 bits of milliseconds since 1970, then 21 bits of the hash of its name. A row
-- is under the person that its events were written under, so that person_overrides move it as they move events. This
-- file may run again, which builds the table anew.
CREATE TABLE IF NOT EXISTS sequences {on_cluster} (
    project_id UInt32,
    year UInt16,
    person_id UInt64,
    node_id UInt64,
    packed SimpleAggregateFunction(groupArrayArray, Array(UInt64))
) ENGINE = {aggregating}
PARTITION BY year
ORDER BY (project_id, person_id, node_id)
SETTINGS {durable}, non_replicated_deduplication_window = 1000;

TRUNCATE TABLE sequences {on_cluster};

CREATE MATERIALIZED VIEW IF NOT EXISTS sequences_kept {on_cluster} TO sequences AS
SELECT project_id, toYear(ts) AS year, person_id, node_id, groupArray(bitOr(
    bitShiftLeft(toUInt64(greatest(0, least(toUnixTimestamp64Milli(ts), 8796093022207))), 21),
    bitAnd(cityHash64(event), 2097151)
)) AS packed
FROM events WHERE event != '' GROUP BY project_id, year, person_id, node_id;

INSERT INTO sequences
SELECT project_id, toYear(ts) AS year, person_id, node_id, groupArray(bitOr(
    bitShiftLeft(toUInt64(greatest(0, least(toUnixTimestamp64Milli(ts), 8796093022207))), 21),
    bitAnd(cityHash64(event), 2097151)
)) AS packed
FROM events WHERE event != '' GROUP BY project_id, year, person_id, node_id
SETTINGS optimize_aggregation_in_order = 1, insert_deduplicate = 0;
