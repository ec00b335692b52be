"""Pages of imports: sending a spreadsheet, its preview, choices, applying, undoing."""
