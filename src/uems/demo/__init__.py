"""The demo world: a made-up shop with courses, its people, what they do, and the truths planted in them."""
