"""One module per kind of requirement; the file name is its code."""
