"""Firms and what they say they can do, read from the rows they sent."""
