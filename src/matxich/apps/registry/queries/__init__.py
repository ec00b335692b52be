"""What is read about firms."""
