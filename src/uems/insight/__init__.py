"""Questions about what happened: trend, retention, life cycle, stickiness, funnel, and who is behind each number."""
