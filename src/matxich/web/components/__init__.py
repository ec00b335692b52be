"""Pieces that pages are made of: `<name>/<name>.html`, its style sheet and, where it needs one, its script.

The folder is the list: a new component's `.css` and `.js` are on every page without being named anywhere.
"""
