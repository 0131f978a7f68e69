from django.conf import settings
from django.db import models

from accounts.models import Sleutel
from opleidingen.models.aanlevering import Deelname
from opleidingen.wijzigingswoorden import EIGEN


class Deelnamewijziging(models.Model):
    """What happened to a completion after it was booked: what it was, what it became, why, by whom and when.

    `oud` and `nieuw` hold what changed, under the names of the API. A person or a machine key did it.
    """

    class Soort(models.TextChoices):
        GECLAIMD = "geclaimd", "Geclaimd"
        GECORRIGEERD = "gecorrigeerd", "Gecorrigeerd"
        INGETROKKEN = "ingetrokken", "Ingetrokken"
        HERSTELD = "hersteld", "Hersteld"

    deelname = models.ForeignKey(Deelname, models.CASCADE, related_name="wijzigingen")
    soort = models.CharField("soort", max_length=12, choices=Soort.choices)
    oud = models.JSONField("wat het was", default=dict)
    nieuw = models.JSONField("wat het werd", default=dict)
    reden = models.CharField("reden", max_length=1000)
    op = models.DateTimeField("op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    sleutel = models.ForeignKey(Sleutel, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "wijziging van een deelname"
        verbose_name_plural = "wijzigingen van deelnames"

    def __str__(self) -> str:
        return f"deelname {self.deelname_id} {self.soort}"

    @property
    def raakt_dossier(self) -> bool:
        """Whether the person sees anything of it: another kenmerk is the opleider's own affair."""
        return {*self.oud} != {EIGEN}
