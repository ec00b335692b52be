"""Which records of a registry are one firm: candidates, points with reasons, and what may be done about it."""
