from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

LANGSTE_NAAM = 80


class Groep(models.Model):
    """A group of intervisie. No member is more than another: whoever is in it may do everything."""

    naam = models.CharField("naam", max_length=LANGSTE_NAAM)
    ritme = models.SlugField("hoe vaak", blank=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op")

    class Meta:
        verbose_name = "intervisiegroep"
        verbose_name_plural = "intervisiegroepen"

    def __str__(self) -> str:
        return f"groep {self.pk}"


class Groepslid(models.Model):
    """Somebody is in a group; who leaves has no row any more."""

    groep = models.ForeignKey(Groep, models.CASCADE, related_name="leden")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="groepslidmaatschappen")
    lid_sinds = models.DateTimeField("lid sinds")

    class Meta:
        verbose_name = "groepslid"
        verbose_name_plural = "groepsleden"
        constraints = [models.UniqueConstraint(fields=["groep", "gebruiker"], name="beroepscode_groepslid_uniek")]

    def __str__(self) -> str:
        return f"groepslid {self.pk}"


class Uitnodiging(models.Model):
    """An open door to a group: for one address by mail, or without an address for whoever has the link.

    Of the code in the link only the hash is kept. A mail lets one person in; a link lets in as long as it works.
    """

    groep = models.ForeignKey(Groep, models.CASCADE, related_name="uitnodigingen")
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="gedane_uitnodigingen"
    )
    email = models.EmailField("e-mailadres", blank=True, help_text="Leeg voor een link.")
    code_hash = models.CharField("hash van de code", max_length=64, unique=True)
    verstuurd_op = models.DateTimeField("verstuurd op")
    verloopt_op = models.DateTimeField("verloopt op")

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.UniqueConstraint(fields=["groep"], condition=Q(email=""), name="beroepscode_uitnodiging_een_link"),
            models.UniqueConstraint(
                fields=["groep", "email"], condition=~Q(email=""), name="beroepscode_uitnodiging_een_per_adres"
            ),
        ]

    def __str__(self) -> str:
        return f"uitnodiging {self.pk}"

    def is_verlopen(self, op: datetime) -> bool:
        return self.verloopt_op <= op


class Verwijdervoorstel(models.Model):
    """One member proposes that another leaves; it happens once enough of the others agree."""

    lid = models.OneToOneField(Groepslid, models.CASCADE, related_name="verwijdervoorstel")
    voorgesteld_op = models.DateTimeField("voorgesteld op")
    verloopt_op = models.DateTimeField("verloopt op")

    class Meta:
        verbose_name = "voorstel om een lid te laten gaan"
        verbose_name_plural = "voorstellen om een lid te laten gaan"

    def __str__(self) -> str:
        return f"verwijdervoorstel {self.pk}"


class Verwijderstem(models.Model):
    """A member agrees with a proposal. Whoever leaves the group takes it along."""

    voorstel = models.ForeignKey(Verwijdervoorstel, models.CASCADE, related_name="stemmen")
    lid = models.ForeignKey(Groepslid, models.CASCADE, related_name="verwijderstemmen")
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "stem bij een voorstel"
        verbose_name_plural = "stemmen bij een voorstel"
        constraints = [models.UniqueConstraint(fields=["voorstel", "lid"], name="beroepscode_verwijderstem_uniek")]

    def __str__(self) -> str:
        return f"verwijderstem {self.pk}"
