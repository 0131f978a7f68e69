"""Which reflections somebody may read because their writer opened them, and what the writer sees of that."""

from datetime import date, datetime, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker, Organisatie
from beroepscode.models import Bevestiging, Openstelling, Reflectie

HERINNER_NA = timedelta(days=5)
"""How long a peer has to answer before one reminder goes out."""
UITNODIGING_GELDIG = timedelta(days=30)
"""How long the link in an invitation works."""


def is_lopend(peildatum: date) -> Q:
    """An opening that holds on `peildatum`."""
    return Q(gesloten_op__isnull=True, tot_datum__gt=peildatum)


def find_openstellingen(reflectie: Reflectie) -> QuerySet[Openstelling]:
    """To whom the writer opened this one, also what is closed again; the latest first."""
    return reflectie.openstellingen.select_related("aan", "organisatie").order_by("-geopend_op", "-pk")


def find_eigen_openstellingen(gebruiker: Gebruiker) -> QuerySet[Openstelling]:
    """What somebody opened of their own and did not close."""
    return Openstelling.objects.filter(reflectie__gebruiker=gebruiker, gesloten_op__isnull=True)


def find_opengesteld(gebruiker: Gebruiker, *, peildatum: date) -> QuerySet[Openstelling]:
    """What this person may read on `peildatum`, without the texts; the latest first."""
    return _select_lezing(Openstelling.objects.filter(is_lopend(peildatum), aan=gebruiker))


def find_opengesteld_voor(organisatie: Organisatie, *, peildatum: date) -> QuerySet[Openstelling]:
    """What everybody who acts for this organisation may read on `peildatum`, without the texts; the latest first."""
    return _select_lezing(Openstelling.objects.filter(is_lopend(peildatum), organisatie=organisatie))


def find_kantoor() -> Organisatie | None:
    """The register office to which a reflection can be opened."""
    kantoren = Organisatie.objects.filter(soort=Organisatie.Soort.REGISTERKANTOOR, beeindigd_op=None)
    return kantoren.exclude(toegelaten_op=None).order_by("pk").first()


def find_eigen_bevestigingen(gebruiker: Gebruiker) -> QuerySet[Bevestiging]:
    """Requests to this person, answered or not: who, when, about what and their own addition, never the text."""
    return (
        Bevestiging.objects.filter(bevestiger=gebruiker)
        .select_related("reflectie__gebruiker")
        .defer("reflectie__tekst")
        .order_by(F("bevestigd_op").desc(nulls_last=True), "-pk")
    )


def add_leesbaar(verzoeken: QuerySet[Bevestiging], gebruiker: Gebruiker, *, peildatum: date) -> QuerySet[Bevestiging]:
    """Requests with `leesbaar_tot`: until when this person may read it, whatever opened it; None when closed."""
    open_ = find_opengesteld(gebruiker, peildatum=peildatum).filter(reflectie=OuterRef("reflectie"))
    return verzoeken.annotate(leesbaar_tot=Subquery(open_.values("tot_datum")[:1]))


def find_uitnodiging(code: str, *, op: datetime) -> Bevestiging | None:
    """The request behind the link in an invitation, as long as it waits for somebody."""
    return (
        Bevestiging.objects.filter(
            uitnodiging_hash=hash_geheim(code),
            bevestiger__isnull=True,
            bevestigd_op__isnull=True,
            afgewezen_op__isnull=True,
            gevraagd_op__gt=op - UITNODIGING_GELDIG,
        )
        .select_related("reflectie__gebruiker")
        .defer("reflectie__tekst")
        .first()
    )


def find_te_herinneren(*, op: datetime, peildatum: date) -> QuerySet[Bevestiging]:
    """Requests without an answer that nobody was reminded of; not those of which the opening is over."""
    wacht = Q(bevestigd_op__isnull=True, afgewezen_op__isnull=True, herinnerd_op__isnull=True)
    leesbaar = Q(openstelling__isnull=True) | Q(
        openstelling__gesloten_op__isnull=True, openstelling__tot_datum__gt=peildatum
    )
    return (
        Bevestiging.objects.filter(wacht, leesbaar, bevestiger__is_active=True, gevraagd_op__lte=op - HERINNER_NA)
        .select_related("bevestiger", "reflectie__gebruiker")
        .defer("reflectie__tekst")
        .order_by("bevestiger", "pk")
    )


def _select_lezing(openstellingen: QuerySet[Openstelling]) -> QuerySet[Openstelling]:
    return (
        openstellingen.select_related("reflectie__gebruiker", "bevestiging")
        .defer("reflectie__tekst")
        .order_by("-geopend_op", "-pk")
    )
