from django.conf import settings
from django.db import models
from django.db.models import F, Q

from beroepscode.models.groep import Groep

LANGSTE_REDEN = 120


class Antwoord(models.TextChoices):
    """What somebody says who is asked whether they were at a meeting."""

    ERBIJ = "erbij", "Ik was erbij"
    DEELS = "deels", "Ik was er een deel van de tijd"
    NIET = "niet", "Ik was er niet"
    ONJUIST = "onjuist", "De tijden kloppen niet"


class Bijeenkomst(models.Model):
    """A meeting of intervisie or supervisie: one member enters it, the others confirm. Never what was said in it.

    `groep` is empty for a meeting outside a group. Times are Dutch clock times of one day.
    """

    class Soort(models.TextChoices):
        INTERVISIE = "intervisie", "Intervisie"
        SUPERVISIE = "supervisie", "Supervisie"

    soort = models.CharField("soort", max_length=20, choices=Soort.choices, default=Soort.INTERVISIE)
    datum = models.DateField("datum")
    begin_tijd = models.TimeField("begin")
    eind_tijd = models.TimeField("einde")
    minuten = models.PositiveIntegerField("minuten")
    thema = models.SlugField("thema", blank=True)
    werkvorm = models.SlugField("werkvorm", blank=True)
    aanleiding = models.SlugField("aanleiding", blank=True)
    groep = models.ForeignKey(Groep, models.SET_NULL, null=True, blank=True, related_name="bijeenkomsten")
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ingevoerde_bijeenkomsten"
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)
    gecorrigeerd_op = models.DateTimeField("gecorrigeerd op", null=True, blank=True)

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

    Four answers: `bevestigd_op` (was there; with `minuten` for a part of it), `betwist_op` (was not there),
    `onjuist_op` (was there, but the times are wrong; `reden` tells the one who entered it), or none yet. A question
    that nobody answered lapses (`vervallen_op`); it can be asked again.
    """

    bijeenkomst = models.ForeignKey(Bijeenkomst, models.CASCADE, related_name="aanwezigen")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="aanwezigheden"
    )
    genoemd_als = models.CharField(
        "genoemd als", max_length=254, help_text="E-mailadres of registratienummer, zoals de invoerder het gaf."
    )
    minuten = models.PositiveIntegerField("eigen minuten", null=True, blank=True)
    bevestigd_op = models.DateTimeField("bevestigd op", null=True, blank=True)
    betwist_op = models.DateTimeField("betwist op", null=True, blank=True)
    onjuist_op = models.DateTimeField("tijden onjuist op", null=True, blank=True)
    reden = models.CharField("wat klopt er niet", max_length=LANGSTE_REDEN, blank=True)
    gevraagd_op = models.DateTimeField("gevraagd op", null=True, blank=True)
    herinneringen = models.PositiveSmallIntegerField("herinneringen", default=0)
    vervallen_op = models.DateTimeField("vervallen op", null=True, blank=True)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "gebruiker"], name="beroepscode_aanwezigheid_uniek"),
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True, betwist_op__isnull=True)
                | Q(bevestigd_op__isnull=True, onjuist_op__isnull=True)
                | Q(betwist_op__isnull=True, onjuist_op__isnull=True),
                name="beroepscode_aanwezigheid_een_antwoord",
            ),
            models.CheckConstraint(
                condition=Q(minuten__isnull=True) | Q(minuten__gt=0), name="beroepscode_aanwezigheid_minuten_positief"
            ),
        ]
        indexes = [
            # What the daily work looks through: questions that wait.
            models.Index(
                fields=["gevraagd_op"],
                condition=Q(
                    bevestigd_op__isnull=True,
                    betwist_op__isnull=True,
                    onjuist_op__isnull=True,
                    vervallen_op__isnull=True,
                ),
                name="beroepscode_aanwezigheid_open",
            )
        ]

    def __str__(self) -> str:
        return f"aanwezigheid {self.pk}"

    @property
    def is_beantwoord(self) -> bool:
        return bool(self.bevestigd_op or self.betwist_op or self.onjuist_op)

    @property
    def mag_opnieuw(self) -> bool:
        """Whether the question can be put again: it lapsed without an answer, or the answer was: I was not there."""
        vervallen = self.vervallen_op and not self.is_beantwoord
        return self.gebruiker_id is not None and bool(self.betwist_op or vervallen)

    @property
    def telt(self) -> int:
        """The minutes that this person books, once confirmed."""
        return self.minuten or self.bijeenkomst.minuten
