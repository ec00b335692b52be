"""Tables as people send them: where the header is, what each column means, which rows are data."""
