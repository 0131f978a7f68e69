"""An application for accreditation, filled in and ready to go through its process."""

from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from accounts.models import Gebruiker, Organisatie
from accounts.services.gebruikers import create_gebruiker
from opleidingen.accreditatieproces import HANDELINGEN
from opleidingen.models import Accreditatie, Opleiding
from opleidingen.services.accreditatieaanvragen import start_aanvraag
from opleidingen.services.accreditatiestappen import Toekenning, grant_accreditatie, submit_accreditatie, take_stap
from tests.conftest import make_lid

OP = datetime.combine(timezone.localdate(), time(12), tzinfo=timezone.get_default_timezone())
VAN, TOT = date(OP.year + 1, 1, 1), date(OP.year + 3, 1, 1)
_nummers = count(1)


def make_medewerker(organisatie: Organisatie) -> Gebruiker:
    """Somebody new who acts for this organisation."""
    naam = f"mens{next(_nummers)}"
    gebruiker = create_gebruiker(email=f"{naam}@{organisatie.soort}.example", voornaam="Mens", achternaam=naam)
    make_lid(organisatie, gebruiker)
    return gebruiker


def make_aanvraag(opleider: Organisatie, door: Gebruiker, code: str = "nieuw") -> Accreditatie:
    """A complete application: 10 hours scholing with 4 about economie, 2 hours intervisie."""
    opleiding = Opleiding.objects.create(opleider=opleider, code=code, naam=f"Opleiding {code}")
    aanvraag, _ = start_aanvraag(opleiding, door=door, peildatum=VAN, op=OP)
    aanvraag.geldig_tot = TOT
    aanvraag.leerdoelen, aanvraag.toetsvorm, aanvraag.docenten = "Kan iets.", "Een opdracht.", "Een docent."
    aanvraag.save()
    kenmerken = {"leefwereld": {"economie": 240}}
    aanvraag.onderdelen.create(categorie="scholing", minuten=600, kenmerken=kenmerken)
    aanvraag.onderdelen.create(categorie="intervisie", minuten=120)
    return aanvraag


def grant_as_asked(aanvraag: Accreditatie) -> Toekenning:
    aanvraag.refresh_from_db()
    return Toekenning(
        aanvraag.geldig_van, aanvraag.geldig_tot, dict(aanvraag.onderdelen.values_list("pk", "minuten"))
    )


def do(aanvraag: Accreditatie, handeling: str, door: Gebruiker, *, reden: str = "Daarom.", op: datetime = OP) -> None:
    """Take one step by its code, with the service that belongs to it."""
    if handeling in ("indienen", "aanvullen"):
        submit_accreditatie(aanvraag, reden=reden, door=door, op=op)
    elif HANDELINGEN[handeling].naar == "geaccrediteerd":
        grant_accreditatie(aanvraag, grant_as_asked(aanvraag), reden=reden, door=door, op=op)
    else:
        take_stap(aanvraag, handeling, reden=reden, door=door, op=op)


def later(weken: int) -> datetime:
    return OP + timedelta(weeks=weken)
