"""What is written in the foundation."""
