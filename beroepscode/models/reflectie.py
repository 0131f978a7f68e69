from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.versleuteling import VersleuteldField
from beroepscode.models.openstelling import Openstelling


class Reflectie(models.Model):
    """A reflection. Its answers are encrypted and belong to the writer; the rest is what the dossier may know.

    `sjabloon` and `sjabloon_versie` say which questions were answered (`beroepscode.sjablonen`), so that they are
    shown as they were. `kernwaarde` is empty where only day and time are kept.
    """

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reflecties")
    datum = models.DateField("datum")
    minuten = models.PositiveIntegerField("minuten")
    kernwaarde = models.SlugField("kernwaarde", blank=True)
    sjabloon = models.SlugField("sjabloon", default="vrij")
    sjabloon_versie = models.DateField(
        "versie van het sjabloon", default=date(2020, 1, 1), help_text="De dag waarop deze vragen ingingen."
    )
    kenmerken = models.JSONField(
        "kenmerken", default=dict, blank=True, help_text="Artikelen, competenties, thema's en kennisbronnen."
    )
    aanleiding = models.SlugField("aanleiding", blank=True, help_text="Waar deze reflectie uit voortkwam.")
    dilemma = models.SlugField("dilemma", blank=True, help_text="Het dilemma waar zij over gaat.")
    tekst = VersleuteldField("tekst (versleuteld)")
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)
    gewijzigd_op = models.DateTimeField("gewijzigd op", auto_now=True)

    class Meta:
        verbose_name = "reflectie"
        verbose_name_plural = "reflecties"
        constraints = [
            models.CheckConstraint(condition=Q(minuten__gt=0), name="beroepscode_reflectie_minuten_positief")
        ]

    def __str__(self) -> str:
        return f"reflectie {self.pk}"


class Bevestiging(models.Model):
    """A peer whom the writer asked to confirm that they talked about a reflection.

    A request to somebody unknown is a row too, without `bevestiger`: the writer sees the same as for a known peer,
    so that nobody can find out this way who is in the register. Who is invited by mail finds it after signing up.
    """

    reflectie = models.ForeignKey(Reflectie, models.CASCADE, related_name="bevestigingen")
    bevestiger = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="bevestigingen"
    )
    gevraagd_aan = models.CharField("gevraagd aan", max_length=254, help_text="Zoals de schrijver het invulde.")
    gevraagd_op = models.DateTimeField("gevraagd op")
    openstelling = models.OneToOneField(
        Openstelling, models.SET_NULL, null=True, blank=True, related_name="bevestiging"
    )
    uitnodiging_hash = models.CharField("hash van de uitnodiging", max_length=64, blank=True, db_index=True)
    herinnerd_op = models.DateTimeField("herinnerd op", null=True, blank=True)
    aanvulling = VersleuteldField("wat het gesprek bracht (versleuteld)", null=True, blank=True)
    bevestigd_op = models.DateTimeField("bevestigd op", null=True, blank=True)
    afgewezen_op = models.DateTimeField("afgewezen op", null=True, blank=True)

    class Meta:
        verbose_name = "bevestiging"
        verbose_name_plural = "bevestigingen"
        constraints = [
            models.UniqueConstraint(
                fields=["reflectie", "bevestiger"], name="beroepscode_bevestiging_een_per_collega"
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True) | Q(afgewezen_op__isnull=True),
                name="beroepscode_bevestiging_een_antwoord",
            ),
        ]

    def __str__(self) -> str:
        return f"bevestiging {self.pk}"
