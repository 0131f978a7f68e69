import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kern.geldig import Geldig


class Registratie(models.Model):
    """A professional in the register. Without a Termijn somebody is in the Leerregister: log and learn, no norm."""

    gebruiker = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="registratie")
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "registratie"
        verbose_name_plural = "registraties"

    def __str__(self) -> str:
        return f"registratie {self.pk}"


def choose_plek(profiel: "Profiel", name: str) -> str:
    """A name that nobody can guess and that says nothing, below the folder of files that no web server serves."""
    return f"foto/{secrets.token_hex(16)}.jpg"


class Openbaar(models.TextChoices):
    """What a professional can show to whoever checks the certificate; nothing of it unless they say so."""

    FOTO = "foto", "Mijn foto"
    BEROEP = "beroep", "Mijn beroep en werkterrein"
    WERK = "werk", "Waar ik werk"
    TALEN = "talen", "De talen die ik spreek"


class Profiel(models.Model):
    """What a professional tells about their work. Complete is an eis for the first registration.

    `beroep`, `andere_beroepen`, `werkterreinen` and `talen` hold codes of the dimensions of those names; workplaces
    are the Werkperiodes that run. `openbaar` lists what others may see of it.
    """

    registratie = models.OneToOneField(Registratie, models.CASCADE, related_name="profiel")
    beroep = models.SlugField("beroep", blank=True)
    andere_beroepen = models.JSONField("andere beroepen", default=list, blank=True)
    werkterreinen = models.JSONField("werkterreinen", default=list, blank=True)
    talen = models.JSONField("talen", default=list, blank=True)
    foto = models.FileField("foto", upload_to=choose_plek, blank=True)
    openbaar = models.JSONField("wat iedereen mag zien", default=list, blank=True)
    werkgever = models.CharField("waar je werkt", max_length=160, blank=True)
    functie = models.CharField("je functie", max_length=120, blank=True)
    telefoon = models.CharField("telefoonnummer", max_length=30, blank=True)
    over_mij = models.TextField("over mij", max_length=2000, blank=True)
    identiteit_bevestigd_op = models.DateTimeField("identiteit bevestigd op", null=True, blank=True)
    werk_bevestigd_op = models.DateTimeField("huidig werk bevestigd op", null=True, blank=True)

    class Meta:
        verbose_name = "profiel"
        verbose_name_plural = "profielen"

    def __str__(self) -> str:
        return f"profiel {self.pk}"


class Termijn(Geldig):
    """A term of registration, pinned to the reglement it was granted under. `geldig_tot` is always filled."""

    registratie = models.ForeignKey(Registratie, models.PROTECT, related_name="termijnen")
    reglement = models.SlugField("reglement", max_length=80)
    besluit = models.OneToOneField("register.Besluit", models.PROTECT, related_name="termijn")

    class Meta(Geldig.Meta):
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        constraints = [
            *Geldig.Meta.constraints,
            models.CheckConstraint(condition=Q(geldig_tot__isnull=False), name="register_termijn_heeft_einde"),
            models.UniqueConstraint(fields=["registratie", "geldig_van"], name="register_termijn_begin_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.geldig_van} tot {self.geldig_tot}"


class Gebeurtenis(models.Model):
    """A change of status: from when, on what ground, by whom and since when the register knows it.

    The status on any day, as known at any moment, follows from Termijn and Gebeurtenis (`register/status.py`).
    """

    class Soort(models.TextChoices):
        GESCHORST = "geschorst", "Geschorst"
        SCHORSING_OPGEHEVEN = "schorsing-opgeheven", "Schorsing opgeheven"
        ONDER_VOORWAARDEN = "onder-voorwaarden", "Onder voorwaarden"
        VOORWAARDEN_VERVULD = "voorwaarden-vervuld", "Voorwaarden vervuld"
        DOORGEHAALD = "doorgehaald", "Doorgehaald"
        HERSTELD = "hersteld", "Doorhaling hersteld"
        WAARSCHUWING = "waarschuwing", "Waarschuwing"
        BERISPING = "berisping", "Berisping"
        UITGESCHREVEN = "uitgeschreven", "Uitgeschreven op eigen verzoek"
        TERUGGEKEERD = "teruggekeerd", "Teruggekeerd in het register"

    registratie = models.ForeignKey(Registratie, models.PROTECT, related_name="gebeurtenissen")
    soort = models.CharField("soort", max_length=24, choices=Soort.choices)
    geldig_van = models.DateField("geldig van")
    geldig_tot = models.DateField(
        "geldig tot", null=True, blank=True, help_text="De eerste dag zonder. Leeg: geen einde."
    )
    vastgelegd_op = models.DateTimeField("vastgelegd op")
    grond = models.TextField("grond", max_length=2000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    openbaar = models.BooleanField("openbaar", default=True)
    zichtbaar_tot = models.DateField("zichtbaar tot", null=True, blank=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes = [models.Index(fields=["registratie", "geldig_van"], name="register_gebeurtenis_wanneer")]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_van")),
                name="register_gebeurtenis_tot_na_van",
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} vanaf {self.geldig_van}"
