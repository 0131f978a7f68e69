from django.conf import settings
from django.db import models
from django.db.models import F, Q

from beroepscode.models.bijeenkomst import Bijeenkomst
from beroepscode.models.groep import Groep

LANGSTE_PLAATS = 200


class Afspraak(models.Model):
    """A meeting that a group plans. Once it took place a member records it and it becomes a `Bijeenkomst`.

    Times are Dutch clock times of one day. `volgnummer` goes up with each change: calendars keep the highest.
    """

    groep = models.ForeignKey(Groep, models.CASCADE, related_name="afspraken")
    datum = models.DateField("datum")
    begin_tijd = models.TimeField("begin")
    eind_tijd = models.TimeField("einde")
    plaats = models.CharField("waar", max_length=LANGSTE_PLAATS, blank=True)
    gastheer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="gastvrij_bij"
    )
    werkvorm = models.SlugField("werkvorm", blank=True)
    aanleiding = models.SlugField("aanleiding", blank=True)
    volgnummer = models.PositiveIntegerField("volgnummer", default=0)
    gepland_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="geplande_afspraken"
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op")
    afgezegd_op = models.DateTimeField("afgezegd op", null=True, blank=True)
    bijeenkomst = models.OneToOneField(Bijeenkomst, models.SET_NULL, null=True, blank=True, related_name="afspraak")

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        constraints = [
            models.CheckConstraint(
                condition=Q(eind_tijd__gt=F("begin_tijd")), name="beroepscode_afspraak_einde_na_begin"
            )
        ]

    def __str__(self) -> str:
        return f"afspraak {self.datum}"


class Komst(models.Model):
    """A member says whether they can come."""

    afspraak = models.ForeignKey(Afspraak, models.CASCADE, related_name="komsten")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="komsten")
    kan = models.BooleanField("kan ik")
    gezegd_op = models.DateTimeField("gezegd op")

    class Meta:
        verbose_name = "komst"
        verbose_name_plural = "komsten"
        constraints = [models.UniqueConstraint(fields=["afspraak", "gebruiker"], name="beroepscode_komst_uniek")]

    def __str__(self) -> str:
        return f"komst {self.pk}"
