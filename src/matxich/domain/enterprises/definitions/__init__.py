"""The versions of the programme's definitions; a module here is one, named after its code."""
