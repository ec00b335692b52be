"""Who can make a line, why, who nearly can, what would mend it: the heart of the product (design §3)."""
