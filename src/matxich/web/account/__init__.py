"""Signing in, one's own account, and what is kept of oneself. Templates named as allauth looks for them lie beside."""
