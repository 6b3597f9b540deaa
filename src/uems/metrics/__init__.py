"""How much: metrics declared once, their series, targets, forecasts and alerts."""
