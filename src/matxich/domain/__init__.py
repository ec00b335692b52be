"""The rules of the programme: pure functions over plain values.

Nothing here opens a file, asks the clock, throws dice or imports Django; `tests/architecture` proves it.
"""
