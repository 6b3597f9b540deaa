"""Promises: what people decided and what we owe, in SQLite or PostgreSQL."""
