"""Record a change of status. What may follow on what stands in `register.status`."""

from datetime import date, datetime

from django.db import transaction

from accounts.mail import send_bericht
from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from register.loopbanen import collect_loopbaan
from register.models import Gebeurtenis, Registratie
from register.services.registraties import refuse_eigen
from register.status import Voorval, explain_refusal


@transaction.atomic
def record_gebeurtenis(
    registratie: Registratie,
    *,
    soort: str,
    geldig_van: date,
    geldig_tot: date | None = None,
    grond: str,
    door: Gebruiker,
    op: datetime,
    openbaar: bool = True,
) -> Gebeurtenis:
    """Record a measure, or the end of one, with its ground, and tell the person.

    Holds from `geldig_van` until `geldig_tot` (excluded; None: no end). Raises Fouten for a step that cannot be made,
    with a sentence that says why.
    """
    refuse_eigen(registratie, door)
    gebeurtenis = add_gebeurtenis(
        registratie,
        Voorval(soort, geldig_van, geldig_tot, op, openbaar),
        grond=grond,
        door=door,
    )
    send_bericht(registratie.gebruiker, "register/gebeurtenis", {"gebeurtenis": gebeurtenis})
    return gebeurtenis


def add_gebeurtenis(registratie: Registratie, voorval: Voorval, *, grond: str, door: Gebruiker) -> Gebeurtenis:
    """Record a change without a mail of its own. Belongs in a transaction: it locks the registration."""
    Registratie.objects.select_for_update().get(pk=registratie.pk)
    loopbaan = collect_loopbaan(registratie.pk)
    bezwaar = explain_refusal(
        voorval,
        termijnen=loopbaan.termijnen,
        gebeurtenissen=loopbaan.gebeurtenissen,
        behandelingen=loopbaan.behandelingen,
    )
    if bezwaar:
        raise Fouten(Fout("overgang-kan-niet", bezwaar), status=409)
    if not grond.strip():
        raise Fouten(Fout("grond-ontbreekt", "Schrijf op waarom. De persoon krijgt dit te lezen.", "grond"))
    gebeurtenis = Gebeurtenis.objects.create(
        registratie=registratie,
        soort=voorval.soort,
        geldig_van=voorval.geldig_van,
        geldig_tot=voorval.geldig_tot,
        vastgelegd_op=voorval.vastgelegd_op,
        grond=grond.strip(),
        door=door,
        openbaar=voorval.openbaar,
    )
    inhoud = {
        "soort": voorval.soort,
        "geldigVan": voorval.geldig_van.isoformat(),
        "registratie": refer(registratie),
    }
    write_logregel(
        "gebeurtenis-vastgelegd",
        door=refer(door),
        onderwerp=refer(gebeurtenis),
        inhoud=inhoud,
        op=voorval.vastgelegd_op,
    )
    return gebeurtenis
