"""Floor 2: what is kept in the database, one Django app a noun of the field: state, reads, writes."""
