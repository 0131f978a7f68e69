import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.models import Organisatie, Sleutel
from opleidingen.models.accreditatie import Accreditatie
from opleidingen.models.opleiding import Bijeenkomst, Module, Opleiding, Uitvoering


class Aanlevering(models.Model):
    """One delivery of completions by an opleider."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opleider = models.ForeignKey(Organisatie, models.PROTECT, related_name="aanleveringen")
    sleutel = models.ForeignKey(Sleutel, models.SET_NULL, null=True, blank=True, related_name="+")
    ingediend_op = models.DateTimeField("ingediend op")
    verwerkt_op = models.DateTimeField("verwerkt op", null=True, blank=True)
    totalen = models.JSONField("totalen", default=dict, help_text="Aantal regels per uitkomst.")
    bekend = models.BinaryField("al bekende regels", default=bytes, help_text="Zie `antwoord.pack_bekend`.")

    class Meta:
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"

    def __str__(self) -> str:
        return f"aanlevering {self.pk}"


class Deelname(models.Model):
    """Somebody completed a course, edition, module or meeting: a fact that an opleider delivered.

    `aanlevering` and `regel` say which row booked it; a booked row has no `Aanleverregel` of its own.
    The references into the catalogue carry no index: nothing asks for them alone, and each would slow every delivery.
    """

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deelnames")
    opleiding = models.ForeignKey(Opleiding, models.PROTECT, related_name="deelnames", db_index=False)
    uitvoering = models.ForeignKey(
        Uitvoering, models.PROTECT, null=True, blank=True, related_name="deelnames", db_index=False
    )
    module = models.ForeignKey(
        Module, models.PROTECT, null=True, blank=True, related_name="deelnames", db_index=False
    )
    bijeenkomst = models.ForeignKey(
        Bijeenkomst, models.PROTECT, null=True, blank=True, related_name="deelnames", db_index=False
    )
    accreditatie = models.ForeignKey(Accreditatie, models.PROTECT, related_name="deelnames", db_index=False)
    eind_datum = models.DateField("einddatum")
    minuten = models.PositiveIntegerField("netto minuten")
    aanlevering = models.ForeignKey(Aanlevering, models.PROTECT, related_name="deelnames", db_index=False)
    regel = models.PositiveIntegerField("regel", help_text="Vanaf 1, in de volgorde van de aanlevering.")
    kenmerk = models.CharField("kenmerk", max_length=200, blank=True, help_text="Van de opleider, om te herkennen.")
    geboekt_op = models.DateTimeField("geboekt op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            # The natural key: one completion counts once, however often it is delivered.
            models.UniqueConstraint(
                F("gebruiker"),
                F("opleiding"),
                F("eind_datum"),
                Coalesce(F("uitvoering"), 0),
                Coalesce(F("module"), 0),
                Coalesce(F("bijeenkomst"), 0),
                condition=Q(ingetrokken_op__isnull=True),
                name="opleidingen_deelname_natuurlijke_sleutel",
            ),
            models.UniqueConstraint(fields=["aanlevering", "regel"], name="opleidingen_deelname_regel_uniek"),
            models.CheckConstraint(condition=Q(minuten__gt=0), name="opleidingen_deelname_minuten_positief"),
        ]

    def __str__(self) -> str:
        return f"deelname {self.pk}"


class Uitkomst(models.TextChoices):
    GEBOEKT = "geboekt", "Geboekt"
    AL_BEKEND = "alBekend", "Al bekend"
    GEPARKEERD = "geparkeerd", "Geparkeerd"
    AFGEWEZEN = "afgewezen", "Afgewezen"


class Aanleverregel(models.Model):
    """One row that was parked or rejected, and why. A row that matches nobody stays here, never dropped."""

    aanlevering = models.ForeignKey(Aanlevering, models.CASCADE, related_name="regels", db_index=False)
    regel = models.PositiveIntegerField("regel", help_text="Vanaf 1, in de volgorde van de aanlevering.")
    uitkomst = models.CharField("uitkomst", max_length=12, choices=Uitkomst.choices)
    codes = models.CharField("foutcodes", max_length=400, help_text="Gescheiden door een spatie, de eerste telt.")
    kenmerk = models.CharField("kenmerk", max_length=200, blank=True)
    gegevens = models.JSONField("de regel zoals aangeleverd", default=dict)

    class Meta:
        verbose_name = "aanleverregel"
        verbose_name_plural = "aanleverregels"
        constraints = [
            models.UniqueConstraint(fields=["aanlevering", "regel"], name="opleidingen_aanleverregel_nummer_uniek")
        ]

    def __str__(self) -> str:
        return f"regel {self.regel}: {self.uitkomst}"
