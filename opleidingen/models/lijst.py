import secrets
import uuid
from datetime import datetime, timedelta

from django.db import models

from accounts.models import Organisatie
from accounts.versleuteling import VersleuteldField, VersleuteldFileField
from opleidingen.models.aanlevering import Aanlevering

STIL = timedelta(minutes=1)
"""Work that did not move for so long has died with its worker; somebody may start it again."""


def choose_plek(lijst: "Aanleverlijst", naam: str) -> str:
    """A name that nobody can guess and that says nothing."""
    return f"lijsten/{secrets.token_hex(16)}"


class Aanleverlijst(models.Model):
    """A file or a pasted list of an opleider on its way to a delivery: read, judged, corrected, booked.

    Holds names and numbers of people, so everything of it is encrypted: the `bestand` (until it is read), `inhoud`
    (what the columns are, as `lijstinhoud.Inhoud`) and the rows in `blokken` (until they are booked). From
    `verloopt_op` on it goes at the next clearing up.
    """

    class Status(models.TextChoices):
        LEZEN = "lezen", "Wordt gelezen"
        KOLOMMEN = "kolommen", "Kies de kolommen"
        NAKIJKEN = "nakijken", "Wordt nagekeken"
        KLAAR = "klaar", "Klaar om te boeken"
        BOEKEN = "boeken", "Wordt geboekt"
        GEBOEKT = "geboekt", "Geboekt"
        GEWEIGERD = "geweigerd", "Niet te lezen"

    WERK = (Status.LEZEN, Status.NAKIJKEN, Status.BOEKEN)
    """In these the server works and the opleider waits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opleider = models.ForeignKey(Organisatie, models.CASCADE, related_name="aanleverlijsten")
    naam = models.CharField("naam van het bestand", max_length=110)
    vorm = models.CharField("vorm", max_length=10, choices=Aanlevering.Vorm.choices)
    status = models.CharField("status", max_length=10, choices=Status.choices, default=Status.LEZEN)
    bestand = VersleuteldFileField("bestand, versleuteld", upload_to=choose_plek, blank=True)
    grootte = models.PositiveIntegerField("grootte in bytes", default=0)
    inhoud = VersleuteldField("kolommen en keuzes, versleuteld", default=bytes)
    aantal = models.PositiveIntegerField("aantal rijen", default=0)
    totalen = models.JSONField("totalen", default=dict, help_text="Aantal rijen per uitkomst.")
    gedaan = models.PositiveIntegerField("stappen gedaan", default=0)
    totaal = models.PositiveIntegerField("stappen in totaal", default=0)
    ronde = models.PositiveIntegerField("ronde", default=0, help_text="Wie een oudere ronde werkt, houdt op.")
    melding = models.CharField("waarom het niet te lezen is", max_length=400, blank=True)
    aanlevering = models.ForeignKey(Aanlevering, models.CASCADE, null=True, blank=True, related_name="lijsten")
    door = models.CharField("door", max_length=60, blank=True, help_text="Wie dit deed, zoals in het logboek.")
    gemaakt_op = models.DateTimeField("gemaakt op")
    bewogen_op = models.DateTimeField("laatst bewogen op")
    verloopt_op = models.DateTimeField("verloopt op", db_index=True)

    class Meta:
        verbose_name = "aanleverlijst"
        verbose_name_plural = "aanleverlijsten"

    def __str__(self) -> str:
        return f"aanleverlijst {self.pk}"

    @property
    def te_verbeteren(self) -> int:
        """How many rows would not be booked."""
        return self.totalen.get("afgewezen", 0) + self.totalen.get("geparkeerd", 0)

    def is_stil_op(self, moment: datetime) -> bool:
        """Whether the server should be working on it and does not."""
        return self.status in self.WERK and self.bewogen_op < moment - STIL


class Lijstblok(models.Model):
    """Some thousands of rows of a list, with what each would be answered.

    So a page costs the same whatever the length of the list, and a corrected row rewrites a part of it only.
    `rijen` is a `lijstinhoud.Blok`; `herhaald` says which wrong values occur in it, and how often.
    """

    lijst = models.ForeignKey(Aanleverlijst, models.CASCADE, related_name="blokken", db_index=False)
    eerste = models.PositiveIntegerField("eerste rij", help_text="Vanaf 1, in de volgorde van de lijst.")
    aantal = models.PositiveIntegerField("aantal rijen")
    rijen = VersleuteldField("rijen, versleuteld")
    herhaald = VersleuteldField("verkeerde waarden, versleuteld", default=bytes)
    totalen = models.JSONField("totalen", default=dict, help_text="Aantal rijen per uitkomst.")

    class Meta:
        verbose_name = "blok van een aanleverlijst"
        verbose_name_plural = "blokken van aanleverlijsten"
        constraints = [models.UniqueConstraint(fields=["lijst", "eerste"], name="opleidingen_lijstblok_uniek")]

    def __str__(self) -> str:
        return f"rijen vanaf {self.eerste}"


class Kolomindeling(models.Model):
    """What an opleider said that the columns of its lists are, for the next list with the same headings."""

    opleider = models.ForeignKey(Organisatie, models.CASCADE, related_name="kolomindelingen", db_index=False)
    vingerafdruk = models.CharField("vingerafdruk van de kop", max_length=64)
    velden = models.JSONField("wat elke kolom is", default=list)
    gekozen_op = models.DateTimeField("gekozen op")

    class Meta:
        verbose_name = "kolomindeling"
        verbose_name_plural = "kolomindelingen"
        constraints = [
            models.UniqueConstraint(fields=["opleider", "vingerafdruk"], name="opleidingen_kolomindeling_uniek")
        ]

    def __str__(self) -> str:
        return f"kolomindeling {self.pk}"
