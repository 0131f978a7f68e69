"""Send mail: plain text, one mail says one thing.

A mail is a task in the database, written in the same transaction as the act it tells of. So it leaves exactly when
the act holds, and a mail server that is down stops nobody: the worker tries again later.
"""

import json
import re
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django_tasks import task

from accounts.models import Bericht, Berichtsoort, Gebruiker, Wanneer
from accounts.queries import find_wanneer
from accounts.versleuteling import decrypt, encrypt

# About a day and a half of trying, with longer and longer pauses.
PAUZES = [timedelta(minutes=minuten) for minuten in (1, 5, 30, 120, 480, 1440)]

METHODE = re.compile(r"^METHOD:(\w+)", re.MULTILINE)


def send_bericht(
    naar: Gebruiker | str,
    sjabloon: str,
    context: dict[str, Any],
    *,
    soort: str = Berichtsoort.ALTIJD,
    wanneer: str | None = None,
    agenda: str = "",
) -> None:
    """Send `templates/mail/<sjabloon>.txt`, such as "accounts/organisatie-toegelaten"; its first line is the subject.

    The template knows `context`, `naar` (when that is a person), `basis_url` and `contact` (the register office).
    People choose when they want mail of a `soort`: at once, in the mail of the week, or never. Who writes to many
    looks that up for all together (`find_wanneer`) and gives it as `wanneer`. `agenda` is an iCalendar text: an
    invitation, with its METHOD, that a mail program offers to put in the calendar.
    """
    gebruiker = naar if isinstance(naar, Gebruiker) else None
    if gebruiker and wanneer is None and soort != Berichtsoort.ALTIJD:
        wanneer = find_wanneer([gebruiker.pk], soort)[gebruiker.pk]
    if wanneer == Wanneer.NOOIT:
        return
    onderwerp, tekst = render_bericht(sjabloon, {"naar": gebruiker, **context})
    if wanneer == Wanneer.WEKELIJKS:
        Bericht.objects.create(gebruiker=gebruiker, soort=soort, onderwerp=onderwerp)
    else:
        enqueue_bericht(gebruiker.email if gebruiker else naar, onderwerp, tekst, agenda)


def render_bericht(sjabloon: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return subject and text. Nothing is escaped: a mail is text, not HTML."""
    template = get_template(f"mail/{sjabloon}.txt").template
    whole = template.render(Context({**site_context(), **context}, autoescape=False))
    onderwerp, _, tekst = whole.strip().partition("\n")
    return onderwerp.strip(), re.sub(r"\n{3,}", "\n\n", tekst).strip() + "\n"


def site_context() -> dict[str, str]:
    """What every mail may say of the site itself."""
    return {"basis_url": settings.BASIS_URL, "contact": settings.CONTACT_EMAIL}


def enqueue_bericht(naar: str, onderwerp: str, tekst: str, agenda: str = "") -> None:
    """Hand a mail to the queue, sealed: it can hold a link that opens an account, and the queue is a table."""
    deliver_bericht.enqueue(encrypt(json.dumps([naar, onderwerp, tekst, agenda])).decode())


def make_email(naar: str, onderwerp: str, tekst: str, agenda: str = "") -> EmailMultiAlternatives:
    """The mail itself; an iCalendar text goes along as the other way to read it, named by its METHOD (RFC 6047)."""
    email = EmailMultiAlternatives(onderwerp, tekst, to=[naar])
    if agenda:
        methode = METHODE.search(agenda)[1]
        email.attach_alternative(agenda, f"text/calendar; method={methode}")
    return email


@task
def deliver_bericht(verzegeld: str, poging: int = 0) -> None:
    """Hand a mail to the mail server, and try again later when that fails."""
    naar, onderwerp, tekst, *rest = json.loads(decrypt(verzegeld.encode()))  # what waited for an update is shorter
    try:
        make_email(naar, onderwerp, tekst, *rest).send()
    except (OSError, SMTPException):
        if poging == len(PAUZES):
            raise
        later = deliver_bericht.using(run_after=timezone.now() + PAUZES[poging])
        later.enqueue(verzegeld, poging + 1)
