-- Every change of a person's life-cycle state. Each night a run writes all of them anew, under a number of its own that
-- the store points to, so that late events and merges count and nobody ever sees half a run; old runs go as partitions.
CREATE TABLE IF NOT EXISTS state_changes {on_cluster} (
    project_id UInt32,
    run UInt64,
    person_id UInt64,
    day Date,
    before LowCardinality(String),
    state LowCardinality(String),
    written_at DateTime64(3, 'UTC')
) ENGINE = {plain}
PARTITION BY (project_id, run)
ORDER BY (project_id, run, person_id, day)
SETTINGS {durable};
