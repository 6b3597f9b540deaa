"""Which: the tree of conditions, and its readings as SQL and with one person's facts in hand."""
