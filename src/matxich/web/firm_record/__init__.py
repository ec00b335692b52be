"""A firm's record, line by line: the same pages on the firm's own desk and, for officers, among those of staff."""
