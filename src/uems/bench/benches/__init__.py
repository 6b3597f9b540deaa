"""One file for each bench."""
