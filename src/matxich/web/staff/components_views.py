"""The gallery: every component with ordinary, long, empty and wrong examples, for whoever builds pages."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matxich.web.access import PersonRequest, staff_page
from matxich.web.staff import components_examples as examples

TEMPLATES = Path(__file__).parent / "templates"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def gallery(request: PersonRequest) -> HttpResponse:
    """All components. What is sent here changes nothing; it is said back as a message."""
    if request.method == "POST":
        chosen = ", ".join(request.POST.getlist("row")) or "–"
        messages.success(
            request, _("Sent: %(act)s, rows %(rows)s") % {"act": request.POST.get("act", "–"), "rows": chosen}
        )
        return redirect(request.get_full_path())
    now = timezone.now()
    shown = "".join(path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("components*.html")))
    words = {
        **examples.tables(request),
        **examples.form_examples(),
        **examples.record_examples(now),
        **examples.figure_examples(now),
        "others": examples.other_components(shown),
        "tabs": [
            {"label": _("Lines"), "address": "#", "is_current": True, "count": 1204},
            {"label": _("Sites"), "address": "#", "is_current": False, "count": 0},
            {"label": _("History"), "address": "#", "is_current": False, "count": None},
        ],
        "is_illustrative": True,
    }
    return render(request, "staff/templates/components.html", words)
