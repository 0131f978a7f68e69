"""Build what the tests of the register need: terms, and a dossier that meets the concept reglement."""

from datetime import UTC, date, datetime, time, timedelta

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker, Organisatie
from accounts.services.gebruikers import create_gebruiker
from accounts.versleuteling import encrypt
from beroepscode.models import Aanwezigheid, Bevestiging, Bijeenkomst, Ondertekening, Reflectie
from kern.periode import add_months
from opleidingen.models import Aanlevering, Accreditatie, Accreditatieonderdeel, Deelname, Opleiding
from register.models import (
    Aanvraag,
    Activiteit,
    Besluit,
    Gebeurtenis,
    Registratie,
    Termijn,
    Werkbevestiging,
    Werkperiode,
)
from register.models.werkbevestiging import GELDIG
from register.services.certificaten import issue_certificaat
from register.services.gebeurtenissen import record_gebeurtenis
from register.services.registraties import open_registratie

REGLEMENT = "sam-concept-2026-01-01"
KERNWAARDEN = "menselijke-waardigheid betrokkenheid sociale-rechtvaardigheid deskundigheid betrouwbaarheid".split()
LEEFWERELDEN = "wet-en-regelgeving gedrag economie politiek-bestuurlijk".split()
DAG = timedelta(days=1)


def moment(dag: date) -> datetime:
    """Noon on a Dutch day, summer or winter."""
    return datetime.combine(dag, time(11), tzinfo=UTC)


def complete_profiel(gebruiker: Gebruiker, *, bevestigd: date | None = None) -> Registratie:
    registratie = open_registratie(gebruiker)
    profiel = registratie.profiel
    profiel.beroep, profiel.werkgever, profiel.functie = "klantmanager", "Gemeente Waterstad", "Klantmanager"
    if bevestigd:
        profiel.identiteit_bevestigd_op = profiel.werk_bevestigd_op = moment(bevestigd)
    profiel.save()
    return registratie


def sign_code(gebruiker: Gebruiker, op: date) -> None:
    Ondertekening.objects.create(
        gebruiker=gebruiker, code="beroepscode", versie=date(2020, 1, 1), ondertekend_op=moment(op)
    )


def start_termijn(gebruiker: Gebruiker, van: date, *, maanden: int = 60) -> Termijn:
    """A term as if it was granted on its first day, with its certificate."""
    registratie = complete_profiel(gebruiker, bevestigd=van)
    aanvraag = Aanvraag.objects.create(
        registratie=registratie, soort="eerste", ingediend_op=moment(van - DAG), besloten_op=moment(van)
    )
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        uitslag="toegekend",
        reden="Voldoet.",
        peildatum=van,
        reglement=REGLEMENT,
        dossier={},
        uitkomst={},
        genomen_op=moment(van),
    )
    termijn = Termijn.objects.create(
        registratie=registratie,
        geldig_van=van,
        geldig_tot=add_months(van, maanden),
        reglement=REGLEMENT,
        besluit=besluit,
    )
    issue_certificaat(termijn, op=moment(van))
    return termijn


def fill_dossier(termijn: Termijn, *, peer: Gebruiker | None = None) -> None:
    """Everything the concept reglement asks for a herregistratie, early in the term where it may be."""
    gebruiker, van = termijn.registratie.gebruiker, termijn.geldig_van
    sign_code(gebruiker, van)
    Werkperiode.objects.create(
        registratie=termijn.registratie,
        werkgever="Gemeente Waterstad",
        functie="Klantmanager",
        van_datum=van,
        uren_per_week=36,
        bevestigd_op=moment(van),
    )
    deliver_scholing(gebruiker, van + 30 * DAG)
    peer = peer or create_gebruiker(
        email=f"peer-{gebruiker.pk}@voorbeeld.example", voornaam="Peer", achternaam="Dekker"
    )
    for nummer in range(16):
        _meet(gebruiker, peer, van + timedelta(days=110 * nummer + 10))
    for nummer, kernwaarde in enumerate(KERNWAARDEN):
        _reflect(gebruiker, peer, van + timedelta(days=20 + nummer), kernwaarde)


