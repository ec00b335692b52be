"""The tables of places, step by step."""
