"""Who: identity, profiles, and the scope that every question is asked in."""
