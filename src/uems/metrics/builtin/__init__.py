"""The metrics every product asks for, one file each."""
