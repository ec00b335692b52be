"""What is read of the foundation."""
