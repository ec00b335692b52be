"""The bell's page: what happened that waits for a person or that they should know."""
