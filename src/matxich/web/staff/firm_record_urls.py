"""A firm's record, line by line, for officers."""

from __future__ import annotations

from matxich.web.firm_record.addresses import addresses
from matxich.web.staff.firm_people_urls import of_firm

urlpatterns = addresses("firms/<int:enterprise_id>/", of_firm)
