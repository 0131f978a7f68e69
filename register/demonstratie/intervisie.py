"""The group of intervisie of the professional whom a demonstration shows: what it did, and what it plans."""

from datetime import date, datetime, time, timedelta

from django.db.models import F

from accounts.models import Gebruiker
from beroepscode.models import Aanwezigheid, Afspraak, Bijeenkomst, Groep, Groepslid, Komst
from beroepscode.werkvormen import load_werkvormen
from register.demonstratie.mensen import moment
from register.demonstratie.personages import PROFESSIONAL, Personage

NAAM = "Intervisie om de dag heen"
VOORUIT, TERUG = timedelta(days=19), timedelta(days=2)
AANLEIDINGEN = ("", "dilemma", "bezwaar")


def write_groep(groepen: list[list[Personage]], people: dict[str, Gebruiker], peildatum: date) -> None:
    """Of one group only: the others meet without having said so here."""
    leden = next(groep for groep in groepen if any(lid.naam == PROFESSIONAL for lid in groep))
    mensen = [people[lid.naam.email] for lid in leden]
    eerste = min(lid.first_day(peildatum) for lid in leden)
    groep = Groep.objects.create(naam=NAAM, ritme="kwartaal", aangemaakt_op=moment(eerste))
    Groepslid.objects.bulk_create(
        Groepslid(groep=groep, gebruiker=people[lid.naam.email], lid_sinds=moment(lid.first_day(peildatum)))
        for lid in leden
    )
    _claim_bijeenkomsten(groep, mensen)
    _plan(groep, mensen, peildatum)


def _claim_bijeenkomsten(groep: Groep, mensen: list[Gebruiker]) -> None:
    """What these people did together was of the group, in one form after another."""
    bijeenkomsten = list(Bijeenkomst.objects.filter(ingevoerd_door__in=mensen).order_by("datum", "pk"))
    werkvormen = load_werkvormen()
    for nummer, bijeenkomst in enumerate(bijeenkomsten):
        bijeenkomst.groep = groep
        bijeenkomst.werkvorm = werkvormen[nummer % len(werkvormen)].code
        bijeenkomst.aanleiding = AANLEIDINGEN[nummer % len(AANLEIDINGEN)]
    Bijeenkomst.objects.bulk_update(bijeenkomsten, ["groep", "werkvorm", "aanleiding"])
    rijen = Aanwezigheid.objects.filter(bijeenkomst__in=bijeenkomsten).select_related("bijeenkomst")
    gevraagd = list(rijen.exclude(gebruiker=F("bijeenkomst__ingevoerd_door")))
    for rij in gevraagd:
        rij.genoemd_als, rij.gevraagd_op = "", moment(rij.bijeenkomst.datum, 17)
    Aanwezigheid.objects.bulk_update(gevraagd, ["genoemd_als", "gevraagd_op"])


def _plan(groep: Groep, mensen: list[Gebruiker], peildatum: date) -> None:
    """One meeting to come, and one of the day before yesterday that nobody recorded yet."""
    samira = next(mens for mens in mensen if mens.email == PROFESSIONAL.email)
    anderen = [mens for mens in mensen if mens != samira]
    komend = _make_afspraak(groep, peildatum + VOORUIT, gastheer=anderen[0], op=moment(peildatum - TERUG))
    geweest = _make_afspraak(groep, peildatum - TERUG, gastheer=samira, op=moment(peildatum - VOORUIT))
    _say(komend, anderen[:2], anderen[2:3])
    _say(geweest, [samira, *anderen[:3]], anderen[3:4])


def _make_afspraak(groep: Groep, dag: date, *, gastheer: Gebruiker, op: datetime) -> Afspraak:
    return Afspraak.objects.create(
        groep=groep,
        datum=dag,
        begin_tijd=time(14),
        eind_tijd=time(16),
        plaats="Buurthuis De Linde, bovenzaal",
        gastheer=gastheer,
        werkvorm="incident",
        gepland_door=gastheer,
        aangemaakt_op=op,
    )


def _say(afspraak: Afspraak, wel: list[Gebruiker], niet: list[Gebruiker]) -> None:
    Komst.objects.bulk_create(
        Komst(afspraak=afspraak, gebruiker=mens, kan=kan, gezegd_op=afspraak.aangemaakt_op)
        for kan, mensen in ((True, wel), (False, niet))
        for mens in mensen
    )
