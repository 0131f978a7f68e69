"""A reflection in words for a page: its questions, and the names of what it touches."""

from collections.abc import Iterator

from beroepscode.codeteksten import code_op
from beroepscode.dilemmakaarten import load_kaarten
from beroepscode.dimensies import find_naam, load_dimensies
from beroepscode.models import Reflectie
from beroepscode.sjabloonteksten import Sjabloon, find_sjabloon

OPSOMMINGEN = (("leefwereld", "Leefwerelden"), ("thema", "Thema"), ("competentie", "Competenties"))


def find_vragen(reflectie: Reflectie) -> Sjabloon | None:
    """The version of the template that was answered; None when its file is gone, and then nothing can be shown."""
    return find_sjabloon(reflectie.sjabloon, reflectie.sjabloon_versie)


def name_sjabloon(reflectie: Reflectie) -> str:
    sjabloon = find_vragen(reflectie)
    return sjabloon.naam if sjabloon else reflectie.sjabloon


def name_kernwaarde(reflectie: Reflectie) -> str:
    """Empty where only day and time are kept."""
    return reflectie.kernwaarde and find_naam("kernwaarde", reflectie.kernwaarde, reflectie.datum)


def mark_reflectie(reflectie: Reflectie) -> str:
    """What a peer confirms: a button pressed after these changed answers nothing."""
    return f"{reflectie.datum.isoformat()} {reflectie.minuten} {reflectie.kernwaarde}"


def describe_kenmerken(reflectie: Reflectie) -> list[tuple[str, str]]:
    """What it touches as (what, which), all that was filled in."""
    return [(kop, tekst) for kop, tekst in _list_kenmerken(reflectie) if tekst]


def _list_kenmerken(reflectie: Reflectie) -> Iterator[tuple[str, str]]:
    dag, kenmerken = reflectie.datum, reflectie.kenmerken
    yield "Kernwaarde", name_kernwaarde(reflectie)
    yield "Aanleiding", reflectie.aanleiding and find_naam("aanleiding", reflectie.aanleiding, dag)
    kaart = load_kaarten().get(reflectie.dilemma)
    yield "Dilemma", kaart.titel if kaart else ""
    for dimensie, kop in OPSOMMINGEN:
        if dimensie in load_dimensies():
            yield kop, ", ".join(find_naam(dimensie, code, dag) for code in kenmerken.get(dimensie, []))
    yield "Artikelen", ", ".join(name_artikel(nummer, reflectie) for nummer in kenmerken.get("artikel", []))
    wegingen = kenmerken.get("kennisbron", {})
    yield (
        "Kennis",
        ", ".join(
            f"{find_naam('kennisbron', bron, dag)} ({find_naam('weging', weging, dag).lower()})"
            for bron, weging in wegingen.items()
        ),
    )


def name_artikel(nummer: str, reflectie: Reflectie) -> str:
    """The article as the code of that day has it; the bare number when it does not."""
    tekst = code_op(reflectie.datum)
    artikel = next((item for item in tekst.artikelen if item.nummer == nummer), None) if tekst else None
    return f"{nummer} {artikel.titel}" if artikel else nummer
