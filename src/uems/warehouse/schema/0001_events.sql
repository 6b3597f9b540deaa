-- Facts, append-only: what happened. node_id is the hash of the raw id the event came with; person_id is the person that
-- id belonged to when the event was written. Property columns named p_… hold the JSON text of one often-asked property.
CREATE TABLE IF NOT EXISTS events {on_cluster} (
    project_id UInt32,
    event_id UUID,
    person_id UInt64,
    node_id UInt64,
    ts DateTime64(3, 'UTC'),
    event LowCardinality(String),
    type LowCardinality(String),
    source LowCardinality(String),
    message_id String,
    user_id String,
    anonymous_id String,
    distinct_id String,
    prev_id String,
    session_id String,
    p_country LowCardinality(String),
    p_device LowCardinality(String),
    p_os LowCardinality(String),
    p_browser LowCardinality(String),
    p_app_version LowCardinality(String),
    p_channel LowCardinality(String),
    p_campaign LowCardinality(String),
    p_page LowCardinality(String),
    p_category LowCardinality(String),
    p_price String,
    p_revenue String,
    p_currency LowCardinality(String),
    props String,
    ops String,
    groups String,
    context String,
    received_at DateTime64(3, 'UTC'),
    PROJECTION seg (SELECT project_id, event, ts, person_id, node_id, p_country, p_price, p_campaign ORDER BY project_id, event, toDate(ts), person_id)
) ENGINE = {replacing}(received_at)
PARTITION BY toYYYYMM(ts)
PRIMARY KEY (project_id, person_id, ts)
ORDER BY (project_id, person_id, ts, event_id)
SETTINGS {durable}{lazy_projection}, non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild';

-- Where an id has moved since: rows of events whose node_id stands here belong to person_id, whatever they say themselves.
CREATE TABLE IF NOT EXISTS person_overrides {on_cluster} (
    project_id UInt32,
    node_id UInt64,
    person_id UInt64,
    version UInt64
) ENGINE = {replacing}(version)
ORDER BY (project_id, node_id)
SETTINGS {durable};

-- What is known of each person now: the fold of every profile operation of all their ids.
CREATE TABLE IF NOT EXISTS persons {on_cluster} (
    project_id UInt32,
    person_id UInt64,
    properties String,
    ids Array(String),
    first_seen DateTime64(3, 'UTC'),
    last_seen DateTime64(3, 'UTC'),
    version UInt64,
    is_deleted UInt8
) ENGINE = {replacing}(version, is_deleted)
ORDER BY (project_id, person_id)
SETTINGS {durable};

-- What was refused and why, with a sample.
CREATE TABLE IF NOT EXISTS rejects {on_cluster} (
    project_id UInt32,
    received_at DateTime64(3, 'UTC'),
    source LowCardinality(String),
    code LowCardinality(String),
    detail String,
    event String,
    sample String
) ENGINE = {plain}
PARTITION BY toYYYYMM(received_at)
ORDER BY (project_id, received_at)
TTL toDateTime(received_at) + INTERVAL 30 DAY
SETTINGS {durable}, non_replicated_deduplication_window = 1000;
