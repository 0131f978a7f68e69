import uuid

from django.db import models

from accounts.models import Organisatie, Sleutel
from opleidingen.models.aanlevering import Aanlevering


class Proefaanlevering(models.Model):
    """A delivery with a test key: checked like any other, booked nothing. It keeps the answers, never the rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opleider = models.ForeignKey(Organisatie, models.CASCADE, related_name="proefaanleveringen")
    sleutel = models.ForeignKey(Sleutel, models.SET_NULL, null=True, blank=True, related_name="+")
    vorm = models.CharField("vorm", max_length=10, choices=Aanlevering.Vorm.choices)
    ingediend_op = models.DateTimeField("ingediend op", db_index=True)
    totalen = models.JSONField("totalen", default=dict, help_text="Aantal regels per uitkomst.")
    antwoord = models.BinaryField("antwoorden", default=bytes, help_text="Zie `antwoord.pack_regels`.")

    class Meta:
        verbose_name = "proefaanlevering"
        verbose_name_plural = "proefaanleveringen"

    def __str__(self) -> str:
        return f"proefaanlevering {self.pk}"


class Persoonsvraag(models.Model):
    """An opleider asked for somebody and heard: nobody. Counted, so that guessing goes nowhere.

    Both digests are keyed: what was asked cannot be read back. A row counts for a day and is erased after it.
    """

    opleider = models.ForeignKey(Organisatie, models.CASCADE, related_name="+", db_index=False)
    nummer = models.CharField("afdruk van het nummer", max_length=32)
    vraag = models.CharField("afdruk van nummer en achternaam", max_length=32)
    gesteld_op = models.DateTimeField("gesteld op", db_index=True)

    class Meta:
        verbose_name = "persoonsvraag"
        verbose_name_plural = "persoonsvragen"
        constraints = [
            models.UniqueConstraint(fields=["opleider", "vraag"], name="opleidingen_persoonsvraag_uniek"),
        ]

    def __str__(self) -> str:
        return f"persoonsvraag {self.pk}"
