from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from register.models.registratie import Registratie

HEROVERWEGING = timedelta(weeks=6)


class Aanvraag(models.Model):
    class Soort(models.TextChoices):
        EERSTE = "eerste", "Eerste registratie"
        HERREGISTRATIE = "herregistratie", "Herregistratie"

    registratie = models.ForeignKey(Registratie, models.PROTECT, related_name="aanvragen")
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    ingediend_op = models.DateTimeField("ingediend op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    besloten_op = models.DateTimeField("besloten op", null=True, blank=True)

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        constraints = [
            models.UniqueConstraint(
                fields=["registratie"],
                condition=Q(ingetrokken_op__isnull=True, besloten_op__isnull=True),
                name="register_aanvraag_een_open",
            )
        ]

    def __str__(self) -> str:
        return f"aanvraag {self.pk}"


class Besluit(models.Model):
    """A decision with all it rested on, so that it can be explained for ever. Never changed afterwards.

    `dossier` and `uitkomst` are the documents that the criteria read and wrote on `peildatum`.
    """

    class Uitslag(models.TextChoices):
        TOEGEKEND = "toegekend", "Toegekend"
        ONDER_VOORWAARDEN = "onder-voorwaarden", "Toegekend onder voorwaarden"
        AFGEWEZEN = "afgewezen", "Afgewezen"

    aanvraag = models.OneToOneField(Aanvraag, models.PROTECT, related_name="besluit")
    uitslag = models.CharField("uitslag", max_length=20, choices=Uitslag.choices)
    reden = models.TextField("reden", max_length=4000)
    peildatum = models.DateField("peildatum")
    reglement = models.SlugField("reglement", max_length=80)
    dossier = models.JSONField("dossier op de peildatum")
    uitkomst = models.JSONField("uitkomst van de toets")
    genomen_op = models.DateTimeField("genomen op")
    genomen_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"

    def __str__(self) -> str:
        return f"besluit {self.pk}"

    @property
    def heroverweging_tot(self) -> date:
        """The first day on which somebody can no longer ask to have it reconsidered."""
        return timezone.localdate(self.genomen_op) + HEROVERWEGING
