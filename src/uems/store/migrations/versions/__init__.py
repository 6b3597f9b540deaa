"""One file a change, numbered together for all rooms."""
