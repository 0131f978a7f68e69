"""The only bridge from rows to the criteria: for one person or for all, in a number of queries that never grows.

Trust: A is what an opleider delivered, B what a peer, the employer or the office confirmed, C somebody's own word,
which counts *voorlopig* at most.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from beroepscode.dimensies import find_naam
from beroepscode.dossiers import (
    Bijeenkomstfeit,
    Ondertekeningfeit,
    Reflectiefeit,
    collect_feiten,
    collect_ondertekeningen,
)
from beroepscode.models import Bijeenkomst
from opleidingen.dossiers import Cursusfeit, Deelnamefeit, collect_deelnames
from opleidingen.waarde import Deel, merge_delen
from register.criteria import (
    AANGELEVERD,
    BEVESTIGD,
    EIGEN_OPGAVE,
    Activiteit,
    Bewijs,
    Dossier,
    Persoon,
    Termijn,
    Verklaring,
    Werkperiode,
)
from register.loopbanen import Loopbaan, collect_loopbaan
from register.models import Profiel, Registratie
from register.queries import ACTIVITEIT, select_eigen_feiten, select_werkperiodes

REFLECTIE = "reflectie"
SAMEN = frozenset(Bijeenkomst.Soort.values)
"""Soorten that have a room of their own, where a peer confirms them."""
Kenmerken = dict[str, frozenset[str]]


@dataclass(slots=True)
class Stukken:
    """The facts of one person, as they come in. `titels` is for readers: the criteria never see it."""

    activiteiten: list[Activiteit] = field(default_factory=list)
    werkperiodes: list[Werkperiode] = field(default_factory=list)
    verklaringen: list[Verklaring] = field(default_factory=list)
    titels: dict[str, str] = field(default_factory=dict)

    def add(self, activiteit: Activiteit, titel: str) -> None:
        self.activiteiten.append(activiteit)
        self.titels[activiteit.id] = titel


@dataclass(frozen=True, slots=True)
class Dossierbundel:
    """A dossier and the title of each of its entries, by id. `x/scholing` is the part of entry `x` in that soort."""

    dossier: Dossier
    titels: Mapping[str, str]


def collect_dossier(registratie: Registratie, *, peildatum: date) -> Dossier:
    """The dossier of one person, about the term that runs or ran last on `peildatum`."""
    termijn = find_termijn(collect_loopbaan(registratie.pk), peildatum)
    return collect_bundels([registratie], termijnen={registratie.pk: termijn})[registratie.pk].dossier


def find_termijn(loopbaan: Loopbaan, peildatum: date) -> Termijn | None:
    """The term that runs or ran last on `peildatum`, as the criteria know it."""
    looptijd = loopbaan.termijn_op(peildatum)
    return looptijd and Termijn(looptijd.geldig_van, looptijd.geldig_tot, loopbaan.volgnummer(looptijd))


def collect_bundels(
    registraties: Iterable[Registratie], *, termijnen: Mapping[int, Termijn | None]
) -> dict[int, Dossierbundel]:
    """Dossiers with titles, by registratie id, about the given terms (none: no term). `profiel` must be selected."""
    per_registratie = {registratie.pk: Stukken() for registratie in registraties}
    per_gebruiker = {registratie.gebruiker_id: per_registratie[registratie.pk] for registratie in registraties}
    _add_eigen_feiten(per_registratie)
    _add_deelnames(per_gebruiker)
    _add_samen_geleerd(per_gebruiker)
    return {
        registratie.pk: _bundle(registratie, per_registratie[registratie.pk], termijnen.get(registratie.pk))
        for registratie in registraties
    }


def collect_omstandigheden(
    registraties: Iterable[Registratie], *, termijnen: Mapping[int, Termijn | None]
) -> dict[int, Dossier]:
    """Dossiers without their entries, by registratie id, in two statements: for who counts those in the database."""
    per_registratie = {registratie.pk: Stukken() for registratie in registraties}
    per_gebruiker = {registratie.gebruiker_id: per_registratie[registratie.pk] for registratie in registraties}
    for registratie_id, *werk in select_werkperiodes(list(per_registratie)).iterator():
        per_registratie[registratie_id].werkperiodes.append(_read_werkperiode(*werk))
    for feit in collect_ondertekeningen(list(per_gebruiker)):
        per_gebruiker[feit.gebruiker_id].verklaringen.append(_read_ondertekening(feit))
    return {
        registratie.pk: _bundle(registratie, per_registratie[registratie.pk], termijnen.get(registratie.pk)).dossier
        for registratie in registraties
    }


def _bundle(registratie: Registratie, stukken: Stukken, termijn: Termijn | None) -> Dossierbundel:
    beroep = registratie.profiel.beroep
    dossier = Dossier(
        termijn=termijn,
        persoon=Persoon(beroepen=frozenset([beroep] if beroep else [])),
        activiteiten=tuple(stukken.activiteiten),
        werkperiodes=tuple(stukken.werkperiodes),
        verklaringen=tuple(stukken.verklaringen),
        bewijzen=tuple(_find_bewijzen(registratie, stukken.werkperiodes)),
    )
    return Dossierbundel(dossier, stukken.titels)


def _add_eigen_feiten(per_registratie: Mapping[int, Stukken]) -> None:
    rijen = select_eigen_feiten(list(per_registratie))
    for bron, registratie_id, pk, soort, titel, datum, tot, minuten, leefwereld, uren, bevestigd in rijen.iterator():
        stukken = per_registratie[registratie_id]
        if bron == ACTIVITEIT:
            stukken.add(read_activiteit(pk, soort, datum, minuten, leefwereld), titel)
        else:
            stukken.werkperiodes.append(_read_werkperiode(pk, datum, tot, uren, bevestigd))
            stukken.titels[f"werkperiode:{pk}"] = titel


def read_activiteit(pk: int, soort: str, datum: date, minuten: int, leefwereld: str) -> Activiteit:
    """What somebody logged: their own word."""
    kenmerken = _touch("leefwereld", leefwereld)
    return Activiteit(f"activiteit:{pk}", datum, soort, minuten, EIGEN_OPGAVE, kenmerken=kenmerken)


def imagine_activiteit(soort: str, dag: date, minuten: int, raakt: Mapping[str, str]) -> Activiteit:
    """Something that somebody might do, as certain as it would be: a peer confirms what people do together."""
    vertrouwen = BEVESTIGD if soort in SAMEN | {REFLECTIE} else EIGEN_OPGAVE
    kenmerken = {dimensie: frozenset([waarde]) for dimensie, waarde in raakt.items() if waarde}
    return Activiteit("erbij", dag, soort, minuten, vertrouwen, kenmerken=kenmerken)


def _read_werkperiode(pk: int, van: date, tot: date | None, uren: Decimal, bevestigd: bool) -> Werkperiode:
    return Werkperiode(f"werkperiode:{pk}", van, tot, uren, BEVESTIGD if bevestigd else EIGEN_OPGAVE)


def _add_deelnames(per_gebruiker: Mapping[int, Stukken]) -> None:
    for feit in collect_deelnames(list(per_gebruiker)):
        for activiteit in read_deelname(feit):
            per_gebruiker[feit.gebruiker_id].add(activiteit, feit.titel)


def read_deelname(feit: Deelnamefeit) -> list[Activiteit]:
    """One entry for each category that a completion counts in; worth nothing at all it is still shown."""
    delen = merge_delen(feit.delen)
    delen = tuple(deel for deel in delen if deel.minuten) or delen[:1]
    geheel = f"deelname:{feit.id}"
    if len(delen) == 1:
        return [_read_deel(geheel, None, feit.datum, delen[0])]
    return [_read_deel(f"{geheel}/{deel.categorie}", geheel, feit.datum, deel) for deel in delen]


def read_cursus(feit: Cursusfeit, dag: date) -> list[Activiteit]:
    """What a whole course would add, completed on `dag`."""
    return read_deelname(Deelnamefeit(0, 0, dag, feit.naam, "", feit.delen))


def _read_deel(id: str, geheel: str | None, datum: date, deel: Deel) -> Activiteit:
    geraakt = {
        dimensie: {waarde: min(minuten, deel.minuten) for waarde, minuten in waarden.items() if minuten}
        for dimensie, waarden in deel.kenmerken.items()
    }
    geraakt = {dimensie: waarden for dimensie, waarden in geraakt.items() if waarden and deel.minuten}
    return Activiteit(
        id=id,
        datum=datum,
        soort=deel.categorie,
        minuten=deel.minuten,
        vertrouwen=AANGELEVERD,
        geaccrediteerd=True,
        kenmerken={dimensie: frozenset(waarden) for dimensie, waarden in geraakt.items()},
        kenmerkminuten=geraakt,
        geheel=geheel,
    )


def _add_samen_geleerd(per_gebruiker: Mapping[int, Stukken]) -> None:
    for feit in collect_feiten(list(per_gebruiker)):
        stukken = per_gebruiker[feit.gebruiker_id]
        if isinstance(feit, Reflectiefeit):
            stukken.add(read_reflectie(feit), _name_reflectie(feit))
        elif isinstance(feit, Bijeenkomstfeit):
            stukken.add(read_bijeenkomst(feit), feit.soort.capitalize())
        else:
            stukken.verklaringen.append(_read_ondertekening(feit))


def read_reflectie(feit: Reflectiefeit) -> Activiteit:
    return Activiteit(
        id=f"reflectie:{feit.id}",
        datum=feit.datum,
        soort=REFLECTIE,
        minuten=feit.minuten,
        vertrouwen=BEVESTIGD if feit.bevestigd else EIGEN_OPGAVE,
        kenmerken=_touch("kernwaarde", feit.kernwaarde),
    )


def _name_reflectie(feit: Reflectiefeit) -> str:
    return f"Reflectie: {find_naam('kernwaarde', feit.kernwaarde, feit.datum)}" if feit.kernwaarde else "Reflectie"


def read_bijeenkomst(feit: Bijeenkomstfeit) -> Activiteit:
    return Activiteit(
        id=f"bijeenkomst:{feit.bijeenkomst_id}",
        datum=feit.datum,
        soort=feit.soort,
        minuten=feit.minuten,
        vertrouwen=BEVESTIGD if feit.bevestigd else EIGEN_OPGAVE,
        deelnemers=feit.deelnemers or None,
    )


def _read_ondertekening(feit: Ondertekeningfeit) -> Verklaring:
    return Verklaring(feit.code, feit.ondertekend_datum, feit.geldig_tot)


def _find_bewijzen(registratie: Registratie, werkperiodes: list[Werkperiode]) -> Iterator[Bewijs]:
    """What an entry to the register asks: complete profile, identity, present work. Unconfirmed it is C."""
    profiel: Profiel = registratie.profiel
    begin = timezone.localdate(registratie.aangemaakt_op)
    if is_compleet(profiel):
        yield Bewijs("profiel", begin, BEVESTIGD)
    yield _make_bewijs("identiteit", profiel.identiteit_bevestigd_op, begin)
    if profiel.werk_bevestigd_op or profiel.werkgever:
        yield _make_bewijs("werk", profiel.werk_bevestigd_op, begin)
    for werk in werkperiodes:
        yield Bewijs("werk", werk.van, werk.vertrouwen, werk.tot)


def is_compleet(profiel: Profiel) -> bool:
    """Complete is what the register needs to know: profession, employer and function."""
    return bool(profiel.beroep and profiel.werkgever and profiel.functie)


def _make_bewijs(soort: str, bevestigd_op: datetime | None, begin: date) -> Bewijs:
    if bevestigd_op is None:
        return Bewijs(soort, begin, EIGEN_OPGAVE)
    return Bewijs(soort, timezone.localdate(bevestigd_op), BEVESTIGD)


def _touch(dimensie: str, waarde: str) -> Kenmerken:
    return {dimensie: frozenset([waarde])} if waarde else {}
