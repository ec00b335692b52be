"""One administrative unit, in force or ended, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from matxich.domain.places.units import Kind as UnitKind
from matxich.domain.places.units import Level as UnitLevel


class AdministrativeUnit(models.Model):
    """A province, a district, a ward or commune. A new unit may carry the code of an ended one; the key is unique."""

    class Kind(models.TextChoices):
        """What a unit is called before its name."""

        PROVINCE = UnitKind.PROVINCE.value, _("Province")
        MUNICIPALITY = UnitKind.MUNICIPALITY.value, _("Municipality")
        URBAN_DISTRICT = UnitKind.URBAN_DISTRICT.value, _("Urban district")
        RURAL_DISTRICT = UnitKind.RURAL_DISTRICT.value, _("Rural district")
        TOWN = UnitKind.TOWN.value, _("Town")
        PROVINCIAL_CITY = UnitKind.PROVINCIAL_CITY.value, _("Provincial city")
        WARD = UnitKind.WARD.value, _("Ward")
        COMMUNE = UnitKind.COMMUNE.value, _("Commune")
        TOWNSHIP = UnitKind.TOWNSHIP.value, _("Township")
        SPECIAL_ZONE = UnitKind.SPECIAL_ZONE.value, _("Special zone")

    class Level(models.IntegerChoices):
        """How far down it stands."""

        PROVINCE = UnitLevel.PROVINCE.value, _("Province level")
        DISTRICT = UnitLevel.DISTRICT.value, _("District level (until 30 June 2025)")
        WARD = UnitLevel.WARD.value, _("Commune level")

    #: the code, and the year of the reform that made it: "00004", "00004-2025"
    key = models.CharField(max_length=12, unique=True)
    #: of the statistics office
    code = models.CharField(max_length=5, db_index=True)
    #: without the word of its kind
    name = models.CharField(max_length=80)
    #: the name as it is searched
    name_folded = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    #: first day; None: before any reform on record
    valid_from = models.DateField(null=True)
    #: first day on which it is no more; None while in force
    valid_until = models.DateField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    area_km2 = models.FloatField(null=True)
    #: names of units that went into it earlier
    former_names = models.JSONField(default=list)

    class Meta:
        ordering = ("level", "code", "key")
        indexes = (models.Index(fields=("level", "valid_until"), name="unit_level_until"),)

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class Succession(models.Model):
    """The territory of an ended unit, or a part of it, went to another."""

    old = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="origins")
    #: the whole of it; False: a part
    is_whole = models.BooleanField()
    #: named first by the tables where there are several; offered first, never taken by itself
    is_default = models.BooleanField()

    class Meta:
        ordering = ("old", "-is_default", "new")
        constraints = (models.UniqueConstraint(fields=("old", "new"), name="succession_once"),)

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
