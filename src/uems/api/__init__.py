"""The door: HTTP in, JSON out; the only room that knows a web framework."""
