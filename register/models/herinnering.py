from django.db import models

from register.models.registratie import Termijn


class Herinnering(models.Model):
    """Somebody was told that their term ends: the row that keeps the same reminder from being sent twice."""

    class Moment(models.TextChoices):
        ZES_MAANDEN = "zes-maanden", "Zes maanden van tevoren"
        TWAALF_WEKEN = "twaalf-weken", "Twaalf weken van tevoren"
        ZES_WEKEN = "zes-weken", "Zes weken van tevoren"
        EEN_WEEK = "een-week", "Een week van tevoren"

    termijn = models.ForeignKey(Termijn, models.CASCADE, related_name="herinneringen")
    moment = models.CharField("moment", max_length=12, choices=Moment.choices)
    verstuurd_op = models.DateTimeField("verstuurd op")

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        constraints = [models.UniqueConstraint(fields=["termijn", "moment"], name="register_herinnering_een_keer")]

    def __str__(self) -> str:
        return f"{self.moment} voor termijn {self.termijn_id}"
