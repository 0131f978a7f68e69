import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.namen import join_naam
from accounts.versleuteling import VersleuteldFileField


def choose_plek(wijziging: "Naamswijziging", name: str) -> str:
    """A name that nobody can guess and that says nothing, below the folder of files that no web server serves."""
    return f"naamsbewijs/{secrets.token_hex(16)}"


class Naamswijziging(models.Model):
    """A request to change a name, with proof; the register office decides.

    `bewijs` is encrypted and goes the moment the office decides or the person takes the request back. The row stays:
    it tells why somebody has another name than on an older certificate.
    """

    class Uitslag(models.TextChoices):
        TOEGEKEND = "toegekend", "Toegekend"
        AFGEWEZEN = "afgewezen", "Afgewezen"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="naamswijzigingen")
    oude_naam = models.CharField("naam van nu", max_length=240)
    voornaam = models.CharField("voornaam", max_length=80)
    tussenvoegsel = models.CharField("tussenvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=120)
    reden = models.TextField("waarom verandert je naam?", max_length=1000)
    bewijs = VersleuteldFileField("bewijs", upload_to=choose_plek, blank=True)
    bewijs_mediatype = models.CharField("mediatype van het bewijs", max_length=40, blank=True)
    ingediend_op = models.DateTimeField("ingediend op")
    afgehandeld_op = models.DateTimeField("afgehandeld op", null=True, blank=True)
    uitslag = models.CharField("uitslag", max_length=12, choices=Uitslag.choices, blank=True)
    toelichting = models.TextField("toelichting bij het besluit", max_length=2000, blank=True)
    besloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "naamswijziging"
        verbose_name_plural = "naamswijzigingen"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(afgehandeld_op__isnull=True),
                name="accounts_naamswijziging_een_open",
            )
        ]

    def __str__(self) -> str:
        return f"naamswijziging {self.pk}"

    @property
    def nieuwe_naam(self) -> str:
        return join_naam(self.voornaam, self.tussenvoegsel, self.achternaam)
