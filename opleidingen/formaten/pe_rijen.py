"""From what an LMS points at to plain rows, with the opleider's own catalogue beside it. Pure: no rows, no clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from opleidingen.formaten.pe_xml import Aanwezigheid, Verwijzing
from opleidingen.rijen import GebrekkigeRij, Rij

OP_DAGEN, IN_EIGEN_TIJD = "bijeenkomsten", "e-learning"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# A plus that was read as a space is still a plus.
MOMENT = re.compile(
    r"(?P<dag>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<tijd>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?)?"
    r"\s?(?:(?P<utc>[Zz])|(?P<teken>[+-]?)(?P<uren>\d\d):?(?P<minuten>\d\d))?",
    re.ASCII,
)


class Genoemd(Protocol):
    """Something of the catalogue that a sender can point at."""

    @property
    def id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def eigen_code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Deel:
    """A module or a meeting; `datum` is the day of a meeting."""

    id: int
    code: str
    eigen_code: str
    datum: date | None = None


@dataclass(frozen=True, slots=True)
class Editie:
    """An edition with its meetings; `eind_datum` is its last day."""

    id: int
    code: str
    eigen_code: str
    eind_datum: date
    bijeenkomsten: list[Deel] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cursus:
    """A course of the opleider; `vorm` as `Opleiding.Vorm`, `is_geaccrediteerd` on whatever day."""

    id: int
    code: str
    eigen_code: str
    vorm: str
    is_geaccrediteerd: bool
    modules: list[Deel] = field(default_factory=list)
    uitvoeringen: list[Editie] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Catalogus:
    """The courses of the opleider that are pointed at; `van_anderen`: codes that belong to another opleider."""

    cursussen: list[Cursus]
    van_anderen: frozenset[str] = frozenset()


T = TypeVar("T", bound=Genoemd)


def make_rij(aanwezigheid: Aanwezigheid, catalogus: Catalogus) -> Rij:
    """The row that an Attendance means. What the format itself forbids stands in its `fouten`; the rest is judged
    where every row is judged."""
    fouten: list[str] = []
    cursus = _find(aanwezigheid.opleiding, catalogus.cursussen, "opleidingscode", fouten)
    editie = _find(aanwezigheid.uitvoering, cursus.uitvoeringen if cursus else [], "uitvoeringscode", fouten)
    module = _find(aanwezigheid.module, cursus.modules if cursus else [], "modulecode", fouten)
    bijeenkomst = _find(aanwezigheid.bijeenkomst, editie.bijeenkomsten if editie else [], "bijeenkomstcode", fouten)
    dag = read_dag(aanwezigheid.moment)
    if cursus is None and str(aanwezigheid.opleiding) in catalogus.van_anderen:
        fouten.append("opleidingscode-andere-opleider")
    if cursus is not None and not cursus.is_geaccrediteerd:
        fouten.append("opleidingscode-niet-geaccrediteerd")
    if cursus is not None and cursus.vorm == OP_DAGEN and not aanwezigheid.uitvoering:
        fouten.append("uitvoeringscode-verplicht")
    if cursus is not None and editie is not None and cursus.vorm != IN_EIGEN_TIJD:
        dag = _choose_dag(dag, cursus.vorm, _day_of(editie, bijeenkomst), fouten)
    velden = {
        "registratienummer": aanwezigheid.persoon,
        "opleidingscode": cursus.code if cursus else str(aanwezigheid.opleiding),
        "uitvoeringscode": editie.code if editie else str(aanwezigheid.uitvoering),
        "modulecode": module.code if module else str(aanwezigheid.module),
        "bijeenkomstcode": bijeenkomst.code if bijeenkomst else str(aanwezigheid.bijeenkomst),
        "eind_datum": dag,
    }
    velden = {naam: waarde for naam, waarde in velden.items() if waarde}
    if not fouten:
        return Rij(**velden)
    return GebrekkigeRij(**velden, fouten=tuple(fouten), gegevens={_camel(veld): velden[veld] for veld in velden})


def read_dag(moment: str) -> str:
    """The Dutch day of a moment as ISO 8601; what is no moment comes back as it is. Without a zone it is Dutch."""
    delen = MOMENT.fullmatch(moment)
    if delen is None:
        return moment
    dag, tijd = delen["dag"], delen["tijd"]
    try:
        if not tijd:
            return date.fromisoformat(dag).isoformat()
        op = datetime.combine(date.fromisoformat(dag), time.fromisoformat(tijd))
        if delen["utc"] or delen["uren"]:
            verschil = timedelta(hours=int(delen["uren"] or 0), minutes=int(delen["minuten"] or 0))
            zone = timezone(-verschil if delen["teken"] == "-" else verschil)
            return op.replace(tzinfo=zone).astimezone(AMSTERDAM).date().isoformat()
        return op.date().isoformat()
    except (ValueError, OverflowError):
        return moment


def _find(verwijzing: Verwijzing, delen: Sequence[T], veld: str, fouten: list[str]) -> T | None:
    """What is pointed at. Our code goes before our number, an own code before ours; an own code may stand twice."""
    if not verwijzing:
        return None
    gevonden = (
        [deel for deel in delen if deel.code == verwijzing.onze]
        or [deel for deel in delen if str(deel.id) == verwijzing.onze]
        or [deel for deel in delen if verwijzing.eigen and deel.eigen_code == verwijzing.eigen]
        or [deel for deel in delen if deel.code == verwijzing.eigen]
    )
    if len(gevonden) > 1:
        fouten.append(f"{veld}-niet-uniek")
    return gevonden[0] if len(gevonden) == 1 else None


def _choose_dag(dag: str, vorm: str, eigen_dag: str, fouten: list[str]) -> str:
    """A course on days ends when its edition or meeting does: another day is not the sender's to give."""
    if vorm == OP_DAGEN and dag not in ("", eigen_dag):
        fouten.append("einddatum-niet-toegestaan")
    return dag or eigen_dag


def _day_of(editie: Editie, bijeenkomst: Deel | None) -> str:
    """The day on which somebody was ready: that of the meeting, or the last one of the edition."""
    datum = bijeenkomst.datum if bijeenkomst else None
    return (datum or editie.eind_datum).isoformat()


def _camel(veld: str) -> str:
    return "eindDatum" if veld == "eind_datum" else veld
