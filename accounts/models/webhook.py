import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.models.organisatie import Organisatie
from accounts.versleuteling import VersleuteldField
from accounts.webhookgebeurtenissen import name_gebeurtenis
from accounts.webhookpost import FOUTEN


class Webhook(models.Model):
    """An address of an organisation that wants to hear what happens. Written by `accounts.services.webhooks` alone.

    The secrets are encrypted. After a change of secret the one before signs along until `vorig_geldig_tot`.
    """

    organisatie = models.ForeignKey(Organisatie, models.CASCADE, related_name="webhooks")
    url = models.CharField("adres", max_length=500)
    soorten = models.JSONField("gebeurtenissen", default=list)
    geheim = VersleuteldField("geheim, versleuteld")
    vorig_geheim = VersleuteldField("vorig geheim, versleuteld", null=True)
    vorig_geldig_tot = models.DateTimeField("vorig geheim geldig tot", null=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op")
    mislukt_sinds = models.DateTimeField("mislukt sinds", null=True, help_text="Leeg zodra er een bericht aankomt.")
    uitgezet_op = models.DateTimeField("uitgezet op", null=True)

    class Meta:
        verbose_name = "webhook"
        verbose_name_plural = "webhooks"

    def __str__(self) -> str:
        return f"webhook {self.pk}"

    @property
    def namen(self) -> list[str]:
        """The events it tells of, as people call them."""
        return [name_gebeurtenis(soort) for soort in self.soorten]

    def has_vorig_geheim(self, op: datetime) -> bool:
        return self.vorig_geldig_tot is not None and op < self.vorig_geldig_tot


class Webhookbezorging(models.Model):
    """One message for one address. The row is the queue: who finds it due takes it, by setting `volgende_op` later.

    `inhoud` is what is signed and sent, to the byte. `pogingen` counts those of the current series: sending again
    begins a new one. What came of each is a `Webhookpoging`.
    """

    class Status(models.TextChoices):
        WACHT = "wacht", "Onderweg"
        BEZORGD = "bezorgd", "Bezorgd"
        MISLUKT = "mislukt", "Niet gelukt"

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="bezorgingen")
    bericht_id = models.UUIDField("kenmerk van het bericht", default=uuid.uuid4)
    soort = models.CharField("gebeurtenis", max_length=40)
    inhoud = models.TextField("inhoud")
    aangemaakt_op = models.DateTimeField("aangemaakt op")
    status = models.CharField("status", max_length=10, choices=Status.choices, default=Status.WACHT)
    pogingen = models.PositiveSmallIntegerField("pogingen", default=0)
    volgende_op = models.DateTimeField("volgende poging op", null=True)

    class Meta:
        verbose_name = "bezorging van een webhook"
        verbose_name_plural = "bezorgingen van webhooks"
        indexes = [
            models.Index(fields=["volgende_op"], condition=Q(status="wacht"), name="accounts_bezorging_wacht"),
            models.Index(fields=["webhook", "-aangemaakt_op"], name="accounts_bezorging_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.status}"

    @property
    def naam(self) -> str:
        return name_gebeurtenis(self.soort)

    @property
    def kenmerk(self) -> str:
        """The `webhook-id` that the receiver sees: the same however often the message is sent."""
        return f"msg_{self.bericht_id.hex}"


class Webhookpoging(models.Model):
    """What came of sending a message once."""

    bezorging = models.ForeignKey(Webhookbezorging, models.CASCADE, related_name="uitkomsten")
    op = models.DateTimeField("op")
    duur_ms = models.PositiveIntegerField("duur in milliseconden")
    status = models.PositiveSmallIntegerField("HTTP-status", null=True)
    fout = models.CharField("fout", max_length=20, blank=True)
    antwoord = models.TextField("begin van het antwoord", blank=True)

    class Meta:
        verbose_name = "poging van een webhook"
        verbose_name_plural = "pogingen van webhooks"

    def __str__(self) -> str:
        return f"poging {self.pk}"

    @property
    def melding(self) -> str:
        """Why it failed, as a sentence; empty when it arrived."""
        return FOUTEN.get(self.fout, self.fout)
