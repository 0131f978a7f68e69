import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.models import Organisatie, Sleutel
from opleidingen.models.accreditatie import Accreditatie
from opleidingen.models.opleiding import Bijeenkomst, Module, Opleiding, Uitvoering


class Aanlevering(models.Model):
    """One delivery of completions by an opleider.

    A small one is booked while the opleider waits. A large one is kept in `delen` and booked in the background, part
    after part; `totalen` counts what was booked so far.
    """

    class Vorm(models.TextChoices):
        JSON = "json", "JSON"
        BESTAND = "bestand", "Bestand"
        PLAK = "plak", "Geplakt"
        PE_XML = "pe-xml", "PE-XML"

    class Status(models.TextChoices):
        WACHT = "wacht", "Wacht"
        BEZIG = "bezig", "Bezig"
        VERWERKT = "verwerkt", "Verwerkt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opleider = models.ForeignKey(Organisatie, models.PROTECT, related_name="aanleveringen")
    sleutel = models.ForeignKey(Sleutel, models.SET_NULL, null=True, blank=True, related_name="+")
    door = models.CharField("door", max_length=60, blank=True, help_text="Wie dit deed, zoals in het logboek.")
    vorm = models.CharField("vorm", max_length=10, choices=Vorm.choices, default=Vorm.JSON)
    ingediend_op = models.DateTimeField("ingediend op")
    verwerkt_op = models.DateTimeField("verwerkt op", null=True, blank=True)
    aantal = models.PositiveIntegerField(
        "aantal regels", null=True, blank=True, help_text="Leeg zolang de regels nog binnenkomen."
    )
    totalen = models.JSONField("totalen", default=dict, help_text="Aantal regels per uitkomst, tot nu toe.")

    class Meta:
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"
        indexes = [
            models.Index(
                fields=["ingediend_op"],
                condition=Q(verwerkt_op__isnull=True),
                name="opleidingen_aanlevering_loopt",
            )
        ]

    def __str__(self) -> str:
        return f"aanlevering {self.pk}"

    @property
    def gedaan(self) -> int:
        """How many rows have their answer."""
        return sum(self.totalen.values())

    @property
    def status(self) -> "Aanlevering.Status":
        if self.verwerkt_op:
            return self.Status.VERWERKT
        return self.Status.BEZIG if self.gedaan else self.Status.WACHT


class Aanleverdeel(models.Model):
    """Part of a delivery: at most 10,000 rows that are booked together, in one transaction.

    `rijen` holds them until then (`rijen.pack_rijen`), no longer. `totalen` and `bekend` make that a page of answers
    costs the same wherever it lies.
    """

    aanlevering = models.ForeignKey(Aanlevering, models.CASCADE, related_name="delen", db_index=False)
    volgnummer = models.PositiveIntegerField("volgnummer", help_text="Vanaf 1.")
    eerste_regel = models.PositiveIntegerField("eerste regel", help_text="Het nummer in de hele aanlevering.")
    aantal = models.PositiveIntegerField("aantal regels")
    rijen = models.BinaryField("nog niet geboekte rijen", default=bytes)
    totalen = models.JSONField("totalen", default=dict, help_text="Aantal regels per uitkomst.")
    bekend = models.BinaryField("al bekende regels", default=bytes, help_text="Zie `antwoord.pack_bekend`.")
    vingerafdruk = models.CharField("vingerafdruk van de antwoorden", max_length=64, blank=True)
    verwerkt_op = models.DateTimeField("verwerkt op", null=True, blank=True)

    class Meta:
        verbose_name = "deel van een aanlevering"
        verbose_name_plural = "delen van aanleveringen"
        constraints = [
            models.UniqueConstraint(
                fields=["aanlevering", "volgnummer"], name="opleidingen_aanleverdeel_nummer_uniek"
            )
        ]

    def __str__(self) -> str:
        return f"deel {self.volgnummer}"


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
