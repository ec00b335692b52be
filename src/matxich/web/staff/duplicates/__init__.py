"""Pages of duplicates: pairs that wait, judging them, merging, parting again."""
