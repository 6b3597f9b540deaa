"""The kinds of tags, one file each; every module ends `offers = Kind(…)`."""
