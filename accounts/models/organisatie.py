from django.conf import settings
from django.db import models
from django.db.models import Q

from kern.geldig import Geldig


class Organisatie(models.Model):
    class Soort(models.TextChoices):
        OPLEIDER = "opleider", "Opleider"
        WERKGEVER = "werkgever", "Werkgever"
        REGISTERKANTOOR = "registerkantoor", "Registerkantoor"

    class Status(models.TextChoices):
        INGEDIEND = "ingediend", "Wacht op besluit"
        TOEGELATEN = "toegelaten", "Toegelaten"
        AFGEWEZEN = "afgewezen", "Afgewezen"
        BEEINDIGD = "beeindigd", "Beëindigd"

    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    naam = models.CharField("naam", max_length=160)
    email = models.EmailField("e-mailadres voor contact")
    toelichting = models.TextField("toelichting bij de aanvraag", blank=True, max_length=2000)
    aangevraagd_op = models.DateTimeField("aangevraagd op")
    toegelaten_op = models.DateTimeField("toegelaten op", null=True, blank=True)
    beeindigd_op = models.DateTimeField("beëindigd op", null=True, blank=True)
    reden = models.TextField("reden van afwijzen of beëindigen", blank=True, max_length=2000)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        constraints = [models.UniqueConstraint(fields=["soort", "naam"], name="accounts_organisatie_naam_uniek")]

    def __str__(self) -> str:
        return self.naam

    @property
    def status(self) -> "Organisatie.Status":
        if self.beeindigd_op is None:
            return self.Status.INGEDIEND if self.toegelaten_op is None else self.Status.TOEGELATEN
        return self.Status.AFGEWEZEN if self.toegelaten_op is None else self.Status.BEEINDIGD

    @property
    def is_toegelaten(self) -> bool:
        return self.status == self.Status.TOEGELATEN


class Lidmaatschap(Geldig):
    """Somebody acts for an organisation, in a role, from a day until a day."""

    class Rol(models.TextChoices):
        BEHEERDER = "beheerder", "Beheerder"
        MEDEWERKER = "medewerker", "Medewerker"

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lidmaatschappen")
    organisatie = models.ForeignKey(Organisatie, models.CASCADE, related_name="lidmaatschappen")
    rol = models.CharField("rol", max_length=20, choices=Rol.choices, default=Rol.MEDEWERKER)

    class Meta(Geldig.Meta):
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            *Geldig.Meta.constraints,
            models.UniqueConstraint(
                fields=["gebruiker", "organisatie"],
                condition=Q(geldig_tot__isnull=True),
                name="accounts_lidmaatschap_een_lopend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker_id} bij {self.organisatie_id}"
