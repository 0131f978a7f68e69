"""Does a dossier speak the words of its reglement? A typo would silently count for nothing."""

from collections.abc import Collection, Iterator

from register.criteria.dossier import Activiteit, Dossier, Ontheffing
from register.criteria.fouten import Fout, suggest_word
from register.criteria.reglement import Reglement


def check_dossier(reglement: Reglement, dossier: Dossier) -> list[Fout]:
    """Every word that the reglement does not know. `toets` itself lets such things count for nothing."""
    return [
        *(
            fout
            for index, item in enumerate(dossier.activiteiten)
            for fout in _check_activiteit(reglement, item, index)
        ),
        *_check_words("persoon.beroepen", sorted(dossier.persoon.beroepen), reglement.beroepen),
        *_check_words(
            "persoon.niveau", [dossier.persoon.niveau] if dossier.persoon.niveau else [], reglement.niveaus
        ),
        *_check_rows("verklaringen", "soort", [item.soort for item in dossier.verklaringen], reglement.verklaringen),
        *_check_rows("bewijzen", "soort", [item.soort for item in dossier.bewijzen], reglement.bewijzen),
        *_check_rows("ontheffingen", "soort", [item.soort for item in dossier.ontheffingen], reglement.ontheffingen),
        *_check_rows("overdrachten", "eis", [item.eis for item in dossier.overdrachten], reglement.alle_eisen),
        *(fout for index, item in enumerate(dossier.ontheffingen) for fout in _check_maanden(reglement, item, index)),
    ]


def _check_activiteit(reglement: Reglement, activiteit: Activiteit, index: int) -> Iterator[Fout]:
    plaats = f"activiteiten.{index}"
    yield from _check_words(f"{plaats}.soort", [activiteit.soort], reglement.soorten)
    for dimensie, waarden in activiteit.kenmerken.items():
        onbekend = list(_check_words(f"{plaats}.kenmerken.{dimensie}", [dimensie], reglement.dimensies))
        yield from onbekend
        if not onbekend:
            bekend = reglement.dimensies[dimensie].waarden
            yield from _check_words(f"{plaats}.kenmerken.{dimensie}", sorted(waarden), bekend)


def _check_rows(lijst: str, sleutel: str, woorden: list[str], bekend: Collection[str]) -> Iterator[Fout]:
    for index, woord in enumerate(woorden):
        yield from _check_words(f"{lijst}.{index}.{sleutel}", [woord], bekend)


def _check_words(plaats: str, woorden: list[str], bekend: Collection[str]) -> Iterator[Fout]:
    for woord in woorden:
        if woord not in bekend:
            yield Fout(plaats, f"Het reglement kent '{woord}' niet. {suggest_word(woord, bekend)}")


def _check_maanden(reglement: Reglement, ontheffing: Ontheffing, index: int) -> Iterator[Fout]:
    regel = reglement.ontheffingen.get(ontheffing.soort)
    if regel is not None and regel.maanden and ontheffing.maanden not in regel.maanden:
        keuze = " of ".join(str(maanden) for maanden in regel.maanden)
        yield Fout(f"ontheffingen.{index}.maanden", f"Deze ontheffing verlengt de termijn met {keuze} maanden.")
