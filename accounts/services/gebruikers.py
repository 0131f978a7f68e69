"""Make people and change their names. The only writer of `zoeknaam` and `registratienummer`."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.models import Gebruiker
from accounts.namen import join_naam, normalize_achternaam
from accounts.nummers import draw_nummer

POGINGEN = 20


def name_gebruiker(gebruiker: Gebruiker, *, voornaam: str, achternaam: str, tussenvoegsel: str = "") -> None:
    """Set the parts of a name and what searching needs of it. Does not save."""
    gebruiker.voornaam = voornaam.strip()
    gebruiker.tussenvoegsel = tussenvoegsel.strip()
    gebruiker.achternaam = achternaam.strip()
    zoeknaam = normalize_achternaam(join_naam(gebruiker.tussenvoegsel, gebruiker.achternaam))
    # Some signs become many letters ("㍿"); nobody has a surname that long.
    gebruiker.zoeknaam = zoeknaam[: Gebruiker._meta.get_field("zoeknaam").max_length]


def claim_nummer(gebruiker: Gebruiker) -> None:
    """Save a new person under a number that nobody has. The unique constraint decides, not a look beforehand."""
    for _ in range(POGINGEN):
        gebruiker.registratienummer = draw_nummer()
        try:
            with transaction.atomic():
                gebruiker.save(force_insert=True)
            return
        except IntegrityError:
            if not Gebruiker.objects.filter(registratienummer=gebruiker.registratienummer).exists():
                raise  # another constraint, such as the e-mail address
    raise RuntimeError("Geen vrij registratienummer gevonden.")


@transaction.atomic
def create_gebruiker(
    *,
    email: str,
    voornaam: str,
    achternaam: str,
    tussenvoegsel: str = "",
    password: str | None = None,
    email_bevestigd: bool = True,
) -> Gebruiker:
    """Make a person with a number of their own. Without a password they cannot sign in yet.

    Whoever calls this vouches for the address unless `email_bevestigd` is False: then signing in asks to confirm it.
    """
    gebruiker = Gebruiker(email=email.strip().lower())
    name_gebruiker(gebruiker, voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam)
    gebruiker.set_password(password)
    claim_nummer(gebruiker)
    EmailAddress.objects.create(user=gebruiker, email=gebruiker.email, primary=True, verified=email_bevestigd)
    return gebruiker
