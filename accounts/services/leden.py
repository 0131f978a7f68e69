"""Who acts for an organisation, in which role. A membership that held for a day is ended, never deleted."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.limieten import Limiet
from accounts.mail import send_bericht
from accounts.models import Gebruiker, Lidmaatschap, Organisatie
from accounts.queries import find_beheerders, find_gebruiker_by_email
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten

GEEN_ACCOUNT = Fout(
    "geen-account",
    "Met dit e-mailadres heeft nog niemand een account. Vraag je collega om zich eerst aan te melden.",
    "email",
)
AL_LID = Fout("al-lid", "Deze collega hoort al bij je organisatie.", "email")
TE_VAAK = Fout("te-vaak", "Je probeerde veel adressen zonder account. Probeer het over een uur opnieuw.", "email")
LAATSTE_BEHEERDER = Fout(
    "laatste-beheerder", "Je organisatie houdt dan geen beheerder over. Maak eerst een collega beheerder."
)
# Otherwise an organisation could find out of any list of addresses who has an account here.
MISGEZOCHT = Limiet("collega-misgezocht", aantal=20, seconden=3600)


def add_lid(organisatie: Organisatie, *, email: str, rol: str, door: Gebruiker, op: datetime) -> Lidmaatschap:
    """Let somebody with an account act for an organisation, from today. Raises Fouten."""
    if MISGEZOCHT.find_wachttijd(refer(organisatie), op=op):
        raise Fouten(TE_VAAK, status=429)
    gebruiker = find_gebruiker_by_email(email)
    if gebruiker is None:
        MISGEZOCHT.count(refer(organisatie), op=op)
        raise Fouten(GEEN_ACCOUNT)
    return _add(gebruiker, organisatie, rol=rol, door=door, op=op)


@transaction.atomic
def _add(gebruiker: Gebruiker, organisatie: Organisatie, *, rol: str, door: Gebruiker, op: datetime) -> Lidmaatschap:
    Organisatie.objects.select_for_update().get(pk=organisatie.pk)
    if Lidmaatschap.objects.filter(gebruiker=gebruiker, organisatie=organisatie, geldig_tot=None).exists():
        raise Fouten(AL_LID)
    lidmaatschap = _start(gebruiker, organisatie, rol, timezone.localdate(op))
    send_bericht(gebruiker, "accounts/lid-toegevoegd", {"organisatie": organisatie, "rol": lidmaatschap.rol})
    write_logregel("lid-toegevoegd", door=refer(door), onderwerp=refer(lidmaatschap), inhoud={"rol": rol}, op=op)
    return lidmaatschap


@transaction.atomic
def end_lid(lidmaatschap: Lidmaatschap, *, door: Gebruiker, op: datetime) -> None:
    """End a membership today: from now on it opens nothing. Raises Fouten for the last administrator."""
    _keep_a_beheerder(lidmaatschap)
    onderwerp = refer(lidmaatschap)
    _end(lidmaatschap, timezone.localdate(op))
    write_logregel("lid-beeindigd", door=refer(door), onderwerp=onderwerp, op=op)


@transaction.atomic
def change_rol(lidmaatschap: Lidmaatschap, *, rol: str, door: Gebruiker, op: datetime) -> None:
    """Give a member another role, from today. Raises Fouten when no administrator would be left."""
    if rol == lidmaatschap.rol:
        return
    _keep_a_beheerder(lidmaatschap)
    onderwerp, vandaag = refer(lidmaatschap), timezone.localdate(op)
    _end(lidmaatschap, vandaag)
    nieuw = _start(lidmaatschap.gebruiker, lidmaatschap.organisatie, rol, vandaag)
    inhoud = {"rol": rol, "wordt": refer(nieuw)}
    write_logregel("rol-gewijzigd", door=refer(door), onderwerp=onderwerp, inhoud=inhoud, op=op)


def _keep_a_beheerder(lidmaatschap: Lidmaatschap) -> None:
    """Refuse what would leave nobody in charge. Locks the organisation, so that two cannot leave at once."""
    organisatie = Organisatie.objects.select_for_update().get(pk=lidmaatschap.organisatie_id)
    beheerders = [lid.pk for lid in find_beheerders(organisatie)]
    if beheerders == [lidmaatschap.pk]:
        raise Fouten(LAATSTE_BEHEERDER)


def _start(gebruiker: Gebruiker, organisatie: Organisatie, rol: str, vanaf: date) -> Lidmaatschap:
    return Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=organisatie, rol=rol, geldig_van=vanaf)


def _end(lidmaatschap: Lidmaatschap, dag: date) -> None:
    """From `dag` it holds no longer. One that began on the same day never held for a day, and leaves no row."""
    if lidmaatschap.geldig_van >= dag:
        Lidmaatschap.objects.filter(pk=lidmaatschap.pk).delete()
    else:
        Lidmaatschap.objects.filter(pk=lidmaatschap.pk).update(geldig_tot=dag)
