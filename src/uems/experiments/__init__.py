"""Does it work: flags, assignment by chance, and the statistics that judge what sums say about a difference."""
