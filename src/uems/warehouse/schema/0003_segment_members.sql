-- Who is in a saved list. Each refresh writes a list of its own, and the store says which list a segment has now, so that
-- nobody ever sees half of one; old lists go as whole partitions.
CREATE TABLE IF NOT EXISTS segment_members {on_cluster} (
    project_id UInt32,
    list UInt64,
    person_id UInt64,
    written_at DateTime64(3, 'UTC')
) ENGINE = {plain}
PARTITION BY (project_id, list)
ORDER BY (project_id, list, person_id)
SETTINGS {durable};
