"""Files that a page gives to take away."""

from __future__ import annotations

import io

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(content: io.BytesIO, name: str) -> HttpResponse:
    """Return a workbook as a download; `name` in plain letters."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content.getvalue(), content_type=XLSX, headers=headers)
