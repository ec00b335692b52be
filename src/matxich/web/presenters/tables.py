"""A table whose heads sort it, whose rows can be chosen, and which is cut into pages; all of it by the address.

    table = Table(
        request,
        columns=(
            Column("name", _("Firm"), order=("name_order", "id")),
            Column("grade", _("Grade"), order=("best_grade", "id"), is_number=True),
            Column("action", _("Actions")),
        ),
        caption=_("Firms"),
        sort="name",                      # without a choice; "-name" for downwards
        bulk=Bulk(reverse("staff:bulk"), (BulkAction("publish", _("Publish"), decision),)),   # None without
    )
    table.show(Enterprise.objects.all())

In the template: `{% data_table table %}{% for firm in table.rows %}<tr>{% row_choice firm.pk firm.name %}<td>…</td></tr>
{% endfor %}{% end_data_table %}`. The bulk form posts `act` and the chosen `row` numbers, with the address as `next`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

from matxich.domain.shared.decision import ALLOWED, Decision
from matxich.web.presenters.pages import Page, changed, page_of


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    #: stands in the address: "?sort=-name"
    code: str
    label: str | Promise
    #: fields of the query that sort by it, the first one carries the direction; empty = it cannot be sorted by
    order: tuple[str, ...] = ()
    #: right-aligned figures
    is_number: bool = False
    #: said on focus: what the column means
    help: str | Promise = ""


@dataclass(frozen=True, slots=True)
class BulkAction:
    """One thing that can be done to all chosen rows."""

    #: sent as `act`
    code: str
    label: str | Promise
    #: a refusal switches the button off and says why
    decision: Decision = ALLOWED
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Bulk:
    """Where the chosen rows are sent, and what can be done to them."""

    address: str
    actions: tuple[BulkAction, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head as it is drawn."""

    column: Column
    #: address that sorts by it, or turns the direction; "" when it cannot be sorted by
    address: str
    #: "ascending", "descending" or ""
    direction: str


class Table:
    """One table of a page."""

    def __init__(
        self,
        request: HttpRequest,
        *,
        columns: Sequence[Column],
        caption: str | Promise,
        sort: str = "",
        bulk: Bulk | None = None,
        prefix: str = "",
    ) -> None:
        self._request = request
        self.columns = tuple(columns)
        self.caption = caption
        self.bulk = bulk
        self.prefix = prefix
        self._default = sort
        #: tells the tables of one page apart
        self.id = f"{prefix}table"
        self.page: Page[Any] = Page((), 0, 1, 50, request.GET, prefix)

    @property
    def sort(self) -> str:
        """Code of the column it is sorted by, with "-" for downwards; a code nobody knows is passed over."""
        asked = self._request.GET.get(f"{self.prefix}sort", "")
        return asked if self._column(asked) is not None else self._default

    @property
    def heads(self) -> list[Head]:
        """The heads with their addresses."""
        return [self._head(column) for column in self.columns]

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of the page that is shown."""
        return self.page.rows

    @property
    def total(self) -> int:
        """Rows of the whole list."""
        return self.page.total

    @property
    def full_path(self) -> str:
        """The address of the page, for coming back to it."""
        return self._request.get_full_path()

    def show(self, rows: QuerySet[Any] | Sequence[Any], *, total: int | None = None) -> Table:
        """Sort (a query only) and cut the page that the address asks for; return the table."""
        if isinstance(rows, QuerySet) and (order := self.order()):
            rows = rows.order_by(*order)
        self.page = page_of(self._request, rows, total=total, prefix=self.prefix)
        return self

    def order(self) -> tuple[str, ...]:
        """Return the fields to sort by; empty without a sort."""
        column = self._column(self.sort)
        if column is None:
            return ()
        if not self.sort.startswith("-"):
            return column.order
        return (_turned(column.order[0]), *column.order[1:])

    def _column(self, sort: str) -> Column | None:
        code = sort.removeprefix("-")
        return next((column for column in self.columns if column.order and column.code == code), None)

    def _head(self, column: Column) -> Head:
        if not column.order:
            return Head(column, "", "")
        direction = {column.code: "ascending", f"-{column.code}": "descending"}.get(self.sort, "")
        after = f"-{column.code}" if direction == "ascending" else column.code
        names: dict[str, str | None] = {f"{self.prefix}sort": after, f"{self.prefix}page": None}
        return Head(column, changed(self._request.GET, **names), direction)


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"
