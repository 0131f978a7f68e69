"""What stands in somebody's calendar: the end of the term, meetings, and days of courses they follow.

No name of another person, no number and no text: a calendar lies open on many screens.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.formats import date_format
from icalendar import Calendar, Event, vDuration

from accounts.models import Gebruiker
from beroepscode.agenda import TITEL, name_afspraak, read_moment
from beroepscode.groepen import find_agenda_afspraken
from beroepscode.models import Bijeenkomst
from beroepscode.queries import find_agenda_aanwezigheden
from kern.periode import add_months
from opleidingen.models import Uitvoering
from opleidingen.queries import find_gevolgde_uitvoeringen
from register.loopbanen import collect_loopbaan
from register.models import Herinnering
from register.queries import find_laatste_termijn
from register.status import NEDERLAND

DAG = timedelta(days=1)
TERUG = timedelta(days=365)
"""How long what is over stays in the calendar."""
MOMENTEN = (
    (Herinnering.Moment.ZES_MAANDEN, "zes maanden", lambda tot: add_months(tot, -6)),
    (Herinnering.Moment.TWAALF_WEKEN, "twaalf weken", lambda tot: tot - timedelta(weeks=12)),
    (Herinnering.Moment.ZES_WEKEN, "zes weken", lambda tot: tot - timedelta(weeks=6)),
    (Herinnering.Moment.EEN_WEEK, "een week", lambda tot: tot - timedelta(weeks=1)),
)
VERVERSEN = timedelta(hours=12)
"""How often a calendar is asked to look again."""


@dataclass(frozen=True, slots=True)
class Afspraak:
    """One entry. Days make it last all day; `tot` is the first day, or the moment, after it.

    `sleutel` never changes for the same thing, so that a calendar moves an entry rather than doubling it.
    """

    sleutel: str
    titel: str
    van: date | datetime
    tot: date | datetime
    uitleg: str = ""
    voorlopig: bool = False


def collect_afspraken(gebruiker: Gebruiker, *, peildatum: date) -> list[Afspraak]:
    """Everything from a year before `peildatum` on, in a number of queries that never grows."""
    vanaf = peildatum - TERUG
    return [
        *_list_termijn(gebruiker, peildatum),
        *_list_bijeenkomsten(gebruiker, vanaf),
        *_list_geplande(gebruiker, vanaf),
        *_list_scholing(gebruiker, vanaf),
    ]


def _list_termijn(gebruiker: Gebruiker, peildatum: date) -> Iterator[Afspraak]:
    """The end of the last term granted, and the reminders before it; nothing for who is not in the register."""
    termijn = find_laatste_termijn(gebruiker)
    if termijn is None or not collect_loopbaan(termijn.registratie_id).status_op(peildatum).in_register:
        return
    tot, sleutel = termijn.geldig_tot, f"termijn-{termijn.pk}"
    adres = f"Kijk waar je staat: {settings.BASIS_URL}/mijn"
    for moment, duur, reken in MOMENTEN:
        zin = f"Je registratie loopt tot {date_format(tot, 'j F Y')}. {adres}"
        yield _all_day(f"{sleutel}-{moment}", f"Nog {duur} tot het einde van je registratie", reken(tot), zin)
    yield _all_day(f"{sleutel}-einde", "Laatste dag van je registratie", tot - DAG, adres)


def _list_bijeenkomsten(gebruiker: Gebruiker, vanaf: date) -> Iterator[Afspraak]:
    for aanwezigheid in find_agenda_aanwezigheden(gebruiker, vanaf=vanaf):
        bijeenkomst = aanwezigheid.bijeenkomst
        yield Afspraak(
            sleutel=_name_bijeenkomst(bijeenkomst),
            titel=bijeenkomst.get_soort_display(),
            van=_combine(bijeenkomst.datum, bijeenkomst.begin_tijd),
            tot=_combine(bijeenkomst.datum, bijeenkomst.eind_tijd),
            uitleg="" if aanwezigheid.bevestigd_op else f"Bevestig hier: {settings.BASIS_URL}/mijn/bevestigen",
            voorlopig=aanwezigheid.bevestigd_op is None,
        )


def _name_bijeenkomst(bijeenkomst: Bijeenkomst) -> str:
    """What was planned and then recorded stays the same entry."""
    afspraak = getattr(bijeenkomst, "afspraak", None)
    return name_afspraak(afspraak.pk) if afspraak else f"bijeenkomst-{bijeenkomst.pk}"


def _list_geplande(gebruiker: Gebruiker, vanaf: date) -> Iterator[Afspraak]:
    """What the groups of this person plan, as long as they did not say that they cannot come."""
    for afspraak in find_agenda_afspraken(gebruiker, vanaf=vanaf):
        yield Afspraak(
            sleutel=name_afspraak(afspraak.pk),
            titel=TITEL,
            van=read_moment(afspraak, "begin_tijd"),
            tot=read_moment(afspraak, "eind_tijd"),
            uitleg=f"Waar en met wie: {settings.BASIS_URL}/mijn/afspraken/{afspraak.pk}",
            voorlopig=not afspraak.kan,
        )


def _list_scholing(gebruiker: Gebruiker, vanaf: date) -> Iterator[Afspraak]:
    """The days of an edition; its first and last day where the opleider gave no days."""
    for uitvoering in find_gevolgde_uitvoeringen(gebruiker, vanaf=vanaf):
        naam, bijeenkomsten = uitvoering.opleiding.naam, uitvoering.bijeenkomsten.all()
        for dag in bijeenkomsten:
            yield _all_day(f"scholingsdag-{dag.pk}", naam, dag.datum, uitvoering.plaats)
        if not bijeenkomsten:
            yield _span(uitvoering, naam)


def _span(uitvoering: Uitvoering, naam: str) -> Afspraak:
    tot = uitvoering.eind_datum + DAG
    return Afspraak(f"uitvoering-{uitvoering.pk}", naam, uitvoering.begin_datum, tot, uitvoering.plaats)


def _all_day(sleutel: str, titel: str, dag: date, uitleg: str) -> Afspraak:
    return Afspraak(sleutel, titel, dag, dag + DAG, uitleg)


def _combine(dag: date, tijd: time) -> datetime:
    return datetime.combine(dag, tijd, tzinfo=NEDERLAND)


def write_kalender(afspraken: list[Afspraak], *, op: datetime) -> bytes:
    """The iCalendar file. Moments are written in UTC, which every calendar knows without a table of zones."""
    kalender = Calendar()
    kalender.add("version", "2.0")
    kalender.add("prodid", "-//SAM-register//NL")
    for naam in ("name", "x-wr-calname"):  # the standard one, and the one that most read
        kalender.add(naam, "SAM-register")
    kalender.add("refresh-interval", vDuration(VERVERSEN, {"VALUE": "DURATION"}))
    kalender.add("x-published-ttl", vDuration(VERVERSEN))
    for afspraak in afspraken:
        kalender.add_component(_write_afspraak(afspraak, op))
    return kalender.to_ical()


def _write_afspraak(afspraak: Afspraak, op: datetime) -> Event:
    event = Event()
    event.add("uid", f"{afspraak.sleutel}@{urlsplit(settings.BASIS_URL).hostname}")
    event.add("dtstamp", op)
    event.add("summary", afspraak.titel)
    event.add("dtstart", _to_utc(afspraak.van))
    event.add("dtend", _to_utc(afspraak.tot))
    event.add("status", "TENTATIVE" if afspraak.voorlopig else "CONFIRMED")
    event.add("transp", "OPAQUE" if isinstance(afspraak.van, datetime) else "TRANSPARENT")
    if afspraak.uitleg:
        event.add("description", afspraak.uitleg)
    return event


def _to_utc(moment: date | datetime) -> date | datetime:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
