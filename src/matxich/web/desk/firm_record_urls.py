"""A firm's record on its own desk."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.http import require_safe

from matxich.web.access import desk_page
from matxich.web.firm_record import record
from matxich.web.firm_record.addresses import addresses

urlpatterns = [
    path("<int:enterprise_id>/", require_safe(desk_page(record.lines)), name="firm"),
    *addresses("<int:enterprise_id>/", desk_page),
]
