"""What is read about places."""
