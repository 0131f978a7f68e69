from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from register.models import Registratie, Werkperiode
from register.queries import has_dubbel_werk

DUBBEL = Fout("dubbel", "Dit werk staat al in je dossier. Je hoeft niets te doen.", "werkgever")
GEWIST = Fout("gewist", "Je wiste dit werk net. Voeg het opnieuw toe als het toch klopt.")


@transaction.atomic
def save_werkperiode(
    werkperiode: Werkperiode,
    *,
    werkgever: str,
    functie: str,
    uren_per_week: Decimal,
    van_datum: date,
    tot_datum: date | None,
    op: datetime,
) -> Werkperiode:
    """Fill a new or existing period and save it; `tot_datum` is the first day without this work.

    A confirmation falls away when more is claimed than was confirmed, also one that came in a moment ago. An earlier
    end alone leaves it standing. Raises Fouten for the same work twice; who presses the button again waits here for
    the first time. And for work that was erased in the meantime.
    """
    Registratie.objects.select_for_update().get(pk=werkperiode.registratie_id)
    if werkperiode.pk:
        werkperiode = _lock(werkperiode)
    if has_dubbel_werk(werkperiode, werkgever=werkgever, functie=functie, van_datum=van_datum):
        raise Fouten(DUBBEL, status=409)
    facts = {
        "werkgever": werkgever,
        "functie": functie,
        "uren_per_week": uren_per_week,
        "van_datum": van_datum,
        "tot_datum": tot_datum,
    }
    vervalt = werkperiode.bevestigd_op is not None and not _is_within(werkperiode, facts)
    if vervalt:
        werkperiode.bevestigd_op, werkperiode.bevestigd_door = None, ""
    for naam, waarde in facts.items():
        setattr(werkperiode, naam, waarde)
    werkperiode.save()
    if vervalt:
        door = f"gebruiker:{werkperiode.registratie.gebruiker_id}"
        write_logregel("werkperiode-bevestiging-vervallen", door=door, onderwerp=refer(werkperiode), op=op)
    return werkperiode


@transaction.atomic
def delete_werkperiode(werkperiode: Werkperiode, *, op: datetime) -> None:
    door, onderwerp = f"gebruiker:{werkperiode.registratie.gebruiker_id}", refer(werkperiode)
    werkperiode.delete()
    write_logregel("werkperiode-verwijderd", door=door, onderwerp=onderwerp, op=op)


def _lock(werkperiode: Werkperiode) -> Werkperiode:
    """Read a period afresh and keep an employer from answering about it until the transaction ends."""
    rijen = Werkperiode.objects.select_for_update(of=("self",)).select_related("registratie")
    if actueel := rijen.filter(pk=werkperiode.pk).first():
        return actueel
    raise Fouten(GEWIST, status=409)


def _is_within(werkperiode: Werkperiode, facts: dict[str, object]) -> bool:
    """True when nothing changes but an earlier end."""
    same = all(getattr(werkperiode, naam) == facts[naam] for naam in facts if naam != "tot_datum")
    tot = facts["tot_datum"] or date.max
    return same and tot <= (werkperiode.tot_datum or date.max)
