-- What tags say of people. Each computing of a tag for a base date writes a run of its own, and the store says which runs
-- count, so that nobody sees half of one; value and evidence are JSON text, valid_until is in 2299 for what does not end.
CREATE TABLE IF NOT EXISTS tag_values {on_cluster} (
    project_id UInt32,
    run UInt64,
    tag LowCardinality(String),
    base Date,
    person_id UInt64,
    value String,
    confidence Float32,
    source LowCardinality(String),
    evidence String,
    valid_until DateTime64(3, 'UTC'),
    written_at DateTime64(3, 'UTC')
) ENGINE = {plain}
PARTITION BY (project_id, toYYYYMM(base))
ORDER BY (project_id, run, person_id)
SETTINGS {durable};
