"""What the gallery shows: each component with ordinary, long, empty and wrong content. Nothing of it is kept anywhere."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matxich.apps.foundation.models import AuditEntry
from matxich.apps.registry.queries.waiting import Waiting
from matxich.domain.shared.decision import ALLOWED, refused
from matxich.web.presenters.charts import bars
from matxich.web.presenters.history import read_history
from matxich.web.presenters.statuses import KINDS
from matxich.web.presenters.tables import Bulk, BulkAction, Column, Table
from matxich.web.static_files import COMPONENTS

LONG = "Công ty trách nhiệm hữu hạn một thành viên Cơ khí chính xác và Khuôn mẫu Công nghiệp hỗ trợ Đông Anh – Hà Nội"
ADDRESS = "Lô CN-06, Cụm công nghiệp Nguyên Khê, xã Phúc Thịnh, thành phố Hà Nội"
REFUSAL = refused(
    "Còn 3 dòng năng lực chờ xác minh; hãy xử lý xong trước khi công bố.",
    "3 lines still wait to be verified; handle them before publishing.",
)


class ExampleForm(forms.Form):
    """Each kind of field."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("Codes and yearly links go here."),
        required=False,
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Size"),
        choices=[("", "–"), ("micro", gettext_lazy("Micro")), ("small", gettext_lazy("Small"))],
    )
    founded_on = forms.DateField(
        label=gettext_lazy("Founded on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of site"),
        widget=forms.RadioSelect,
        choices=[("factory", gettext_lazy("Factory")), ("warehouse", gettext_lazy("Warehouse"))],
    )
    markets = forms.MultipleChoiceField(
        label=gettext_lazy("Export markets"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("jp", gettext_lazy("Japan")),
            ("kr", gettext_lazy("Korea")),
            ("de", gettext_lazy("Germany")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    file = forms.FileField(label=gettext_lazy("Evidence"), required=False, help_text="PDF, JPEG, PNG")
    agreed = forms.BooleanField(label=gettext_lazy("I am allowed to speak for the firm"))


class FilterForm(forms.Form):
    """Filters of a list."""

    q = forms.CharField(label=gettext_lazy("Name or tax code"), required=False)
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"),
        required=False,
        choices=[("", gettext_lazy("All")), ("published", gettext_lazy("Published"))],
    )


@dataclass(frozen=True, slots=True)
class Firm:
    """A row of the example table."""

    pk: int
    name: str
    tax_code: str
    grade: int
    stage: str
    workers: int | None


def firms() -> list[Firm]:
    """Return 130 invented firms, a long name and an unknown figure among them."""
    stages = ("published", "submitted", "imported", "needs_supplement")
    return [
        Firm(
            number,
            LONG if number == 2 else f"Cơ khí minh họa {number}",
            f"09{number:08d}",
            number % 5,
            stages[number % 4],
            None if number % 7 == 0 else 12 * number,
        )
        for number in range(1, 131)
    ]


def tables(request: HttpRequest) -> dict[str, Any]:
    """Return a table with everything, and an empty one."""
    bulk = Bulk(
        request.path,
        (
            BulkAction("accept", _("Accept"), icon="check"),
            BulkAction("publish", _("Publish"), REFUSAL),
        ),
    )
    columns = (
        Column("name", _("Firm"), order=("name",)),
        Column("tax_code", _("Tax code"), order=("tax_code",)),
        Column("grade", _("Evidence"), help=_("Strongest grade of its lines")),
        Column("stage", _("Stage")),
        Column("workers", _("Workers"), order=("workers",), is_number=True),
    )
    full = Table(request, columns=columns, caption=_("Invented firms"), sort="name", bulk=bulk)
    empty = Table(request, columns=columns[:2], caption=_("No firms"), prefix="e-")
    return {"table": full.show(firms()), "empty_table": empty.show([])}


def form_examples() -> dict[str, Any]:
    """Return an empty form and one with mistakes, what was entered kept."""
    wrong = ExampleForm({"name": LONG, "email": "khong-phai-thu", "reason": ADDRESS}, auto_id="wrong_%s")
    return {
        "form": ExampleForm(auto_id="plain_%s"),
        "wrong_form": wrong,
        "filter_form": FilterForm(auto_id="filter_%s"),
    }


def record_examples(now: dt.datetime) -> dict[str, Any]:
    """Return a history, a difference, files, facts and states."""
    return {
        "history": read_history(_entries(now)),
        "differences": [
            {"field": _("Name"), "before": "Cty CP Cơ khí Đông Anh", "after": LONG},
            {"field": _("English name"), "before": "", "after": "Dong Anh Precision Mechanics JSC"},
            {"field": _("Telephone"), "before": "024 3883 0000", "after": None},
            {"field": _("Tax code"), "before": "0900000001", "after": "0900000001"},
        ],
        "files": [
            {
                "name": "ISO 9001 – giấy chứng nhận 2026.pdf",
                "address": "#",
                "size_bytes": 1_260_000,
                "uploaded_at": now,
                "scan": "clean",
                "removal": "#",
            },
            {
                "name": f"{LONG}.pdf",
                "address": "",
                "size_bytes": 830,
                "uploaded_at": now,
                "scan": "unscanned",
                "removal": "",
            },
        ],
        "facts": [
            (_("Tax code"), "0900000001"),
            (_("Address"), ADDRESS),
            (_("Founded on"), None),
        ],
        "statuses": [(kind, list(choices.values)) for kind, (choices, _tones) in KINDS.items()],
        "consequences": [
            _("The line disappears from the public directory."),
            _("The firm is told, with your reason."),
        ],
        "queues": [
            {
                "label": _("Lines to verify"),
                "address": "#",
                "waiting": Waiting("claims", 1204, now - dt.timedelta(days=41)),
            },
            {"label": LONG, "address": "", "waiting": Waiting("imports", 1, now)},
        ],
        "grades": [0, 1, 2, 3, 4],
        "levels": ["meets", "near", "fails", "expired", "unknown"],
    }


def figure_examples(now: dt.datetime) -> dict[str, Any]:
    """Return tiles and bars."""
    rows: list[tuple[Any, float | None, str]] = [
        (_("Turning"), 412, "#"),
        (LONG, 128, ""),
        (_("Die casting"), 7, "#"),
        (_("Not asked yet"), None, ""),
        (_("Counted, and none"), 0, ""),
    ]
    return {"bars": bars(rows), "today": now.date(), "allowed": ALLOWED, "refusal": REFUSAL, "long": LONG}


def other_components(shown: str) -> list[tuple[str, str]]:
    """Return (name, what it says of itself) of the components that the gallery's templates do not draw.

    Args:
        shown: the text of those templates.
    """
    found = []
    for folder in sorted(path for path in COMPONENTS.iterdir() if (path / f"{path.name}.html").is_file()):
        name = folder.name
        if not re.search(rf"components/{name}/|data-gallery=\"{name}\"", shown):
            text = (folder / f"{name}.html").read_text(encoding="utf-8")
            said = re.search(r"{%\s*comment\s*%}\s*(.*?)\s*{%\s*endcomment", text, re.DOTALL)
            found.append((name, said[1].split("\n")[0] if said else ""))
    return found


def _entries(now: dt.datetime) -> list[AuditEntry]:
    def entry(number: int, action: str, via: str, changes: dict[str, Any], reason: str = "") -> AuditEntry:
        return AuditEntry(
            at=now - dt.timedelta(days=number, hours=3 * number),
            actor_id=None,
            via=via,
            action=action,
            subject_type="registry.enterprise",
            subject_id=1,
            changes=changes,
            reason=reason,
        )

    return [
        entry(0, "enterprise.publish", "command", {"stage": ["desk_checked", "published"]}),
        entry(
            2,
            "enterprise.identity",
            "system",
            {
                "name": ["Cty CP Cơ khí Đông Anh", LONG],
                "confirmed_on": [None, "2026-11-20"],
                "is_illustrative": [False, True],
            },
            "Đối chiếu với giấy chứng nhận đăng ký doanh nghiệp.",
        ),
        entry(9, "contact.change", "link", {"phone": [None, None]}),
    ]
