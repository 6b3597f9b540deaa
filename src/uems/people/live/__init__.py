"""Live segments: who is in them is kept as bits, follows the events, and what changes is an event itself."""
