-- How many events of each name there are a day, and when first and last: what the catalogue of names reads, a few rows
-- for each name and day instead of every event.
ALTER TABLE events {on_cluster} ADD PROJECTION IF NOT EXISTS named (SELECT project_id, event, toDate(ts), count(), min(ts), max(ts) GROUP BY project_id, event, toDate(ts));

ALTER TABLE events {on_cluster} MATERIALIZE PROJECTION named;
