"""The ways to judge a difference, one file each; every module ends `offers = Engine(…)`."""
