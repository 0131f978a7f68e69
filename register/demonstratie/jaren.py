"""What the invented people did over the years, as plain values: when, how long, with whom. No database."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kern.periode import add_months
from register.demonstratie.catalogus import CURSUSSEN, EFFECTIEVE_KLANTMANAGER, POLITIEK, TRAINING, Cursus
from register.demonstratie.personages import PROFESSIONAL, VOLIJVERIG, Personage

TEKSTEN = tomllib.loads(Path(__file__).with_name("teksten.toml").read_text())
KERNWAARDEN = tuple(TEKSTEN["reflecties"])
GROEPSGROOTTE = 6
DAGEN_TUSSEN_BIJEENKOMSTEN = 80
BIJEENKOMST_MINUTEN = 150
# Of meetings in the last weeks the others still have to say that they were there.
ONBEVESTIGDE_DAGEN = 21
DAGEN_PER_JAAR = 365.25


@dataclass(frozen=True, slots=True)
class Scholing:
    personage: Personage
    cursus: Cursus
    les: str
    uitvoering: date | None
    datum: date


@dataclass(frozen=True, slots=True)
class Overdenking:
    """A reflection with its text. `met` is the peer who was asked to confirm it, and has when `bevestigd`."""

    personage: Personage
    datum: date
    minuten: int
    kernwaarde: str
    tekst: str
    met: Personage
    bevestigd: bool


@dataclass(frozen=True, slots=True)
class Samenkomst:
    """A meeting; the first one present entered it. `bevestigd`: the others have confirmed it."""

    datum: date
    uur: int
    aanwezigen: tuple[Personage, ...]
    bevestigd: bool


@dataclass(frozen=True, slots=True)
class Eigen:
    personage: Personage
    soort: str
    titel: str
    leefwereld: str
    datum: date
    minuten: int
    geleerd: str


def make_groepen(personages: Iterable[Personage]) -> list[list[Personage]]:
    """Groups of intervisie: people who began at about the same time."""
    ordered = sorted(personages, key=lambda personage: (-personage.maanden, personage.naam.email))
    return [ordered[begin : begin + GROEPSGROOTTE] for begin in range(0, len(ordered), GROEPSGROOTTE)]


def plan_scholing(personage: Personage, peildatum: date, random: Random) -> Iterator[Scholing]:
    """Per course one edition in this person's time; of an e-learning one each year."""
    first = personage.first_day(peildatum)
    for cursus in CURSUSSEN:
        if not wants(personage, cursus, random):
            continue
        if not cursus.uitvoeringen:
            yield from (
                Scholing(personage, cursus, "", None, dag)
                for dag in spread(first, peildatum, round(count_years(first, peildatum)), random)
            )
            continue
        editions = [add_months(peildatum, after) for after, _ in cursus.uitvoeringen]
        open_to_me = [begin for begin in editions if first < begin < peildatum]
        if open_to_me:
            begin = open_to_me[0] if personage.fase in VOLIJVERIG else random.choice(open_to_me)
            yield from finish(personage, cursus, begin, peildatum)


def wants(personage: Personage, cursus: Cursus, random: Random) -> bool:
    """Whether somebody takes a course at all. The long one holds about fifteen people."""
    drawn = random.random()
    if personage.cursussen:
        return cursus.code in personage.cursussen
    if cursus is EFFECTIEVE_KLANTMANAGER:
        return drawn < 0.25 * personage.ijver
    if personage.fase in VOLIJVERIG:
        return True
    if cursus.lessen[0].categorie == TRAINING:
        return personage.training
    return drawn < personage.ijver


def finish(personage: Personage, cursus: Cursus, begin: date, peildatum: date) -> Iterator[Scholing]:
    """The parts of an edition that have been completed before the peildatum, each on its last day."""
    length = next(months for after, months in cursus.uitvoeringen if add_months(peildatum, after) == begin)
    step = (add_months(begin, length) - begin) / len(cursus.lessen)
    for number, les in enumerate(cursus.lessen, start=1):
        datum = begin + timedelta(days=(step * number).days)
        if datum < peildatum:
            yield Scholing(personage, cursus, les.code, begin, datum)


def plan_samenkomsten(groep: list[Personage], peildatum: date, random: Random) -> Iterator[Samenkomst]:
    """Meetings every quarter or so, of at least three people."""
    dag = min(personage.first_day(peildatum) for personage in groep) + timedelta(days=20)
    while dag < peildatum - timedelta(days=7):
        present = tuple(
            personage
            for personage in groep
            if personage.first_day(peildatum) <= dag
            and (personage.fase in VOLIJVERIG or random.random() < 0.5 + personage.ijver / 2)
        )
        if len(present) >= 3:
            confirmed = dag < peildatum - timedelta(days=ONBEVESTIGDE_DAGEN)
            yield Samenkomst(dag, random.choice((9, 10, 13, 14)), present, confirmed)
        dag += timedelta(days=DAGEN_TUSSEN_BIJEENKOMSTEN + random.randrange(-5, 6))


def plan_overdenkingen(
    personage: Personage, groep: list[Personage], peildatum: date, random: Random
) -> Iterator[Overdenking]:
    """Reflections over all kernwaarden in turn; a peer of the group was asked, and has confirmed most of them."""
    first = personage.first_day(peildatum)
    peers = [peer for peer in groep if peer is not personage]
    count = round(1.5 * count_years(first, peildatum) * personage.ijver)
    for number, dag in enumerate(spread(first, peildatum, count, random)):
        kernwaarde = KERNWAARDEN[(number + personage.spreiding) % len(KERNWAARDEN)]
        yield Overdenking(
            personage,
            dag,
            random.choice((45, 60, 75, 90)),
            kernwaarde,
            random.choice(TEKSTEN["reflecties"][kernwaarde]),
            random.choice(peers),
            personage.fase in VOLIJVERIG or random.random() < 0.8,
        )


def plan_eigen(personage: Personage, peildatum: date, random: Random) -> Iterator[Eigen]:
    """What somebody logged on their own word."""
    if personage.naam == PROFESSIONAL:  # makes one leefwereld count voorlopig
        choice = next(choice for choice in TEKSTEN["activiteiten"] if choice["leefwereld"] == POLITIEK)
        yield Eigen(personage, **choice, datum=peildatum - timedelta(days=40), minuten=270, geleerd="")
    first = personage.first_day(peildatum)
    count = round(4 * count_years(first, peildatum) * personage.ijver)
    for dag in spread(first, peildatum, count, random):
        choice = random.choice(TEKSTEN["activiteiten"])
        minutes = 15 * random.randrange(4, 29)
        yield Eigen(personage, **choice, datum=dag, minuten=minutes, geleerd=random.choice(TEKSTEN["geleerd"]))


def spread(van: date, tot: date, aantal: int, random: Random) -> list[date]:
    """This many days between the two, one in each equal part, none on the last day."""
    part = max((tot - van).days - 1, 1) / max(aantal, 1)
    return [van + timedelta(days=int(part * (number + random.random()))) for number in range(aantal)]


def count_years(van: date, tot: date) -> float:
    return (tot - van).days / DAGEN_PER_JAAR
