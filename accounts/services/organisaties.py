"""Organisations ask to be admitted; the register office decides, with a reason."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Gebruiker, Lidmaatschap, Organisatie
from accounts.queries import find_beheerders
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten

BESTAAT_AL = Fout(
    "organisatie-bestaat",
    "Deze organisatie staat hier al. Vraag een collega die beheerder is om je toe te voegen.",
    "naam",
)
AL_BESLIST = Fout("al-beslist", "Over deze aanvraag is al een besluit genomen.")


@transaction.atomic
def request_toelating(
    gebruiker: Gebruiker, *, soort: str, naam: str, email: str, toelichting: str = "", op: datetime
) -> Organisatie:
    """Ask admission; the asker becomes its administrator. Raises Fouten when the organisation is here already."""
    try:
        with transaction.atomic():
            organisatie = Organisatie.objects.create(
                soort=soort, naam=naam, email=email, toelichting=toelichting, aangevraagd_op=op
            )
    except IntegrityError as fault:
        raise Fouten(BESTAAT_AL, status=409) from fault
    Lidmaatschap.objects.create(
        gebruiker=gebruiker,
        organisatie=organisatie,
        rol=Lidmaatschap.Rol.BEHEERDER,
        geldig_van=timezone.localdate(op),
    )
    write_logregel("organisatie-aangevraagd", door=refer(gebruiker), onderwerp=refer(organisatie), op=op)
    return organisatie


@transaction.atomic
def admit_organisatie(organisatie: Organisatie, *, door: Gebruiker, op: datetime) -> None:
    """Open the doors for an organisation. Raises Fouten when somebody decided before."""
    organisatie = _claim(organisatie)
    organisatie.toegelaten_op = op
    organisatie.save(update_fields=["toegelaten_op"])
    _tell(organisatie, "accounts/organisatie-toegelaten")
    write_logregel("organisatie-toegelaten", door=refer(door), onderwerp=refer(organisatie), op=op)


@transaction.atomic
def refuse_organisatie(organisatie: Organisatie, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """Keep the doors closed and say why. Raises Fouten when somebody decided before."""
    organisatie = _claim(organisatie)
    organisatie.beeindigd_op, organisatie.reden = op, reden
    organisatie.save(update_fields=["beeindigd_op", "reden"])
    _tell(organisatie, "accounts/organisatie-afgewezen")
    write_logregel("organisatie-afgewezen", door=refer(door), onderwerp=refer(organisatie), op=op)


def _claim(organisatie: Organisatie) -> Organisatie:
    """Lock the request, so that of two people who decide at the same moment only one does."""
    organisatie = Organisatie.objects.select_for_update().get(pk=organisatie.pk)
    if organisatie.status != Organisatie.Status.INGEDIEND:
        raise Fouten(AL_BESLIST, status=409)
    return organisatie


def _tell(organisatie: Organisatie, sjabloon: str) -> None:
    for lidmaatschap in find_beheerders(organisatie):
        send_bericht(lidmaatschap.gebruiker, sjabloon, {"organisatie": organisatie})
