"""What the Makefile runs: set-up, assets, translations, the test run. Standard library only unless a file says so.

Each is started as `python -m scripts.<name>` from the top of the repository.
"""
