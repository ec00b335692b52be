"""What every noun stands on: history, files, messages, signed links, work in the background, dated parameters."""
