"""Firms as rows of a workbook for officers."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from matxich.apps.registry.models import Enterprise
from matxich.apps.registry.models.enterprise import Stage
from matxich.files.book import Cell
from matxich.web.public.directory_words import SIZE_NAMES
from matxich.web.templatetags.mx_records import grade_in_words


def firm_cells(firms: QuerySet[Enterprise]) -> Iterator[list[Cell]]:
    """Yield a row a firm, in the order of `files.register_export.FIRM_COLUMNS`."""
    for firm in firms.iterator(chunk_size=2_000):
        yield [
            firm.name,
            firm.tax_code,
            str(Stage(firm.stage).label),
            str(SIZE_NAMES.get(firm.size_class, "")),
            grade_in_words(firm.best_grade),
            firm.completeness_share,
            firm.confirmed_on,
        ]
