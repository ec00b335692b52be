"""Import of a spreadsheet of firms: read, compared, shown, chosen, applied as one transaction, undone as one."""
