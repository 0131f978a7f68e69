"""Small builders for dossiers and reglementen, so that a test shows only what it is about."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from register.criteria import (
    Activiteit,
    Bewijs,
    Dossier,
    EisUitkomst,
    Reglement,
    Termijn,
    Uitkomst,
    Verklaring,
    Werkperiode,
    load_reglement,
    parse_reglement,
)

ROOT = Path(__file__).parents[3]
CONCEPT_PAD = ROOT / "register/reglementen/sam-concept-2026-01-01.toml"
CONCEPT = load_reglement(CONCEPT_PAD)
TERMIJN = Termijn(date(2022, 1, 1), date(2027, 1, 1))
PEILDATUM = date(2026, 11, 22)
KERNWAARDEN = tuple(CONCEPT.dimensies["kernwaarde"].waarden)
LEEFWERELDEN = tuple(CONCEPT.dimensies["leefwereld"].waarden)


def dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


def doe(id: str, datum: str, soort: str, minuten: int, vertrouwen: str = "B", **rest) -> Activiteit:
    """An activity; `kenmerken` may be given as `leefwereld="economie"` or a list of values."""
    kenmerken = {
        naam: frozenset([waarde] if isinstance(waarde, str) else waarde)
        for naam, waarde in rest.items()
        if naam not in Activiteit.__dataclass_fields__
    }
    rest = {naam: waarde for naam, waarde in rest.items() if naam in Activiteit.__dataclass_fields__}
    if isinstance(rest.get("punten"), str):
        rest["punten"] = Decimal(rest["punten"])
    return Activiteit(id, dag(datum), soort, minuten, vertrouwen, kenmerken=kenmerken, **rest)


def werk(id: str, van: str, tot: str | None, uren: str, vertrouwen: str = "B") -> Werkperiode:
    return Werkperiode(id, dag(van), dag(tot) if tot else None, Decimal(uren), vertrouwen)


def teken(soort: str = "beroepscode", van: str = "2022-01-01", tot: str | None = None) -> Verklaring:
    return Verklaring(soort, dag(van), dag(tot) if tot else None)


def toon(soort: str, van: str = "2022-01-01", tot: str | None = None, vertrouwen: str = "B") -> Bewijs:
    return Bewijs(soort, dag(van), vertrouwen, dag(tot) if tot else None)


def map_(*activiteiten: Activiteit, **rest) -> Dossier:
    return Dossier(**{"termijn": TERMIJN, "activiteiten": activiteiten, **rest})


def regels(tekst: str, maanden: int = 60) -> Reglement:
    """A small reglement around some tables, with a few soorten and one dimension."""
    return parse_reglement(f"{KOP.format(maanden=maanden)}\n{tekst}".encode())


def eis_van(uitkomst: Uitkomst, code: str) -> EisUitkomst:
    return next(eis for eis in uitkomst.eisen if eis.code == code)


KOP = """
code = "proef"
titel = "Proefreglement"
status = "concept"
geldig_van = 2020-01-01
termijn = {{ maanden = {maanden} }}
groepen = {{ formeel = "Formeel", informeel = "Informeel" }}
beroepen = {{ jeugd = "Jeugd", wmo = "Wmo" }}
niveaus = {{ mbo = "Mbo", hbo = "Hbo" }}
verklaringen = {{ code = "Code" }}
bewijzen = {{ vog = "VOG" }}

[soorten]
cursus = {{ titel = "Cursus", groep = "formeel" }}
lezen = {{ titel = "Lezen", groep = "informeel" }}
kijken = {{ titel = "Kijken", groep = "informeel" }}
intervisie = {{ titel = "Intervisie" }}

[dimensies.thema]
titel = "Thema"
waarden = {{ recht = "Recht", gedrag = "Gedrag", geld = "Geld" }}
"""
