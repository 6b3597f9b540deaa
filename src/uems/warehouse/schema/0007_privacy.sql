-- Who is being erased now, while their rows are rewritten: a mutation keeps its text on disk, so it names the erasure
-- alone and finds the ids here. In memory: an erasure that was cut short begins again and says them again.
CREATE TABLE IF NOT EXISTS erasing {on_cluster} (
    erasure String,
    kind String,
    number UInt64,
    text String
) ENGINE = Memory;
