"""One legal person: its names, codes, roles, and where it stands in the registry."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far its record has come (domain notes, 3.1)."""

    IMPORTED = "imported", _("Imported")
    CLAIMED = "claimed", _("Claimed")
    SUBMITTED = "submitted", _("Submitted")
    NEEDS_SUPPLEMENT = "needs_supplement", _("Needs supplement")
    DESK_CHECKED = "desk_checked", _("Desk-checked")
    SITE_VERIFIED = "site_verified", _("Site-verified")
    PUBLISHED = "published", _("Published")


class Status(models.TextChoices):
    """Whether the firm itself is in business."""

    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    CEASED = "ceased", _("Ceased")
    MERGED = "merged", _("Merged into another record")


class Enterprise(models.Model):
    """One firm, told by its tax code where it has one."""

    #: ten digits, or thirteen written 0123456789-001 for a branch; "" when it has none or none is known
    tax_code = models.CharField(max_length=14, blank=True)
    name = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250, blank=True)
    #: `fold(name)`, for sorting out and exact comparison
    name_folded = models.CharField(max_length=250, db_index=True)
    #: sorts as the Vietnamese alphabet does
    name_order = models.CharField(max_length=400, db_index=True, blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.IMPORTED, db_index=True)
    #: since when it has been at this stage: the queue is oldest first
    stage_since = models.DateTimeField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE, db_index=True)
    status_since = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")
    #: head office of a branch
    head_office = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="branches")
    #: when the firm agreed that its published facts are shown to the public; None = not agreed
    consented_at = models.DateTimeField(null=True)
    #: why an officer may publish it without the firm's own click (a public register, a signed form); "" without
    consent_basis = models.CharField(max_length=200, blank=True)
    #: when somebody last said that what stands here is true
    confirmed_on = models.DateField(null=True, db_index=True)
    #: invented, labelled so wherever it is shown
    is_illustrative = models.BooleanField(default=False)
    #: micro, small, medium, large by the thresholds in force; "" = not known
    size_class = models.CharField(max_length=10, blank=True, db_index=True)
    #: share of what a complete profile states, 0..1
    completeness_share = models.FloatField(default=0.0)
    #: strongest grade of its current claims, 1..4; 0 without any
    best_grade = models.PositiveSmallIntegerField(default=0)
    #: where the record came from: "self", "import", "officer", "generated"
    origin = models.CharField(max_length=12, default="officer")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    #: grows with every change: who edits an older one is told
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name_order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tax_code",),
                condition=~Q(tax_code="") & ~Q(status="merged"),
                name="one_enterprise_a_tax_code",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        """Whether the public may see it: published, in business, and agreed to."""
        agreed = self.consented_at is not None or bool(self.consent_basis)
        return self.stage == Stage.PUBLISHED and self.status == Status.ACTIVE and agreed


class EnterpriseName(models.Model):
    """Another name it is or was known by."""

    class Kind(models.TextChoices):
        """What kind of name."""

        FORMER = "former", _("Former name")
        TRADING = "trading", _("Trading name")
        ALIAS = "alias", _("Also known as")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=250)
    name_folded = models.CharField(max_length=250, db_index=True)
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class FormerTaxCode(models.Model):
    """A code that it had before."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="former_tax_codes")
    tax_code = models.CharField(max_length=14, db_index=True)
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.tax_code


class EnterpriseRole(models.Model):
    """A part it plays in the programme, from a day to a day."""

    class Role(models.TextChoices):
        """The parts."""

        SUPPLIER = "supplier", _("Supplier")
        BUYER = "buyer", _("Buyer")
        CLUSTER_INVESTOR = "cluster_investor", _("Cluster investor")
        BANK = "bank", _("Bank")
        INSTITUTE = "institute", _("Institute")
        TRAINER = "trainer", _("Trainer")
        CONSULTANT = "consultant", _("Consultant")
        EXHIBITOR = "exhibitor", _("Exhibitor")

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices, db_index=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.role
