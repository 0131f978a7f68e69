"""The objects of intervisie in the addresses of the access matrix: groups, plans, invitations and questions."""

from datetime import date, datetime, time, timedelta
from typing import Any

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker
from beroepscode.aanwezigheidsvraag import make_token
from beroepscode.models import Aanwezigheid, Afspraak, Bijeenkomst, Groep, Groepslid, Uitnodiging, Verwijdervoorstel

LATER = timedelta(days=30)
GROEPSCODE = "een-code-van-een-groep"


def make_groep(*leden: Gebruiker, op: datetime, naam: str = "Intervisie west", ritme: str = "") -> Groep:
    groep = Groep.objects.create(naam=naam, ritme=ritme, aangemaakt_op=op)
    Groepslid.objects.bulk_create(Groepslid(groep=groep, gebruiker=lid, lid_sinds=op) for lid in leden)
    return groep


def make_uitnodiging(groep: Groep, *, email: str = "", code: str = GROEPSCODE, op: datetime) -> Uitnodiging:
    return Uitnodiging.objects.create(
        groep=groep, email=email, code_hash=hash_geheim(code), verstuurd_op=op, verloopt_op=op + LATER
    )


def make_afspraak(groep: Groep, dag: date, *, op: datetime, **velden: object) -> Afspraak:
    tijden = {"begin_tijd": time(14), "eind_tijd": time(16)}
    return Afspraak.objects.create(groep=groep, datum=dag, aangemaakt_op=op, **(tijden | velden))


def make_vraag(bijeenkomst: Bijeenkomst, gebruiker: Gebruiker, *, op: datetime) -> Aanwezigheid:
    return bijeenkomst.aanwezigen.create(gebruiker=gebruiker, gevraagd_op=op)


def add_intervisie(gebruiker: Gebruiker, ander: Gebruiker, *, op: datetime) -> None:
    """What a demonstration has no example of: an invitation with a known code, and a question of another."""
    groep = make_groep(ander, op=op, naam="Intervisie oost")
    make_uitnodiging(groep, op=op)
    make_uitnodiging(groep, email=gebruiker.email, code="een-andere-code", op=op)
    bijeenkomst = groep.bijeenkomsten.create(
        datum=date(2026, 3, 2), begin_tijd=time(9), eind_tijd=time(11), minuten=120, ingevoerd_door=ander
    )
    bijeenkomst.aanwezigen.create(gebruiker=ander, genoemd_als=ander.email, bevestigd_op=op)
    make_vraag(bijeenkomst, gebruiker, op=op)


def make_groepsobjecten(
    owner: Gebruiker, peer: Gebruiker, bijeenkomst: Bijeenkomst, *, op: datetime
) -> dict[str, dict[str, Any]]:
    """By address. `bijeenkomst` is one that `owner` recorded."""
    groep, ander = make_groep(owner, peer, op=op), make_groep(peer, op=op, naam="Intervisie oost")
    afspraak = make_afspraak(groep, op.date() + LATER, op=op)
    uit = make_uitnodiging(groep, op=op)
    binnen = make_uitnodiging(ander, email=owner.email, code="een-andere-code", op=op)
    voorstel = Verwijdervoorstel.objects.create(
        lid=groep.leden.get(gebruiker=peer), voorgesteld_op=op, verloopt_op=op + LATER
    )
    vraag = make_vraag(bijeenkomst, peer, op=op)
    return {
        **{
            f"/mijn/groepen/<int:pk>{deel}": {"pk": groep.pk}
            for deel in ("", "/wijzigen", "/verlaten", "/voorstellen", "/uitnodigen", "/plannen", "/vastleggen")
        },
        **{
            f"/mijn/afspraken/<int:pk>{deel}": {"pk": afspraak.pk}
            for deel in ("", "/wijzigen", "/afzeggen", "/vastleggen")
        },
        "/mijn/voorstellen/<int:pk>": {"pk": voorstel.pk},
        "/mijn/uitnodigingen/<int:pk>": {"pk": binnen.pk},
        "/mijn/uitnodigingen/<int:pk>/intrekken": {"pk": uit.pk},
        "/groep-uitnodiging/<str:code>": {"code": GROEPSCODE},
        "/mijn/bijeenkomsten/<int:pk>/corrigeren": {"pk": bijeenkomst.pk},
        "/mijn/bijeenkomsten/<int:pk>/opnieuw": {"pk": bijeenkomst.pk},
        "/bijeenkomst-bevestigen/<str:token>": {"token": make_token(vraag)},
        "/werkvormen/<slug:code>": {"code": "incident"},
    }
