"""What happened through the services of the house, in the order of time: deliveries, applications, decisions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec

from accounts.models import Gebruiker, Organisatie
from accounts.services.logboek import refer
from accounts.services.sleutels import create_sleutel
from kern.periode import add_months
from opleidingen.models import Aanlevering
from opleidingen.rijen import Rij
from opleidingen.services.aanleveren import submit_aanlevering
from opleidingen.services.proeven import submit_proef
from register.demonstratie.aanbod import name_uitvoering
from register.demonstratie.catalogus import HOGESCHOOL
from register.demonstratie.jaren import Scholing
from register.demonstratie.mensen import moment
from register.demonstratie.personages import MEDEWERKERS, Fase, Personage
from register.models import Aanvraag, Besluit, Gebeurtenis, Registratie
from register.services.aanvragen import submit_aanvraag
from register.services.besluiten import take_besluit
from register.services.gebeurtenissen import record_gebeurtenis

EERSTE, HERREGISTRATIE = Aanvraag.Soort.EERSTE, Aanvraag.Soort.HERREGISTRATIE
TERMIJN_MAANDEN = 60
ZONDER_TERMIJN = {Fase.LEERREGISTER, Fase.GEREED_EERSTE, Fase.EERSTE_AANGEVRAAGD}
REDENEN = {
    EERSTE: "Je profiel is compleet. We hebben je identiteit en je werk gecontroleerd.",
    HERREGISTRATIE: "Je dossier voldoet aan alle eisen van het reglement.",
}
# Phase → what was recorded, how many months ago, on what ground.
MAATREGELEN = {
    Fase.GESCHORST: (Gebeurtenis.Soort.GESCHORST, 2, "Geschorst zolang het onderzoek naar een klacht loopt."),
    Fase.GEWAARSCHUWD: (Gebeurtenis.Soort.WAARSCHUWING, 5, "Dossiers van cliënten waren niet goed beveiligd."),
    Fase.DOORGEHAALD: (Gebeurtenis.Soort.DOORGEHAALD, 4, "Doorgehaald na een uitspraak over een klacht."),
}
Daad = tuple[datetime, Callable[[datetime], object]]


@dataclass(frozen=True, slots=True)
class Dossierhouder:
    personage: Personage
    registratie: Registratie
    kantoor: Gebruiker
    peildatum: date

    def daden(self) -> Iterator[Daad]:
        """What this person and the office did, each with its moment."""
        fase, begin = self.personage.fase, self.personage.first_day(self.peildatum)
        if fase is Fase.EERSTE_AANGEVRAAGD:
            yield moment(self.peildatum - timedelta(days=self.personage.spreiding % 12 + 1)), self.apply_eerste
        if fase in ZONDER_TERMIJN:
            return
        yield moment(begin - timedelta(days=12)), self.apply_eerste
        yield moment(begin), self.grant
        if fase is Fase.HERGEREGISTREERD:
            end = add_months(begin, TERMIJN_MAANDEN)
            yield moment(end - timedelta(days=40)), self.apply_opnieuw
            yield moment(end - timedelta(days=9)), self.grant
        if fase is Fase.HERREGISTRATIE_AANGEVRAAGD:
            yield moment(self.peildatum - timedelta(days=self.personage.spreiding % 9 + 1)), self.apply_opnieuw
        if fase in MAATREGELEN:
            yield moment(add_months(self.peildatum, -MAATREGELEN[fase][1])), self.record_maatregel

    def apply_eerste(self, op: datetime) -> None:
        submit_aanvraag(self.registratie, soort=EERSTE, op=op)

    def apply_opnieuw(self, op: datetime) -> None:
        submit_aanvraag(self.registratie, soort=HERREGISTRATIE, op=op)

    def grant(self, op: datetime) -> None:
        aanvraag = self.registratie.aanvragen.latest("ingediend_op")
        reden = REDENEN[aanvraag.soort]
        take_besluit(aanvraag, uitslag=Besluit.Uitslag.TOEGEKEND, reden=reden, door=self.kantoor, op=op)

    def record_maatregel(self, op: datetime) -> None:
        soort, _, grond = MAATREGELEN[self.personage.fase]
        record_gebeurtenis(self.registratie, soort=soort, geldig_van=op.date(), grond=grond, door=self.kantoor, op=op)


@dataclass(frozen=True, slots=True)
class Levering:
    """The completions that one opleider delivered in one month."""

    opleider: Organisatie
    door: Gebruiker | None
    rijen: list[Rij]

    def deliver(self, op: datetime) -> None:
        door = refer(self.door) if self.door else "register"
        submit_aanlevering(self.rijen, opleider=self.opleider, peildatum=op.date(), op=op, door=door)

    def attempt(self, op: datetime) -> None:
        """Try the first rows with a test key, and one with a course that does not exist."""
        sleutel, _ = create_sleutel(self.opleider, naam="Testomgeving", scopes=["aanleveren"], is_test=True, op=op)
        rijen = [*self.rijen[:2], msgspec.structs.replace(self.rijen[0], opleidingscode="tikfout")]
        submit_proef(rijen, sleutel=sleutel, peildatum=op.date(), op=op, vorm=Aanlevering.Vorm.JSON)


def plan_leveringen(
    scholing: Iterable[Scholing],
    people: dict[str, Gebruiker],
    organisaties: dict[str, Organisatie],
    peildatum: date,
) -> Iterator[Daad]:
    """One delivery per opleider and month, on the first day of the next month or on the peildatum."""
    per_month: defaultdict[tuple[str, date], list[Rij]] = defaultdict(list)
    for item in scholing:
        gebruiker = people[item.personage.naam.email]
        per_month[item.cursus.opleider, item.datum.replace(day=1)].append(make_rij(item, gebruiker))
    medewerkers = {organisatie: people[naam.email] for naam, organisatie in MEDEWERKERS.values()}
    groups = sorted(per_month.items(), key=lambda group: group[0])
    if groups:  # one row that matches nobody, for the opleider to solve
        groups[-1][1].append(msgspec.structs.replace(groups[-1][1][0], achternaam="Verschreven"))
    for (opleider, month), rijen in groups:
        levering = Levering(organisaties[opleider], medewerkers.get(opleider), rijen)
        yield moment(min(add_months(month, 1), peildatum), 0), levering.deliver
    eigen = [Levering(organisaties[HOGESCHOOL], None, rijen) for (naam, _), rijen in groups if naam == HOGESCHOOL]
    if eigen:
        yield moment(peildatum, 0), eigen[-1].attempt


def make_rij(item: Scholing, gebruiker: Gebruiker) -> Rij:
    return Rij(
        registratienummer=gebruiker.registratienummer,
        achternaam=gebruiker.achternaam,
        opleidingscode=item.cursus.code,
        uitvoeringscode=name_uitvoering(item.uitvoering) if item.uitvoering else None,
        modulecode=item.les or None,
        eind_datum=item.datum.isoformat(),
    )


def act(daden: Iterable[Daad]) -> None:
    """Do everything in the order of time, as it would have happened."""
    for op, do in sorted(daden, key=lambda daad: daad[0]):
        do(op)
