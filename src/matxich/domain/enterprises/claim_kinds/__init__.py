"""The kinds of claims; a module here is one, named after its code."""
