"""Sheets written as rows, for the tests of the table finder."""

from matxich.catalogue.headings import load_headings
from matxich.domain.tables.finding import find_tables
from matxich.domain.tables.model import Grid


def grid(rows, sheet="Sheet1", first_row=1):
    """Return rows of any lengths as a rectangular sheet."""
    width = max(map(len, rows), default=0)
    return Grid("list.xlsx", sheet, tuple(tuple(row) + ("",) * (width - len(row)) for row in rows), first_row)


def read(rows, wanted="demand", sheet="Sheet1", overrides=None):
    """Find the tables of one sheet."""
    return find_tables([grid(rows, sheet)], load_headings(), wanted, overrides)


def values(reading):
    """Return the understood values of every row of every table."""
    return [table.values(row) for table in reading.tables for row in table.rows]


def codes(reading):
    """Return the codes of the remarks, without repeats, in order."""
    return list(dict.fromkeys(finding.code for finding in reading.findings))
