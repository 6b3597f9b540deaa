"""Where people stand with a product, and how they move: life-cycle states, RFM, opinion leaders, starter segments."""
