"""Files in and out: whatever a buyer or a firm sends becomes grids of text, and results become workbooks."""
