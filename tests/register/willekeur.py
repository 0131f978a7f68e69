"""Rows for one person, as hypothesis makes them: everything that a dossier can be built of."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from beroepscode.models import Bijeenkomst, Reflectie
from opleidingen.models import Aanlevering, Accreditatie, Deelname, Opleiding
from register.criteria import Reglement
from register.models import Activiteit, Registratie, Werkperiode
from tests.register.bouw import moment, sign_code

VAN = date(2020, 2, 29)
"""A term that begins on a day that not every year has."""
DAGEN = st.dates(date(2019, 6, 1), date(2026, 6, 1))
GRENZEN = st.sampled_from([date(jaar, 2, dag) for jaar in (2020, 2021, 2024, 2025) for dag in (27, 28)] + [VAN])
WANNEER = DAGEN | GRENZEN
MINUTEN = st.sampled_from([1, 20, 40, 60, 90, 135, 600])


@dataclass(frozen=True)
class Rijen:
    """Rows for one person; `cursussen` is a list of (onderdelen, completions)."""

    activiteiten: list[tuple[str, date, int, str]]
    reflecties: list[tuple[date, int, str, bool]]
    bijeenkomsten: list[tuple[str, date, int, int | None, list[str]]]
    cursussen: list[tuple[list[tuple[str, int, dict]], list[tuple[int, int, date, int, bool]]]]
    werk: list[tuple[date, int | None, Decimal, bool]]
    getekend: date | None


def rijen(reglement: Reglement) -> st.SearchStrategy[Rijen]:
    """Rows in the words of a reglement, and some that it does not know."""
    soorten = st.sampled_from([*reglement.soorten, "iets-van-vroeger"])
    leefwereld = reglement.dimensies.get("leefwereld")
    werelden = st.sampled_from(["", *(leefwereld.waarden if leefwereld else ())])
    antwoorden = st.lists(st.sampled_from(["bevestigd", "betwist", "stil"]), max_size=3)
    uren = st.sampled_from([Decimal("0.5"), Decimal(36)])
    kernwaarden = st.sampled_from(["betrokkenheid", "deskundigheid"])
    return st.builds(
        Rijen,
        activiteiten=st.lists(st.tuples(soorten, WANNEER, MINUTEN, werelden), max_size=8),
        reflecties=st.lists(st.tuples(WANNEER, MINUTEN, kernwaarden, st.booleans()), max_size=4),
        bijeenkomsten=st.lists(
            st.tuples(
                st.sampled_from(Bijeenkomst.Soort.values), WANNEER, MINUTEN, st.sampled_from([None, 10]), antwoorden
            ),
            max_size=4,
        ),
        cursussen=st.lists(_cursussen(reglement, soorten), max_size=3),
        werk=st.lists(st.tuples(WANNEER, st.none() | st.integers(1, 900), uren, st.booleans()), max_size=2),
        getekend=st.none() | WANNEER,
    )


def _cursussen(reglement: Reglement, soorten: st.SearchStrategy[str]) -> st.SearchStrategy[tuple]:
    """What a course is accredited for, and its completions."""
    minuten = st.sampled_from([0, 20, 40, 500])
    kenmerken = {
        code: st.dictionaries(st.sampled_from(list(dimensie.waarden)), minuten, max_size=2)
        for code, dimensie in reglement.dimensies.items()
    }
    onderdeel = st.tuples(soorten, st.sampled_from([20, 40, 60, 240]), st.fixed_dictionaries({}, optional=kenmerken))
    deelname = st.tuples(st.integers(-1, 2), st.integers(-1, 1), WANNEER, MINUTEN, st.booleans())
    return st.tuples(
        st.lists(onderdeel, min_size=1, max_size=3),
        st.lists(deelname, max_size=4, unique_by=lambda rij: rij[:3]),
    )


def fill(registratie: Registratie, rijen: Rijen) -> None:
    gebruiker = registratie.gebruiker
    for soort, dag, minuten, leefwereld in rijen.activiteiten:
        Activiteit.objects.create(
            registratie=registratie, soort=soort, titel="x", datum=dag, minuten=minuten, leefwereld=leefwereld
        )
    for dag, minuten, kernwaarde, bevestigd in rijen.reflecties:
        reflectie = Reflectie.objects.create(
            gebruiker=gebruiker, datum=dag, minuten=minuten, kernwaarde=kernwaarde, tekst=b""
        )
        reflectie.bevestigingen.create(gevraagd_op=moment(dag), bevestigd_op=moment(dag) if bevestigd else None)
    for soort, dag, minuten, eigen, anderen in rijen.bijeenkomsten:
        bijeenkomst = Bijeenkomst.objects.create(
            soort=soort, datum=dag, begin_tijd=time(9), eind_tijd=time(10), minuten=minuten, ingevoerd_door=gebruiker
        )
        bijeenkomst.aanwezigen.create(gebruiker=gebruiker, minuten=eigen, bevestigd_op=moment(dag))
        for antwoord in anderen:
            op = {"bevestigd": {"bevestigd_op": moment(dag)}, "betwist": {"betwist_op": moment(dag)}, "stil": {}}
            bijeenkomst.aanwezigen.create(genoemd_als="n@x.example", **op[antwoord])
    for nummer, (onderdelen, deelnames) in enumerate(rijen.cursussen):
        deliver(registratie, f"c{registratie.pk}-{nummer}", onderdelen, deelnames)
    for van, dagen, uren, bevestigd in rijen.werk:
        Werkperiode.objects.create(
            registratie=registratie, werkgever="W", functie="F", van_datum=van, uren_per_week=uren,
            tot_datum=dagen and van + timedelta(days=dagen), bevestigd_op=moment(van) if bevestigd else None,
        )  # fmt: skip
    if rijen.getekend:
        sign_code(gebruiker, rijen.getekend)


def deliver(registratie: Registratie, code: str, onderdelen: list, deelnames: list) -> None:
    """A course with a module for each onderdeel; module and edition -1 mean: none."""
    aanlevering = Aanlevering.objects.get()
    opleiding = Opleiding.objects.create(code=code, naam=code, opleider=aanlevering.opleider)
    accreditatie = Accreditatie.objects.create(opleiding=opleiding, status="geaccrediteerd", geldig_van=VAN)
    modules = [opleiding.modules.create(code=f"m{nummer}", naam="M") for nummer in range(len(onderdelen))]
    for module, (categorie, minuten, kenmerken) in zip(modules, onderdelen, strict=True):
        accreditatie.onderdelen.create(module=module, categorie=categorie, minuten=minuten, kenmerken=kenmerken)
    edities = [opleiding.uitvoeringen.create(code=f"u{n}", begin_datum=VAN, eind_datum=VAN) for n in range(2)]
    for nummer, (plek, keer, dag, minuten, los) in enumerate(deelnames):
        module = modules[plek] if 0 <= plek < len(modules) else None
        editie = edities[keer] if keer >= 0 else None
        bijeenkomst = (
            editie.bijeenkomsten.create(code=f"b{nummer}", datum=dag, module=module) if editie and los else None
        )
        if plek >= len(modules):
            continue
        Deelname.objects.create(
            gebruiker=registratie.gebruiker,
            opleiding=opleiding,
            accreditatie=accreditatie,
            eind_datum=dag,
            minuten=minuten,
            module=None if bijeenkomst else module,
            uitvoering=editie,
            bijeenkomst=bijeenkomst,
            aanlevering=aanlevering,
            regel=Deelname.objects.count() + 1,
            geboekt_op=moment(dag),
        )
