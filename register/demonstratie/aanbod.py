"""Write the catalogue: courses, modules, editions with their meetings, accreditations."""

from collections.abc import Iterable
from datetime import date, timedelta

from accounts.models import Organisatie
from kern.periode import add_months
from opleidingen.models import (
    Accreditatie,
    Accreditatieonderdeel,
    Bijeenkomst,
    Module,
    Opleiding,
    Uitvoering,
)
from register.demonstratie.catalogus import CURSUSSEN, DOCENTEN, KOMEND, TOETSVORM, Cursus
from register.demonstratie.mensen import moment


def write_aanbod(organisaties: dict[str, Organisatie], peildatum: date) -> None:
    """Every course that is not there yet by its code."""
    for cursus in CURSUSSEN:
        opleiding, is_new = Opleiding.objects.get_or_create(
            code=cursus.code,
            defaults={
                "opleider": organisaties[cursus.opleider],
                "naam": cursus.naam,
                "omschrijving": cursus.omschrijving,
                "vorm": cursus.vorm,
            },
        )
        if is_new:
            modules = write_modules(opleiding, cursus)
            write_uitvoeringen(opleiding, cursus, cursus.uitvoeringen, modules, peildatum)
            write_uitvoeringen(opleiding, cursus, KOMEND.get(cursus.code, ()), modules, peildatum)
            write_accreditatie(opleiding, cursus, modules, peildatum)


def write_modules(opleiding: Opleiding, cursus: Cursus) -> dict[str, Module]:
    modules = [
        Module(opleiding=opleiding, code=les.code, naam=les.naam, volgorde=number)
        for number, les in enumerate(cursus.lessen, start=1)
        if les.code
    ]
    return {module.code: module for module in Module.objects.bulk_create(modules)}


def write_uitvoeringen(
    opleiding: Opleiding,
    cursus: Cursus,
    wanneer: Iterable[tuple[int, int]],
    modules: dict[str, Module],
    peildatum: date,
) -> None:
    for number, (after, length) in enumerate(wanneer):
        begin = add_months(peildatum, after)
        uitvoering = Uitvoering.objects.create(
            opleiding=opleiding,
            code=name_uitvoering(begin),
            begin_datum=begin,
            eind_datum=add_months(begin, length),
            plaats=cursus.plaatsen[number % len(cursus.plaatsen)],
        )
        Bijeenkomst.objects.bulk_create(make_bijeenkomsten(uitvoering, modules.values()))


def name_uitvoering(begin: date) -> str:
    """The code of an edition: the year and month in which it begins."""
    return f"{begin.year}-{begin.month:02d}"


def make_bijeenkomsten(uitvoering: Uitvoering, modules: Iterable[Module]) -> list[Bijeenkomst]:
    """Two meetings per module, spread evenly over the edition; two meetings for a course without modules."""
    parts = [module for module in modules for _ in range(2)] or [None, None]
    step = (uitvoering.eind_datum - uitvoering.begin_datum) / len(parts)
    return [
        Bijeenkomst(
            uitvoering=uitvoering,
            module=module,
            code=f"bijeenkomst-{number + 1}",
            datum=uitvoering.begin_datum + timedelta(days=(step * (number + 1)).days),
        )
        for number, module in enumerate(parts)
    ]


def write_accreditatie(opleiding: Opleiding, cursus: Cursus, modules: dict[str, Module], peildatum: date) -> None:
    van, tot = (add_months(peildatum, months) for months in cursus.geldig_maanden)
    granted = cursus.status == Accreditatie.Status.GEACCREDITEERD
    accreditatie = Accreditatie.objects.create(
        opleiding=opleiding,
        status=cursus.status,
        geldig_van=van,
        geldig_tot=tot,
        ingediend_op=moment(van - timedelta(days=60)) if granted else None,
        besloten_op=moment(van - timedelta(days=20)) if granted else None,
        leerdoelen=f"Na afloop pas je toe: {cursus.omschrijving}",
        toetsvorm=TOETSVORM,
        docenten=DOCENTEN,
    )
    Accreditatieonderdeel.objects.bulk_create(
        Accreditatieonderdeel(
            accreditatie=accreditatie,
            module=modules.get(les.code),
            categorie=les.categorie,
            minuten=les.netto,
            kenmerken=les.kenmerken,
        )
        for les in cursus.lessen
    )
