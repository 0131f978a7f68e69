from django.conf import settings
from django.db import models


class Berichtsoort(models.TextChoices):
    """What a mail is about. The first always leaves at once; of the others people choose when."""

    ALTIJD = "altijd", "Beveiliging en besluiten"
    VERZOEK = "verzoek", "Een collega vraagt je iets te bevestigen"
    GROEP = "groep", "Je intervisiegroep nodigt uit of plant iets"
    LEVERING = "levering", "Je opleider zet iets in je dossier"
    TERMIJN = "termijn", "Je termijn loopt af"


class Wanneer(models.TextChoices):
    DIRECT = "direct", "Meteen"
    WEKELIJKS = "wekelijks", "In de mail van de week"
    NOOIT = "nooit", "Nooit"


STANDAARD = {
    Berichtsoort.ALTIJD: Wanneer.DIRECT,
    Berichtsoort.VERZOEK: Wanneer.DIRECT,
    Berichtsoort.GROEP: Wanneer.DIRECT,
    Berichtsoort.LEVERING: Wanneer.WEKELIJKS,
    Berichtsoort.TERMIJN: Wanneer.DIRECT,
}
"""What holds for who never chose."""
TE_KIEZEN = [soort for soort in Berichtsoort if soort is not Berichtsoort.ALTIJD]


class Berichtvoorkeur(models.Model):
    """When somebody wants mail of one kind. No row: what stands in `STANDAARD`."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="berichtvoorkeuren")
    soort = models.CharField("soort", max_length=12, choices=[(soort.value, soort.label) for soort in TE_KIEZEN])
    wanneer = models.CharField("wanneer", max_length=12, choices=Wanneer.choices)

    class Meta:
        verbose_name = "berichtvoorkeur"
        verbose_name_plural = "berichtvoorkeuren"
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "soort"], name="accounts_berichtvoorkeur_een_per_soort")
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.wanneer}"


class Bericht(models.Model):
    """Something that waits for somebody's mail of the week: the subject it would have had by itself."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="berichten")
    soort = models.CharField("soort", max_length=12, choices=Berichtsoort.choices)
    onderwerp = models.CharField("onderwerp", max_length=300)
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"

    def __str__(self) -> str:
        return f"bericht {self.pk}"


class Verzamelmail(models.Model):
    """The mail of one week to one person was sent: the row that keeps it from being sent twice."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="verzamelmails")
    week = models.DateField("maandag van de week", help_text="De mail gaat over wat er voor deze dag gebeurde.")
    verstuurd_op = models.DateTimeField("verstuurd op")

    class Meta:
        verbose_name = "verzamelmail"
        verbose_name_plural = "verzamelmails"
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "week"], name="accounts_verzamelmail_een_per_week")
        ]

    def __str__(self) -> str:
        return f"verzamelmail van {self.week}"
