"""Settings, the five errors, registry, clock, ids, words: no word of the domain."""
