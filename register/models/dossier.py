from django.db import models
from django.db.models import F, Q

from register.models.registratie import Registratie


class Activiteit(models.Model):
    """Something a professional learned and logged: their own word, which counts *voorlopig*."""

    registratie = models.ForeignKey(Registratie, models.CASCADE, related_name="activiteiten")
    soort = models.SlugField("soort", help_text="Soort activiteit uit het reglement.")
    titel = models.CharField("wat heb je gedaan", max_length=200)
    datum = models.DateField("datum")
    minuten = models.PositiveIntegerField("minuten")
    leefwereld = models.SlugField("leefwereld", blank=True)
    toelichting = models.TextField("wat heb je geleerd", max_length=4000, blank=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)
    gewijzigd_op = models.DateTimeField("gewijzigd op", auto_now=True)
    verwijderd_op = models.DateTimeField("verwijderd op", null=True, blank=True)

    class Meta:
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        indexes = [models.Index(fields=["registratie", "datum"], name="register_activiteit_wanneer")]
        constraints = [
            models.CheckConstraint(condition=Q(minuten__gt=0), name="register_activiteit_minuten_positief")
        ]

    def __str__(self) -> str:
        return self.titel


class Werkperiode(models.Model):
    """A period of work, half-open; the employer or the office confirms it."""

    registratie = models.ForeignKey(Registratie, models.CASCADE, related_name="werkperiodes")
    werkgever = models.CharField("werkgever", max_length=160)
    functie = models.CharField("functie", max_length=120)
    van_datum = models.DateField("eerste dag")
    tot_datum = models.DateField("eerste dag daarna", null=True, blank=True, help_text="Leeg: je werkt er nog.")
    uren_per_week = models.DecimalField("uren per week", max_digits=4, decimal_places=1)
    bevestigd_op = models.DateTimeField("bevestigd op", null=True, blank=True)
    bevestigd_door = models.CharField("bevestigd door", max_length=160, blank=True)

    class Meta:
        verbose_name = "werkperiode"
        verbose_name_plural = "werkperiodes"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot_datum__isnull=True) | Q(tot_datum__gt=F("van_datum")),
                name="register_werkperiode_tot_na_van",
            ),
            models.CheckConstraint(
                condition=Q(uren_per_week__gt=0, uren_per_week__lte=60), name="register_werkperiode_uren"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.functie} bij {self.werkgever}"
