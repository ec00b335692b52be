"""One line of a buyer's part list → typed requirements, how complete it is, and what to ask back."""
