"""Firms, what they claim, and the work of keeping it true; one aggregate a file."""

from __future__ import annotations

from matxich.apps.registry.models.campaign import Campaign, CampaignMember
from matxich.apps.registry.models.claim import Claim, Evidence, Verification
from matxich.apps.registry.models.claiming import ClaimingFile, ClaimingRequest, Representative
from matxich.apps.registry.models.contact import Contact
from matxich.apps.registry.models.duplicate import DuplicateJudgement, DuplicatePair, Merge
from matxich.apps.registry.models.enterprise import Enterprise, EnterpriseName, EnterpriseRole, FormerTaxCode
from matxich.apps.registry.models.import_batch import ImportBatch, ImportRow
from matxich.apps.registry.models.site import Site

__all__ = [
    "Campaign",
    "CampaignMember",
    "Claim",
    "ClaimingFile",
    "ClaimingRequest",
    "Contact",
    "DuplicateJudgement",
    "DuplicatePair",
    "Enterprise",
    "EnterpriseName",
    "EnterpriseRole",
    "Evidence",
    "FormerTaxCode",
    "ImportBatch",
    "ImportRow",
    "Merge",
    "Representative",
    "Site",
    "Verification",
]
