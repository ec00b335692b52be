"""Tags for tables and lists: the table with its heads, choices and pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matxich.web.presenters.pages import Page
from matxich.web.presenters.tables import Table

register = template.Library()


class DataTableNode(template.Node):
    """The frame of a table around rows that the page itself writes."""

    def __init__(self, table: FilterExpression, rows: NodeList) -> None:
        self.table = table
        self.rows = rows

    def render(self, context: Context) -> SafeString:
        """Draw the frame, the heads, the rows, the bar of bulk actions and the pages."""
        table: Table = self.table.resolve(context)
        template_set = context.template
        assert template_set is not None  # noqa: S101 -- a node is only ever drawn within a template
        frame = template_set.engine.get_template("components/data_table/data_table.html")
        with context.push(data_table=table, table=table):
            body = self.rows.render(context)
        with context.push(table=table, body=body):
            return frame.render(context)


@register.tag("data_table")
def data_table(parser: Parser, token: Token) -> DataTableNode:
    """`{% data_table table %}<tr>…</tr>{% end_data_table %}`: see `presenters.tables`."""
    _name, table = token.split_contents()
    rows = parser.parse(("end_data_table",))
    parser.delete_first_token()
    return DataTableNode(parser.compile_filter(table), rows)


@register.simple_tag(takes_context=True)
def row_choice(context: Context, value: object, name: str, *, off: str = "") -> SafeString:
    """Draw the cell with the box that chooses a row; nothing in a table without bulk actions.

    Args:
        value: number of the record, sent as `row`.
        name: what the row is, for those who listen.
        off: why this row cannot be chosen; "" when it can.
    """
    table: Table = context["data_table"]
    if table.bulk is None:
        return SafeString("")
    label = _("Choose %(name)s") % {"name": name}
    if off:
        return format_html(
            '<td class="mx-choice"><input type="checkbox" class="form-check-input" disabled title="{}" aria-label="{}"></td>',
            off,
            f"{label}: {off}",
        )
    return format_html(
        '<td class="mx-choice"><input type="checkbox" class="form-check-input" name="row" value="{}" form="{}-bulk" '
        'aria-label="{}" data-mx-row></td>',
        value,
        table.id,
        label,
    )


@register.inclusion_tag("components/pagination/pagination.html")
def pagination(page: Page[Any]) -> dict[str, Any]:
    """Say which rows of how many are shown, and lead to the other pages."""
    return {"page": page}
