"""Write what people did into the rooms, in bulk: signatures, meetings, reflections, own activities, deliveries."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from accounts.models import Gebruiker
from accounts.versleuteling import encrypt
from beroepscode.codeteksten import code_op
from beroepscode.models import Aanwezigheid, Bevestiging, Bijeenkomst, Ondertekening, Reflectie
from beroepscode.sjabloonteksten import pack_antwoorden
from kern.periode import add_months
from register.demonstratie.jaren import BIJEENKOMST_MINUTEN, Eigen, Overdenking, Samenkomst
from register.demonstratie.mensen import moment
from register.demonstratie.personages import Fase, Personage
from register.models import Activiteit, Registratie

People = dict[str, Gebruiker]


def write_ondertekeningen(personages: Iterable[Personage], people: People, peildatum: date) -> None:
    """Everybody but the Leerregister signed the code a month before their first term."""
    rows = []
    for personage in personages:
        dag = add_months(personage.first_day(peildatum), -1)
        tekst = code_op(dag)
        if tekst and personage.fase is not Fase.LEERREGISTER:
            gebruiker = people[personage.naam.email]
            rows.append(
                Ondertekening(gebruiker=gebruiker, code=tekst.code, versie=tekst.versie, ondertekend_op=moment(dag))
            )
    Ondertekening.objects.bulk_create(rows)


def write_samenkomsten(samenkomsten: Iterable[Samenkomst], people: People) -> None:
    """Meetings of intervisie: entered and confirmed the day after."""
    samenkomsten = list(samenkomsten)
    rows = Bijeenkomst.objects.bulk_create(
        Bijeenkomst(
            datum=samenkomst.datum,
            begin_tijd=time(samenkomst.uur),
            eind_tijd=time(samenkomst.uur + BIJEENKOMST_MINUTEN // 60, BIJEENKOMST_MINUTEN % 60),
            minuten=BIJEENKOMST_MINUTEN,
            thema=("dubbel-gebonden", "maatwerk", "schulden", "aandacht-loont", "privacy")[samenkomst.datum.day % 5],
            ingevoerd_door=people[samenkomst.aanwezigen[0].naam.email],
        )
        for samenkomst in samenkomsten
    )
    Aanwezigheid.objects.bulk_create(
        Aanwezigheid(
            bijeenkomst=row,
            gebruiker=people[personage.naam.email],
            genoemd_als=personage.naam.email,
            bevestigd_op=moment(samenkomst.datum + timedelta(days=1)) if samenkomst.bevestigd or not number else None,
        )
        for row, samenkomst in zip(rows, samenkomsten, strict=True)
        for number, personage in enumerate(samenkomst.aanwezigen)
    )


def write_overdenkingen(overdenkingen: Iterable[Overdenking], people: People) -> None:
    """Reflections, their text encrypted, and the peers who were asked to confirm them."""
    overdenkingen = list(overdenkingen)
    rows = Reflectie.objects.bulk_create(
        Reflectie(
            gebruiker=people[overdenking.personage.naam.email],
            datum=overdenking.datum,
            minuten=overdenking.minuten,
            kernwaarde=overdenking.kernwaarde,
            tekst=encrypt(pack_antwoorden({"tekst": overdenking.tekst})),
        )
        for overdenking in overdenkingen
    )
    Bevestiging.objects.bulk_create(
        Bevestiging(
            reflectie=row,
            bevestiger=people[overdenking.met.naam.email],
            gevraagd_aan=overdenking.met.naam.email,
            gevraagd_op=moment(overdenking.datum, 16),
            bevestigd_op=moment(overdenking.datum, 20) if overdenking.bevestigd else None,
        )
        for row, overdenking in zip(rows, overdenkingen, strict=True)
    )


def write_eigen(eigen: Iterable[Eigen], registraties: dict[str, Registratie]) -> None:
    Activiteit.objects.bulk_create(
        Activiteit(
            registratie=registraties[item.personage.naam.email],
            soort=item.soort,
            titel=item.titel,
            datum=item.datum,
            minuten=item.minuten,
            leefwereld=item.leefwereld,
            toelichting=item.geleerd,
        )
        for item in eigen
    )
