"""What opleiders changed in a dossier: beside the entry what it was, and what was withdrawn struck through."""

from collections import defaultdict
from collections.abc import Iterable

from opleidingen.dossiers import Wijzigingsfeit
from opleidingen.wijzigingswoorden import describe_wijziging
from register.views.dossierregels import Dossierregel

INGETROKKEN = "ingetrokken"


def add_geschiedenis(regels: Iterable[Dossierregel], feiten: Iterable[Wijzigingsfeit]) -> list[Dossierregel]:
    """The entries with what happened to each, and the withdrawn ones among them by their day; newest first."""
    per_deelname: dict[str, list[Wijzigingsfeit]] = defaultdict(list)
    for feit in feiten:
        per_deelname[f"deelname:{feit.deelname_id}"].append(feit)
    alle = [*regels, *(_draw_withdrawn(feiten[-1]) for feiten in per_deelname.values() if feiten[-1].ingetrokken)]
    for regel in alle:
        feiten_hier = per_deelname.get(regel.id, [])
        regel.geschiedenis = [(feit, describe_wijziging(feit.oud, feit.nieuw)) for feit in feiten_hier]
    return sorted(alle, key=lambda regel: (regel.datum, regel.id), reverse=True)


def _draw_withdrawn(feit: Wijzigingsfeit) -> Dossierregel:
    return Dossierregel(
        id=f"deelname:{feit.deelname_id}",
        datum=feit.datum,
        soort=INGETROKKEN,
        soort_titel="Ingetrokken",
        titel=feit.titel,
        minuten=feit.minuten,
        punten="0 punten",
        definitief=False,
        herkomst=f"{feit.opleider} trok dit in.",
        adres="",
        nog_eens="",
        ingetrokken=True,
    )
