"""Switches of features: what they are, who gets which variant, and the ways in which the vendors' clients ask."""
