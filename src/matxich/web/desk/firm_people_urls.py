"""People of the firm, on its desk."""

from __future__ import annotations

from matxich.web.access import desk_page
from matxich.web.firm_people.addresses import addresses

urlpatterns = addresses("<int:enterprise_id>/", desk_page)
