from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from accounts.namen import join_naam
from accounts.nummers import format_nummer


class GebruikerManager(BaseUserManager):
    def get_by_natural_key(self, nummer: str) -> "Gebruiker":
        return self.get(registratienummer=nummer)


class Gebruiker(AbstractBaseUser):
    """A person who signs in. Everybody receives a registratienummer at sign-up.

    Made and renamed by `accounts.services.gebruikers` alone: it keeps `zoeknaam` in step with the name.
    """

    registratienummer = models.CharField(
        "registratienummer",
        max_length=8,
        unique=True,
        help_text="Acht cijfers, het laatste is een controlecijfer.",
    )
    email = models.EmailField("e-mailadres")
    voornaam = models.CharField("voornaam", max_length=80)
    tussenvoegsel = models.CharField("tussenvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=120)
    zoeknaam = models.CharField("zoeknaam", max_length=140, editable=False)
    is_active = models.BooleanField("mag inloggen", default=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op", auto_now_add=True)

    objects = GebruikerManager()

    USERNAME_FIELD = "registratienummer"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "voornaam", "achternaam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_gebruiker_email_uniek")]
        # Who has this number and this surname, from the index alone: deliveries and checks ask it by thousands.
        indexes = [models.Index(fields=["registratienummer", "zoeknaam"], name="accounts_gebruiker_nummer_naam")]

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        return join_naam(self.voornaam, self.tussenvoegsel, self.achternaam)

    @property
    def nummer(self) -> str:
        """The registratienummer in groups, for reading."""
        return format_nummer(self.registratienummer)
