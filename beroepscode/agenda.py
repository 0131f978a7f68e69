"""A planned meeting as calendars understand it: an invitation, a change or a cancellation in a mail (iTIP)."""

from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from accounts.models import Gebruiker
from beroepscode.models import Afspraak

UITNODIGEN, AFZEGGEN = "REQUEST", "CANCEL"
TITEL = "Intervisie"


def name_afspraak(afspraak_id: int) -> str:
    """The name that never changes, so that a calendar moves an entry rather than doubling it."""
    return f"afspraak-{afspraak_id}"


def write_uitnodiging(afspraak: Afspraak, naar: Gebruiker, *, methode: str, op: datetime) -> str:
    """The iCalendar text of one invitation to one person.

    The register itself is the organiser and nobody is asked to answer by mail: so no member's address travels to
    another, and who can come is said on the page. No name of another person, as in the calendar of one's own.
    """
    kalender = Calendar()
    kalender.add("version", "2.0")
    kalender.add("prodid", "-//SAM-register//NL")
    kalender.add("method", methode)
    event = Event()
    event.add("uid", f"{name_afspraak(afspraak.pk)}@{urlsplit(settings.BASIS_URL).hostname}")
    event.add("sequence", afspraak.volgnummer)
    event.add("dtstamp", op)
    event.add("summary", TITEL)
    event.add("dtstart", read_moment(afspraak, "begin_tijd"))
    event.add("dtend", read_moment(afspraak, "eind_tijd"))
    event.add("status", "CANCELLED" if methode == AFZEGGEN else "CONFIRMED")
    event.add("organizer", _make_adres(*parseaddr(settings.DEFAULT_FROM_EMAIL)))
    event.add("attendee", _make_adres(naar.naam, naar.email), encode=0)
    if afspraak.plaats:
        event.add("location", afspraak.plaats)
    event.add("description", f"Zeg of je kunt: {settings.BASIS_URL}/mijn/afspraken/{afspraak.pk}")
    kalender.add_component(event)
    return kalender.to_ical().decode()


def read_moment(afspraak: Afspraak, tijd: str) -> datetime:
    """A clock time of the day of a planned meeting as a moment in UTC."""
    return timezone.make_aware(datetime.combine(afspraak.datum, getattr(afspraak, tijd))).astimezone(UTC)


def _make_adres(naam: str, email: str) -> vCalAddress:
    adres = vCalAddress(f"mailto:{email}")
    adres.params["cn"] = vText(naam)
    adres.params["rsvp"] = vText("FALSE")
    return adres
