"""Administrative units with validity, what became of which, and who decides what since when."""
