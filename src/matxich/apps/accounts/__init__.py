"""People who sign in, and the roles in which they work for the region."""
