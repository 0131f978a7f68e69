"""Who acts for an organisation, in which role. A membership that held for a day is ended, never deleted."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Gebruiker, Lidmaatschap, Organisatie
from accounts.queries import find_beheerders, find_leden
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten

LAATSTE_BEHEERDER = Fout(
    "laatste-beheerder", "Je organisatie houdt dan geen beheerder over. Maak eerst een collega beheerder."
)
GEWIJZIGD = Fout(
    "lid-gewijzigd", "Een collega veranderde dit net, of je drukte twee keer. Kijk bij de leden hoe het nu is."
)


@transaction.atomic
def end_lid(lidmaatschap: Lidmaatschap, *, door: Gebruiker, op: datetime) -> None:
    """End a membership today: from now on it opens nothing.

    Raises Fouten for the last administrator, and for what is not as it was any more.
    """
    _lock(lidmaatschap)
    _keep_a_beheerder(lidmaatschap)
    onderwerp = refer(lidmaatschap)
    _end(lidmaatschap, timezone.localdate(op))
    write_logregel("lid-beeindigd", door=refer(door), onderwerp=onderwerp, op=op)


@transaction.atomic
def change_rol(lidmaatschap: Lidmaatschap, *, rol: str, door: Gebruiker, op: datetime) -> None:
    """Give a member another role, from today.

    Raises Fouten when no administrator would be left, and for what is not as it was any more: who has just been sent
    away does not come back.
    """
    _lock(lidmaatschap)
    if rol == lidmaatschap.rol:
        return
    _keep_a_beheerder(lidmaatschap)
    onderwerp, vandaag = refer(lidmaatschap), timezone.localdate(op)
    _end(lidmaatschap, vandaag)
    nieuw = start_lid(lidmaatschap.gebruiker, lidmaatschap.organisatie, rol, vandaag)
    inhoud = {"rol": rol, "wordt": refer(nieuw)}
    write_logregel("rol-gewijzigd", door=refer(door), onderwerp=onderwerp, inhoud=inhoud, op=op)


def _lock(lidmaatschap: Lidmaatschap) -> None:
    """Hold the organisation, so that two cannot leave at once, and see that this still holds, in this role."""
    organisatie = Organisatie.objects.select_for_update().get(pk=lidmaatschap.organisatie_id)
    if not find_leden(organisatie).filter(pk=lidmaatschap.pk, rol=lidmaatschap.rol).exists():
        raise Fouten(GEWIJZIGD, status=409)


def _keep_a_beheerder(lidmaatschap: Lidmaatschap) -> None:
    """Refuse what would leave nobody in charge."""
    beheerders = [lid.pk for lid in find_beheerders(lidmaatschap.organisatie)]
    if beheerders == [lidmaatschap.pk]:
        raise Fouten(LAATSTE_BEHEERDER)


def start_lid(gebruiker: Gebruiker, organisatie: Organisatie, rol: str, vanaf: date) -> Lidmaatschap:
    """Let somebody act for an organisation. Who may call this has seen that they want to."""
    return Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=organisatie, rol=rol, geldig_van=vanaf)


def _end(lidmaatschap: Lidmaatschap, dag: date) -> None:
    """From `dag` it holds no longer. One that began on the same day never held for a day, and leaves no row."""
    if lidmaatschap.geldig_van >= dag:
        Lidmaatschap.objects.filter(pk=lidmaatschap.pk).delete()
    else:
        Lidmaatschap.objects.filter(pk=lidmaatschap.pk).update(geldig_tot=dag)
