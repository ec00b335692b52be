"""People who sign in: the list, and one person with roles, sessions and history. Auditors look, administrators act."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from matxich.apps.accounts.actions.people import leaving
from matxich.apps.accounts.models import Role, User
from matxich.apps.accounts.permissions import may_manage, may_manage_people
from matxich.apps.accounts.queries.people import (
    grants_of,
    people,
    roles_by_person,
    sessions_of,
    with_second_factor,
)
from matxich.apps.foundation.actions.audit import label
from matxich.apps.foundation.queries.audit import history_of
from matxich.apps.registry.models import Representative
from matxich.apps.registry.queries.representation import represented
from matxich.domain.shared.decision import ALLOWED, Decision, refused
from matxich.web.access import PersonRequest, staff_page
from matxich.web.presenters.history import read_history
from matxich.web.presenters.tables import Column, Table
from matxich.web.staff.people_forms import PeopleFilter

READERS = (Role.ADMINISTRATOR, Role.AUDITOR)
_HISTORY_SHOWN = 50
_ERASED = refused("Tài khoản này đã được xóa.", "This account has been erased.")


@require_safe
@staff_page(*READERS)
def people_list(request: PersonRequest) -> HttpResponse:
    """Everybody who signs in, narrowed by name, role and state."""
    today = timezone.localdate()
    form = PeopleFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    table = Table(
        request,
        columns=(
            Column("name", gettext_lazy("Name"), order=("full_name", "pk")),
            Column("email", gettext_lazy("E-mail"), order=("email",)),
            Column("roles", gettext_lazy("Roles")),
            Column("factor", gettext_lazy("Second factor")),
            Column("seen", gettext_lazy("Last signed in"), order=("last_login", "pk")),
            Column("state", gettext_lazy("State")),
        ),
        caption=_("People who sign in"),
        sort="email",
    )
    found = people(
        search=wanted.get("q", ""), role=wanted.get("role", ""), state=wanted.get("state", ""), on=today
    )
    table.show(found)
    shown = [user.pk for user in table.rows]
    roles, secured = roles_by_person(shown, today), with_second_factor(shown)
    words = {
        "table": table,
        "rows": [(user, roles.get(user.pk, []), user.pk in secured) for user in table.rows],
        "form": form,
        "is_filtered": any(wanted.values()),
        "may_manage": may_manage_people(request.person.who),
    }
    return render(request, "staff/templates/people.html", words)


@require_safe
@staff_page(*READERS)
def person(request: PersonRequest, user_id: int) -> HttpResponse:
    """One person: what they may do, where they are signed in, what happened to the account."""
    user, today = get_object_or_404(User, pk=user_id), timezone.localdate()
    manage = (ALLOWED if user.erased_at is None else _ERASED) & may_manage(request.person.who, user.pk)
    words = {
        "user": user,
        "grants": [
            (grant, grant.valid_until is None or grant.valid_until >= today) for grant in grants_of(user.pk)
        ],
        "firms": represented(user.pk, today),
        "former_firm_count": Representative.objects.filter(user=user, valid_until__lt=today).count(),
        "sessions": sessions_of(user),
        "has_second_factor": bool(with_second_factor([user.pk])),
        "manage": manage,
        "leave": manage & _may_leave(user),
        "history": read_history(history_of(label(user), user.pk, most=_HISTORY_SHOWN)),
    }
    return render(request, "staff/templates/person.html", words)


def _may_leave(user: User) -> Decision:
    return leaving(user, timezone.localdate())
