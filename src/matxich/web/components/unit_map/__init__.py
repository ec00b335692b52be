"""A map of units, drawn on the server."""
