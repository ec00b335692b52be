"""The public directory: what may be seen of a firm, what a visitor's words mean, and which firms answer them."""
