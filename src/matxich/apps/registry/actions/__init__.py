"""What is written about firms."""
