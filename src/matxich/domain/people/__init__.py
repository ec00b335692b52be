"""Rules about people who work for the region."""