def deliver_scholing(gebruiker: Gebruiker, dag: date) -> list[Deelname]:
    """80 hours of accredited courses, a quarter in each leefwereld, and the training about the code."""
    opleider, _ = Organisatie.objects.get_or_create(
        soort="opleider", naam="Hogeschool Rivierenland", defaults={"aangevraagd_op": moment(dag)}
    )
    aanlevering = Aanlevering.objects.create(opleider=opleider, ingediend_op=moment(dag))
    return [
        Deelname.objects.create(
            gebruiker=gebruiker,
            opleiding=accreditatie.opleiding,
            accreditatie=accreditatie,
            eind_datum=dag,
            minuten=4800,
            aanlevering=aanlevering,
            regel=regel,
            geboekt_op=moment(dag),
        )
        for regel, accreditatie in enumerate(
            (_accredit(opleider, "scholing"), _accredit(opleider, "training-beroepscode")), start=1
        )
    ]


def _accredit(opleider: Organisatie, categorie: str) -> Accreditatie:
    opleiding, nieuw = Opleiding.objects.get_or_create(
        code=f"cursus-{categorie}", defaults={"opleider": opleider, "naam": categorie.capitalize()}
    )
    if not nieuw:
        return opleiding.accreditaties.get()
    accreditatie = Accreditatie.objects.create(
        opleiding=opleiding, status="geaccrediteerd", geldig_van=date(2015, 1, 1)
    )
    Accreditatieonderdeel.objects.create(
        accreditatie=accreditatie,
        categorie=categorie,
        minuten=4800,
        kenmerken={"leefwereld": dict.fromkeys(LEEFWERELDEN, 1200)},
    )
    return accreditatie


def _meet(gebruiker: Gebruiker, peer: Gebruiker, dag: date) -> None:
    bijeenkomst = Bijeenkomst.objects.create(
        datum=dag, begin_tijd=time(9), eind_tijd=time(11, 30), minuten=150, ingevoerd_door=peer
    )
    for wie in (gebruiker, peer):
        Aanwezigheid.objects.create(bijeenkomst=bijeenkomst, gebruiker=wie, bevestigd_op=moment(dag))


def _reflect(gebruiker: Gebruiker, peer: Gebruiker, dag: date, kernwaarde: str) -> None:
    reflectie = Reflectie.objects.create(
        gebruiker=gebruiker, datum=dag, minuten=60, kernwaarde=kernwaarde, tekst=b"versleuteld"
    )
    Bevestiging.objects.create(
        reflectie=reflectie, bevestiger=peer, gevraagd_op=moment(dag), bevestigd_op=moment(dag)
    )


def log_activiteit(registratie: Registratie, dag: date, *, minuten: int = 60, soort: str = "lezen") -> Activiteit:
    return Activiteit.objects.create(
        registratie=registratie, soort=soort, titel="Lezen over schaarste", datum=dag, minuten=minuten
    )


def make_vraag(werkperiode: Werkperiode, token: str, *, op: datetime) -> Werkbevestiging:
    """A question to an employer whose link is known."""
    return Werkbevestiging.objects.create(
        werkperiode=werkperiode,
        adres=encrypt("personeel@waterstad.example"),
        token_hash=hash_geheim(token),
        verstuurd_op=op,
        verloopt_op=op + GELDIG,
    )


def strike_off(termijn: Termijn, door: Gebruiker, dag: date, *, grond: str = "Zorgvuldig onderzocht.") -> Gebeurtenis:
    return record_gebeurtenis(
        termijn.registratie, soort="doorgehaald", geldig_van=dag, grond=grond, door=door, op=moment(dag)
    )
