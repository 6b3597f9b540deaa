"""One file for each vendor's way of saying what a flag is."""
