from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisatie


class Openstelling(models.Model):
    """A reflection that its writer opened: to one peer, or to the register office.

    Open until `tot_datum`, that day not included, unless the writer closed it before. A peer who is not known (yet)
    has a row too, without `aan`: see `Bevestiging`.
    """

    reflectie = models.ForeignKey("beroepscode.Reflectie", models.CASCADE, related_name="openstellingen")
    aan = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="openstellingen"
    )
    genoemd_als = models.CharField(
        "opengesteld voor", max_length=254, blank=True, help_text="Zoals de schrijver het invulde."
    )
    organisatie = models.ForeignKey(Organisatie, models.CASCADE, null=True, blank=True, related_name="openstellingen")
    tot_datum = models.DateField("tot", help_text="De eerste dag waarop zij weer dicht is.")
    geopend_op = models.DateTimeField("geopend op")
    gesloten_op = models.DateTimeField("gesloten op", null=True, blank=True)

    class Meta:
        verbose_name = "openstelling"
        verbose_name_plural = "openstellingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(organisatie__isnull=True) | Q(aan__isnull=True, genoemd_als=""),
                name="beroepscode_openstelling_voor_een",
            )
        ]

    def __str__(self) -> str:
        return f"openstelling {self.pk}"

    def is_open(self, peildatum: date) -> bool:
        return self.gesloten_op is None and peildatum < self.tot_datum
