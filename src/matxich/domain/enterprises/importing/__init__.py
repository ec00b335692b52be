"""A spreadsheet of firms on its way into a registry: what each row says, which firm it is, what it would change."""
