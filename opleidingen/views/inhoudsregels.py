"""What an application holds, in rows that people read."""

from dataclasses import dataclass
from datetime import date

from beroepscode.dimensies import find_naam, load_dimensies
from opleidingen.accreditatieinhoud import Inhoud, Onderdeelinhoud, sum_per_categorie
from opleidingen.accreditatieregels import Accreditatieregel


@dataclass(frozen=True, slots=True)
class Inhoudsregel:
    """One onderdeel: for what, as what, how long, and what was asked when that is something else."""

    waarvoor: str
    categorie: str
    minuten: int
    gevraagd: int | None
    kenmerken: list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Inhoudsbeeld:
    """A whole application as it is shown; `per_categorie` are names and minutes together."""

    inhoud: Inhoud
    regels: list[Inhoudsregel]
    per_categorie: list[tuple[str, int]]

    @property
    def minuten(self) -> int:
        return sum(minuten for _, minuten in self.per_categorie)


def describe_inhoud(
    inhoud: Inhoud, gevraagd: Inhoud | None, regel: Accreditatieregel, peildatum: date
) -> Inhoudsbeeld:
    """What an application holds; with `gevraagd` what was asked beside it, also where nothing was granted."""
    verschil = _find_gevraagd(gevraagd) if gevraagd else {}
    delen = [_describe(deel, verschil, regel, peildatum) for deel in inhoud.onderdelen]
    er = {(deel.modulecode, deel.categorie) for deel in inhoud.onderdelen}
    niet = [deel for deel in gevraagd.onderdelen if (deel.modulecode, deel.categorie) not in er] if gevraagd else []
    delen += [Inhoudsregel(_name(deel), regel.name_categorie(deel.categorie), 0, deel.minuten, []) for deel in niet]
    som = sum_per_categorie(inhoud.onderdelen)
    return Inhoudsbeeld(inhoud, delen, [(regel.name_categorie(code), minuten) for code, minuten in som.items()])


def _describe(
    deel: Onderdeelinhoud, verschil: dict[tuple[str, str], int], regel: Accreditatieregel, peildatum: date
) -> Inhoudsregel:
    gevraagd = verschil.get((deel.modulecode, deel.categorie))
    dimensies = load_dimensies()
    return Inhoudsregel(
        waarvoor=_name(deel),
        categorie=regel.name_categorie(deel.categorie),
        minuten=deel.minuten,
        gevraagd=gevraagd if gevraagd != deel.minuten else None,
        kenmerken=[
            (dimensies[dimensie].naam, find_naam(dimensie, waarde, peildatum), minuten)
            for dimensie, waarden in deel.kenmerken.items()
            if dimensie in dimensies
            for waarde, minuten in waarden.items()
        ],
    )


def _find_gevraagd(inhoud: Inhoud) -> dict[tuple[str, str], int]:
    return {(deel.modulecode, deel.categorie): deel.minuten for deel in inhoud.onderdelen}


def _name(deel: Onderdeelinhoud) -> str:
    return deel.module or "De hele opleiding"
