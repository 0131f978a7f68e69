"""Templates for reflections: dated data, one file per version (`sjablonen/<code>-<date>.toml`). Pure: no Django.

A version holds from its date until the next version of the same code; a reflection keeps the version it was written
with, so that it always shows the questions that were answered.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from beroepscode.reader import Table, raise_fouten, read_tables, refuse_doubles
from kern.fouten import Fout

SJABLONEN = Path(__file__).parent / "sjablonen"
VRIJ = "vrij"
"""The template that somebody gets who chooses none."""
TEKST, JA = "tekst", "ja"
"""What a question asks for: words, or a tick without which the rest may not be kept."""
ALLES, DAG_EN_TIJD = "alles", "dag-en-tijd"
"""What a dossier may know: also kernwaarde and tags, or the day and the time alone."""
VERBODEN = frozenset("datum duur kernwaarde artikel competentie thema leefwereld aanleiding dilemma".split())
"""Codes that are fields of the form itself."""

Antwoorden = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Vraag:
    """`verplicht`: a reflection says nothing without an answer to this one."""

    code: str
    vraag: str
    hulp: str
    vorm: str
    verplicht: bool


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """`waarvoor`: in two sentences, what it is for. `voor_kantoor`: it may be opened to the register office."""

    code: str
    versie: date
    status: str
    naam: str
    herkomst: str
    waarvoor: str
    volgorde: int
    minuten: int
    dossier: str
    voor_kantoor: bool
    vragen: tuple[Vraag, ...]

    @property
    def met_kenmerken(self) -> bool:
        return self.dossier == ALLES

    def list_antwoorden(self, antwoorden: Antwoorden) -> list[tuple[Vraag, str]]:
        """Each question that was answered with its answer, in the order of the questions."""
        return [(vraag, antwoorden[vraag.code]) for vraag in self.vragen if antwoorden.get(vraag.code)]


def parse_sjabloon(table: Table, bestand: str) -> Sjabloon:
    """Read one file; faults go to the table's list. `bestand` must be `<code>-<versie>`."""
    sjabloon = Sjabloon(
        code=table.slug("code"),
        versie=table.date("versie"),
        status=table.slug("status", ("concept", "vastgesteld")),
        naam=table.text("naam"),
        herkomst=table.text("herkomst"),
        waarvoor=table.text("waarvoor"),
        volgorde=table.number("volgorde"),
        minuten=table.number("minuten"),
        dossier=table.slug("dossier", (ALLES, DAG_EN_TIJD)) if table.has("dossier") else ALLES,
        voor_kantoor=table.flag("voor_kantoor", default=True),
        vragen=tuple(_parse_vraag(rij) for rij in table.rows("vragen")),
    )
    refuse_doubles(table, "vragen", [vraag.code for vraag in sjabloon.vragen])
    if not any(vraag.verplicht and vraag.vorm == TEKST for vraag in sjabloon.vragen):
        table.reject("vragen", "Minstens één vraag naar tekst moet verplicht zijn.")
    if bestand != f"{sjabloon.code}-{sjabloon.versie}":
        table.reject("versie", f"Dit bestand hoort {sjabloon.code}-{sjabloon.versie}.toml te heten.")
    table.close()
    return sjabloon


def _parse_vraag(table: Table) -> Vraag:
    vraag = Vraag(
        code=table.slug("code"),
        vraag=table.text("vraag"),
        hulp=table.text("hulp", required=False),
        vorm=table.slug("vorm", (TEKST, JA)) if table.has("vorm") else TEKST,
        verplicht=table.flag("verplicht", default=False),
    )
    if vraag.code in VERBODEN:
        table.reject("code", f"'{vraag.code}' is al een veld van het formulier. Kies een andere code.")
    table.close()
    return vraag


@cache
def load_sjablonen(folder: Path = SJABLONEN) -> tuple[Sjabloon, ...]:
    """All versions, oldest first. Raises Fouten that name every fault of every file."""
    fouten: list[Fout] = []
    sjablonen = [parse_sjabloon(table, path.stem) for path, table in read_tables(folder, fouten)]
    raise_fouten(fouten)
    return tuple(sorted(sjablonen, key=lambda sjabloon: (sjabloon.code, sjabloon.versie)))


def sjablonen_op(peildatum: date, folder: Path = SJABLONEN) -> tuple[Sjabloon, ...]:
    """The templates that hold on `peildatum`, in the order in which they are offered."""
    geldend = {sjabloon.code: sjabloon for sjabloon in load_sjablonen(folder) if sjabloon.versie <= peildatum}
    return tuple(sorted(geldend.values(), key=lambda sjabloon: (sjabloon.volgorde, sjabloon.code)))


def sjabloon_op(peildatum: date, code: str, folder: Path = SJABLONEN) -> Sjabloon | None:
    return next((sjabloon for sjabloon in sjablonen_op(peildatum, folder) if sjabloon.code == code), None)


def find_sjabloon(code: str, versie: date, folder: Path = SJABLONEN) -> Sjabloon | None:
    """Exactly this version; None when its file is gone."""
    return next((item for item in load_sjablonen(folder) if (item.code, item.versie) == (code, versie)), None)


def pack_antwoorden(antwoorden: Antwoorden) -> str:
    """The answers as the one text that is encrypted; what was left empty is left out."""
    return json.dumps(
        {"antwoorden": {code: tekst for code, tekst in antwoorden.items() if tekst}}, ensure_ascii=False
    )


def unpack_antwoorden(text: str) -> dict[str, str]:
    """What `pack_antwoorden` made. A text from before there were templates is the answer of the free one."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        data = None
    if isinstance(data, dict) and isinstance(data.get("antwoorden"), dict):
        return {str(code): str(antwoord) for code, antwoord in data["antwoorden"].items()}
    return {"tekst": text}


def write_out(antwoorden: Antwoorden) -> str:
    """The answers to read outside the register: a lone answer by itself, several each below its question's code."""
    if len(antwoorden) == 1:
        return next(iter(antwoorden.values()))
    return "\n\n".join(f"{code}\n{tekst}" for code, tekst in antwoorden.items())
