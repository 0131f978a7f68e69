"""What you and your peers learned. The texts of the code and the kenmerken are dated TOML, not rows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Ondertekening(models.Model):
    """Somebody signed one version of a code text."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ondertekeningen")
    code = models.SlugField("code")
    versie = models.DateField("versie", help_text="De dag waarop deze tekst van de code inging.")
    ondertekend_op = models.DateTimeField("ondertekend op")

    class Meta:
        verbose_name = "ondertekening"
        verbose_name_plural = "ondertekeningen"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "code", "versie"], name="beroepscode_ondertekening_een_per_versie"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.versie}"


class Reflectie(models.Model):
    """A reflection. Its text is encrypted and belongs to the writer; the rest is what the dossier may know."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reflecties")
    datum = models.DateField("datum")
    minuten = models.PositiveIntegerField("minuten")
    kernwaarde = models.SlugField("kernwaarde")
    tekst = models.BinaryField("tekst (versleuteld)")
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
    so that nobody can find out this way who is in the register.
    """

    reflectie = models.ForeignKey(Reflectie, models.CASCADE, related_name="bevestigingen")
    bevestiger = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="bevestigingen"
    )
    gevraagd_aan = models.CharField("gevraagd aan", max_length=254, help_text="Zoals de schrijver het invulde.")
    gevraagd_op = models.DateTimeField("gevraagd op")
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


class Bijeenkomst(models.Model):
    """A meeting of intervisie or supervisie: one member enters it, the others confirm."""

    class Soort(models.TextChoices):
        INTERVISIE = "intervisie", "Intervisie"
        SUPERVISIE = "supervisie", "Supervisie"

    soort = models.CharField("soort", max_length=20, choices=Soort.choices, default=Soort.INTERVISIE)
    datum = models.DateField("datum")
    begin_tijd = models.TimeField("begin")
    eind_tijd = models.TimeField("einde")
    minuten = models.PositiveIntegerField("minuten")
    thema = models.SlugField("thema", blank=True)
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ingevoerde_bijeenkomsten"
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.CheckConstraint(
                condition=Q(eind_tijd__gt=F("begin_tijd")), name="beroepscode_bijeenkomst_einde_na_begin"
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.datum}"


class Aanwezigheid(models.Model):
    """Somebody was at a meeting. Minutes count in a dossier once the person has confirmed it.

    Somebody unknown has a row too, without `gebruiker`, for the same reason as with `Bevestiging`.
    """

    bijeenkomst = models.ForeignKey(Bijeenkomst, models.CASCADE, related_name="aanwezigen")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="aanwezigheden"
    )
    genoemd_als = models.CharField(
        "genoemd als", max_length=254, help_text="E-mailadres of registratienummer, zoals de invoerder het gaf."
    )
    bevestigd_op = models.DateTimeField("bevestigd op", null=True, blank=True)
    betwist_op = models.DateTimeField("betwist op", null=True, blank=True)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "gebruiker"], name="beroepscode_aanwezigheid_uniek"),
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True) | Q(betwist_op__isnull=True),
                name="beroepscode_aanwezigheid_een_antwoord",
            ),
        ]

    def __str__(self) -> str:
        return f"aanwezigheid {self.pk}"
