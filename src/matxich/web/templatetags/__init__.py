"""Template tags. `mx` is built in: no page has to load it."""
