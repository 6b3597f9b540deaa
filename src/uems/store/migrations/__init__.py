"""Numbered changes of the store's tables: expand first, contract in a later release."""
