"""Tags: what a project says of each of its people, computed by kinds, in versions with a base date."""
