-- Who came into a live segment and who left it, round by round; the newest row of a person says whether they are in it.
-- A run begins with everybody who was in it when it was first computed (round 0); the store says which run a segment has
-- and how many rounds are done. `bearer` is the id that the event of the change bears, '' = the change is no event.
CREATE TABLE IF NOT EXISTS segment_changes {on_cluster} (
    project_id UInt32,
    run UInt64,
    person_id UInt64,
    round UInt64,
    inside UInt8,
    bearer String,
    at DateTime64(3, 'UTC')
) ENGINE = {replacing}(round)
PARTITION BY project_id
ORDER BY (project_id, run, person_id)
SETTINGS {durable}, non_replicated_deduplication_window = 1000;
