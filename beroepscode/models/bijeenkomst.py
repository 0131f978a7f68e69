from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Bijeenkomst(models.Model):
    """A meeting of intervisie or supervisie: one member enters it, the others confirm."""

    class Soort(models.TextChoices):
        INTERVISIE = "intervisie", "Intervisie"
        SUPERVISIE = "supervisie", "Supervisie"

    soort = models.CharField("soort", max_length=20, choices=Soort.choices, default=Soort.INTERVISIE)
    datum = models.DateField("datum")
    begin_tijd = models.TimeField("begin")
    eind_tijd = models.TimeField("einde")
    minuten = models.PositiveIntegerField("minuten")
    thema = models.SlugField("thema", blank=True)
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ingevoerde_bijeenkomsten"
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.CheckConstraint(
                condition=Q(eind_tijd__gt=F("begin_tijd")), name="beroepscode_bijeenkomst_einde_na_begin"
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.datum}"


class Aanwezigheid(models.Model):
    """Somebody was at a meeting. Minutes count in a dossier once the person has confirmed it.

    Somebody unknown has a row too, without `gebruiker`, for the same reason as with `Bevestiging`.
    """

    bijeenkomst = models.ForeignKey(Bijeenkomst, models.CASCADE, related_name="aanwezigen")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="aanwezigheden"
    )
    genoemd_als = models.CharField(
        "genoemd als", max_length=254, help_text="E-mailadres of registratienummer, zoals de invoerder het gaf."
    )
    bevestigd_op = models.DateTimeField("bevestigd op", null=True, blank=True)
    betwist_op = models.DateTimeField("betwist op", null=True, blank=True)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "gebruiker"], name="beroepscode_aanwezigheid_uniek"),
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True) | Q(betwist_op__isnull=True),
                name="beroepscode_aanwezigheid_een_antwoord",
            ),
        ]

    def __str__(self) -> str:
        return f"aanwezigheid {self.pk}"
