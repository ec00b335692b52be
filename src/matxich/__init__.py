"""Mắt Xích: the software a region uses to run its supporting-industries programme.

Three floors, imports only go down: `web`, `api`, `cli`, `jobs` → `apps` → `domain`. See docs/architecture.md.
Importing the package costs nothing: Django and numpy are imported by the rooms that need them.
"""

__version__ = "0.2.0"
