"""The sums of everybody at once: the database counts alike entries, the criteria value each different group once.

`Sommen` made here and those that `sum_dossier` makes of one dossier are the same, and so is every judgement on them;
a property test holds both against each other, on both databases.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from beroepscode.dossiers import Bijeenkomstfeit, Reflectiefeit
from kern.periode import DAG, add_months
from opleidingen.dossiers import Deelnamefeit, collect_onderdelen
from opleidingen.waarde import Onderdeel, divide_keer
from register.criteria import Activiteit, Dossier, Reglement
from register.criteria.maximum import Emmer
from register.criteria.sommen import Sommen, Vak, group_plaatsen, make_sommen
from register.criteria.telling import place_all
from register.criteria.tijdvak import look_back, make_tijdvak
from register.criteria.toets import find_tijdvak
from register.dossiers import read_activiteit, read_bijeenkomst, read_deelname, read_reflectie
from register.groepen import BUITEN, Gelogd, Geschreven, Groep, Keer, Samen, Venster, count_groepen
from register.models import Registratie

MAANDEN = {"kwartaal": 3, "jaar": 12, "termijn": 1200}
"""Months in the pieces that a reglement counts by; a hundred years: the term as a whole."""
BEGIN = date(1000, 1, 1)
REKENTIJDVAK = make_tijdvak(
    BEGIN, add_months(BEGIN, 1200), verlenging=0, peildatum=BEGIN, volgnummer=1, instap_datum=None
)
"""A term as long as any: where an entry counts depends on its piece of a term, never on which days those are."""
Onderdelen = Mapping[int, list[Onderdeel]]
Post = tuple[str, str, int, tuple[Emmer, ...], bool]
"""What amounts are added up for: eis, value, piece, buckets, definitief or not."""


@dataclass(frozen=True, slots=True)
class Vraag:
    """Whose sums, by which reglement and for which soort of toets. `dossier` is all of it but the entries.

    Its termijn is the one that runs or ran last on the peildatum; without one the months before it are looked at.
    """

    registratie: Registratie
    reglement: Reglement
    soort: str
    dossier: Dossier


def collect_sommen(vragen: Collection[Vraag], *, boek: "Waardeboek") -> dict[int, Sommen]:
    """The sums of these people by registratie id, in five statements; nine when some of them have no term.

    Who asks for many people in blocks gives the same `boek` each time: it remembers what groups are worth.
    """
    peildatum = boek.peildatum
    reglementen = {vraag.reglement.sleutel: vraag.reglement for vraag in vragen}
    maanden = min((_find_fijnheid(reglement) for reglement in reglementen.values()), default=MAANDEN["termijn"])
    lijsten = {sleutel: boek.find_lijst(reglement, maanden) for sleutel, reglement in reglementen.items()}
    rekeningen = {vraag.registratie.pk: Rekening(lijsten[vraag.reglement.sleutel]) for vraag in vragen}
    tellingen = [
        telling
        for venster, groep in _split(vragen, peildatum, maanden)
        for telling in count_groepen([vraag.registratie for vraag in groep], venster)
    ]
    onderdelen = collect_onderdelen({groep.accreditatie_id for _, groep, _ in tellingen if isinstance(groep, Keer)})
    for registratie_id, groep, aantal in tellingen:
        rekeningen[registratie_id].add(groep, aantal, onderdelen)
    return {vraag.registratie.pk: rekeningen[vraag.registratie.pk].close(vraag, peildatum) for vraag in vragen}


def _find_fijnheid(reglement: Reglement) -> int:
    """Months in the smallest piece that anything in this reglement is counted by."""
    gevraagd = {telling.per for telling in reglement.tellingen.values()}
    gevraagd |= {maximum.per for maximum in reglement.maxima.values()}
    return min((MAANDEN[per] for per in gevraagd), default=MAANDEN["termijn"])


def _split(vragen: Collection[Vraag], peildatum: date, maanden: int) -> Iterator[tuple[Venster, list[Vraag]]]:
    """Who have a term, and who have none; these all look back as far as their reglement says."""
    groepen: dict[tuple[date, date] | None, list[Vraag]] = defaultdict(list)
    for vraag in vragen:
        vast = None if vraag.dossier.termijn else look_back(peildatum, vraag.reglement.terugkijk_maanden)
        groepen[vast].append(vraag)
    for vast, groep in groepen.items():
        yield Venster(peildatum, maanden, vast), groep


class Waardeboek:
    """What groups are worth on one peildatum: a list for each reglement and length of the pieces."""

    def __init__(self, peildatum: date) -> None:
        self.peildatum = peildatum
        self._lijsten: dict[tuple[str, int], Waardelijst] = {}

    def find_lijst(self, reglement: Reglement, maanden: int) -> "Waardelijst":
        sleutel = (reglement.sleutel, maanden)
        if sleutel not in self._lijsten:
            self._lijsten[sleutel] = Waardelijst(reglement, self.peildatum, maanden)
        return self._lijsten[sleutel]


class Waardelijst:
    """What each group is worth under one reglement: worked out the first time, looked up after that."""

    def __init__(self, reglement: Reglement, peildatum: date, maanden: int) -> None:
        self.reglement = reglement
        self.maanden = maanden
        self.tijdvak = replace(REKENTIJDVAK, peildatum=peildatum)
        self.maxima = reglement.maxima_on(peildatum)
        self.posten: list[Post] = []
        self._nummers: dict[Post, int] = {}
        self._waarden: dict[Groep, list[tuple[int, int]]] = {}

    def value(self, groep: Groep, onderdelen: Onderdelen) -> list[tuple[int, int]]:
        """The number of each post that the group adds to, and how much in steps."""
        if groep not in self._waarden:
            self._waarden[groep] = list(self._work_out(self._imagine(groep, onderdelen)))
        return self._waarden[groep]

    def _work_out(self, activiteiten: list[Activiteit]) -> Iterator[tuple[int, int]]:
        soorten = {activiteit.soort for activiteit in activiteiten}
        for code, telling in self.reglement.tellingen.items():
            if soorten.isdisjoint(telling.selectie.soorten):
                continue
            plaatsen = place_all(
                activiteiten,
                telling=telling,
                maxima=self.maxima[code],
                tijdvak=self.tijdvak,
                waardering=self.reglement.waardering,
            )
            for vak in group_plaatsen(plaatsen, self.reglement.definitief):
                post = (code, vak.waarde, vak.vak, vak.emmers, vak.definitief)
                nummer = self._nummers.setdefault(post, len(self.posten))
                if nummer == len(self.posten):
                    self.posten.append(post)
                yield nummer, vak.som

    def _imagine(self, groep: Groep, onderdelen: Onderdelen) -> list[Activiteit]:
        """Entries as the criteria know them, on a day in the right piece of a term."""
        if isinstance(groep, Gelogd):
            dag = self._find_dag(groep.stuk)
            return [read_activiteit(0, groep.soort, dag, groep.minuten, groep.leefwereld)]
        if isinstance(groep, Geschreven):
            dag = self._find_dag(groep.stuk)
            return [read_reflectie(Reflectiefeit(0, 0, dag, groep.minuten, groep.kernwaarde, bool(groep.bevestigd)))]
        if isinstance(groep, Samen):
            dag = self._find_dag(groep.stuk)
            feit = Bijeenkomstfeit(
                0, 0, 0, groep.soort, dag, groep.minuten, "", groep.deelnemers, bool(groep.bevestigd)
            )
            return [read_bijeenkomst(feit)]
        return self._imagine_keer(groep, onderdelen[groep.accreditatie_id])

    def _imagine_keer(self, keer: Keer, onderdelen: list[Onderdeel]) -> list[Activiteit]:
        regels = [tuple(map(int, regel.split(":"))) for regel in keer.regels.split(",")]
        delen = divide_keer(onderdelen, [(module or None, minuten) for module, minuten, _ in regels])
        feiten = [
            Deelnamefeit(nummer, 0, self._find_dag(stuk), "", "", eigen)
            for nummer, ((_, _, stuk), eigen) in enumerate(zip(regels, delen, strict=True))
        ]
        return [activiteit for feit in feiten for activiteit in read_deelname(feit)]

    def _find_dag(self, stuk: int) -> date:
        return BEGIN - DAG if stuk == BUITEN else add_months(BEGIN, stuk * self.maanden)


class Rekening:
    """The amounts of one person, per post of the list."""

    def __init__(self, lijst: Waardelijst) -> None:
        self.lijst = lijst
        self.sommen: dict[int, int] = defaultdict(int)

    def add(self, groep: Groep, aantal: int, onderdelen: Onderdelen) -> None:
        for nummer, som in self.lijst.value(groep, onderdelen):
            self.sommen[nummer] += som * aantal

    def close(self, vraag: Vraag, peildatum: date) -> Sommen:
        vakken: dict[str, list[Vak]] = {code: [] for code in vraag.reglement.tellingen}
        for nummer, som in self.sommen.items():
            code, waarde, vak, emmers, definitief = self.lijst.posten[nummer]
            vakken[code].append(Vak(waarde, vak, emmers, definitief, som))
        return make_sommen(
            vraag.dossier,
            tijdvak=find_tijdvak(vraag.reglement, vraag.dossier, peildatum=peildatum, soort=vraag.soort),
            vakken={code: tuple(eigen) for code, eigen in vakken.items()},
            definitief=vraag.reglement.definitief,
        )
