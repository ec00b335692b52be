"""Administrative units before and after a reform: what an address means, what became of a unit, where it lies on a map."""
