from django.db import models

from accounts.models.organisatie import Organisatie


class Sleutel(models.Model):
    """A machine key of an organisation. Only its hash is kept; the key itself is shown once."""

    class Scope(models.TextChoices):
        AANLEVEREN = "aanleveren", "Deelnames aanleveren"
        LEZEN = "lezen", "Aanleveringen en deelnames bekijken"
        VERIFIEREN = "verifieren", "Registraties controleren"

    organisatie = models.ForeignKey(Organisatie, models.CASCADE, related_name="sleutels")
    naam = models.CharField("naam", max_length=80, help_text="Waar je deze sleutel gebruikt.")
    prefix = models.CharField("begin van de sleutel", max_length=12, unique=True)
    hash = models.CharField("hash", max_length=64)
    scopes = models.JSONField("wat deze sleutel mag", default=list)
    is_test = models.BooleanField(
        "testsleutel", default=False, help_text="Alles wordt nagekeken en niets wordt geboekt."
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)
    laatst_gebruikt_op = models.DateTimeField("laatst gebruikt op", null=True, blank=True)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "sleutel"
        verbose_name_plural = "sleutels"

    def __str__(self) -> str:
        return f"{self.prefix}…"

    @property
    def beperking(self) -> str:
        """What this key does less than one would think; empty when it does all."""
        if self.is_test:
            return "testsleutel"
        return "alleen bekijken" if self.scopes == [self.Scope.LEZEN] else ""


class Idempotentie(models.Model):
    """One call that an organisation marked with an `Idempotency-Key`, and the answer it received.

    The row is claimed before the work begins; the unique constraint decides which of two callers does it.
    """

    organisatie = models.ForeignKey(Organisatie, models.CASCADE, related_name="+")
    sleutel = models.CharField("Idempotency-Key", max_length=255)
    vingerafdruk = models.CharField("vingerafdruk van de inhoud", max_length=64)
    status = models.PositiveSmallIntegerField("HTTP-status", null=True, blank=True)
    antwoord = models.BinaryField("antwoord", null=True, blank=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "idempotente aanroep"
        verbose_name_plural = "idempotente aanroepen"
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="accounts_idempotentie_sleutel_uniek")
        ]

    def __str__(self) -> str:
        return f"aanroep {self.pk}"
