-- On which days of the project's calendar each id was active, written whole by each run: bit n of `days` is the day
-- `base` + n (see day_runs). A row is under the person its events were written under; owner is whom they counted for
-- when the run was made, and `alone` says that the owner has no other row, so that most people need no grouping.
CREATE TABLE IF NOT EXISTS active_days {on_cluster} (
    project_id UInt32,
    run UInt64,
    owner UInt64,
    person_id UInt64,
    node_id UInt64,
    alone UInt8,
    days UInt256
) ENGINE = {plain}
PARTITION BY (project_id, run)
ORDER BY (project_id, run, owner, node_id)
SETTINGS {durable}, index_granularity = 1024;

-- How many people were active on `day` and before that last on `prev` (-1 = not within the run). Who is counted once in
-- any range follows: those whose `prev` lies before it.
CREATE TABLE IF NOT EXISTS day_pairs {on_cluster} (
    project_id UInt32,
    run UInt64,
    day Int32,
    prev Int32,
    people UInt64
) ENGINE = {plain}
PARTITION BY (project_id, run)
ORDER BY (project_id, run, day, prev)
SETTINGS {durable};

-- The runs, each written when all its rows are there; the one of the highest `turn` counts, whatever the clocks say. It
-- holds the events before `closed` that were there when it `began` by the engine's clock, and the moves of ids up to
-- `version`. run 0 = what began before it counts no more: it takes the turn after the next, since a run that is being
-- written has the next. Run this file again, and none counts. Nor does a run count (`counts`) that began at a time which
-- the engine's clock, set back since, still has before it, or one so old that none can follow it: what it does not know
-- would be kept for ever.
CREATE TABLE IF NOT EXISTS day_runs {on_cluster} (
    project_id UInt32,
    turn UInt64,
    run UInt64,
    zone String,
    base Int32,
    closed DateTime64(3, 'UTC'),
    began DateTime64(3, 'UTC'),
    version UInt64,
    ids UInt64,
    counts UInt8 ALIAS run != 0 AND began <= now64(3) AND began > subtractDays(now64(3), 3)
) ENGINE = {replacing}(turn)
ORDER BY project_id
SETTINGS {durable};

-- What was written of late, whenever it happened: a question adds to a run what was written since it began. `at` is the
-- engine's clock. Rows that every run knows are swept away.
CREATE TABLE IF NOT EXISTS arrivals {on_cluster} (
    project_id UInt32,
    at DateTime64(3, 'UTC'),
    person_id UInt64,
    node_id UInt64,
    ts DateTime64(3, 'UTC'),
    event LowCardinality(String)
) ENGINE = {plain}
PARTITION BY intDiv(toUnixTimestamp(at), 3600)
ORDER BY (project_id, at)
SETTINGS {durable};

CREATE MATERIALIZED VIEW IF NOT EXISTS arrivals_kept {on_cluster} TO arrivals AS
SELECT project_id, now64(3) AS at, person_id, node_id, ts, event FROM events WHERE event != '';

INSERT INTO day_runs (project_id, turn) SELECT project_id, max(turn) + 2 FROM day_runs GROUP BY project_id;
