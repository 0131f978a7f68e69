"""The mail of the week: what changed, and the one next step. Who has nothing new gets no mail."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Bericht, Berichtsoort, Gebruiker, Verzamelmail, Wanneer
from accounts.queries import find_wanneer
from beroepscode.queries import find_gevraagden
from kern.opzoeken import one_of
from opleidingen.models import Deelname
from register.criteria import HERREGISTRATIE
from register.models import Registratie
from register.toetsing import Toetsing, toets_registraties
from register.views.volgende_stap import find_volgende

TEGELIJK = 200
HOOGSTENS_TERUG = timedelta(weeks=4)
"""When the machine stood still: what is older than this stands in the dossier, but nobody is mailed about it."""


@dataclass(slots=True)
class Nieuws:
    """What one person reads: what opleiders delivered, by opleider, and the subjects that waited."""

    leveringen: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    onderwerpen: list[str] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        return sum(map(len, self.leveringen.values())) + len(self.onderwerpen)

    @property
    def per_opleider(self) -> list[tuple[str, list[str]]]:
        return sorted(self.leveringen.items())


def send_verzamelmails(*, peildatum: date, op: datetime) -> int:
    """Send the mail of the week of `peildatum`, about what happened before its Monday; returns how many.

    Can be repeated: who has the mail of this week does not get it again.
    """
    week = peildatum - timedelta(days=peildatum.weekday())
    te_doen = _find_candidates(week)
    delen = [te_doen[begin : begin + TEGELIJK] for begin in range(0, len(te_doen), TEGELIJK)]
    return sum(_send(deel, week, peildatum, op) for deel in delen)


def _find_candidates(week: date) -> list[int]:
    heeft_nieuws = Q(pk__in=find_wachtend(week).values("gebruiker_id")) | Q(
        pk__in=find_geboekt(week).values("gebruiker_id")
    )
    gehad = Verzamelmail.objects.filter(week=week).values("gebruiker_id")
    kandidaten = Gebruiker.objects.filter(heeft_nieuws, is_active=True).exclude(pk__in=gehad)
    return list(kandidaten.order_by("pk").values_list("pk", flat=True))


def find_wachtend(week: date) -> QuerySet[Bericht]:
    return Bericht.objects.filter(aangemaakt_op__lt=_begin(week)).order_by("pk")


def find_geboekt(week: date) -> QuerySet[Deelname]:
    """What opleiders booked in the weeks before `week` and did not withdraw."""
    return Deelname.objects.filter(
        geboekt_op__gte=_begin(week - HOOGSTENS_TERUG), geboekt_op__lt=_begin(week), ingetrokken_op=None
    )


def _send(gebruiker_ids: Sequence[int], week: date, peildatum: date, op: datetime) -> int:
    """One batch in one transaction: the rows that claim the week, the mails, and what need not wait any more."""
    try:
        with transaction.atomic():
            nieuws = _collect_nieuws(gebruiker_ids, week)
            Verzamelmail.objects.bulk_create(
                Verzamelmail(gebruiker_id=pk, week=week, verstuurd_op=op) for pk in nieuws
            )
            stappen = _find_stappen(nieuws, peildatum)
            for gebruiker in Gebruiker.objects.filter(pk__in=nieuws).order_by("pk"):
                context = {"nieuws": nieuws[gebruiker.pk], "stap": stappen.get(gebruiker.pk)}
                send_bericht(gebruiker, "register/verzamelmail", context)
            find_wachtend(week).filter(one_of("gebruiker_id", gebruiker_ids)).delete()
    except IntegrityError:  # another process sends the same batch
        return 0
    return len(nieuws)


def _collect_nieuws(gebruiker_ids: Sequence[int], week: date) -> dict[int, Nieuws]:
    """By gebruiker id, for who has any."""
    nieuws: defaultdict[int, Nieuws] = defaultdict(Nieuws)
    gevraagd = find_gevraagden(gebruiker_ids)
    for bericht in find_wachtend(week).filter(one_of("gebruiker_id", gebruiker_ids)):
        if bericht.soort != Berichtsoort.VERZOEK or bericht.gebruiker_id in gevraagd:
            nieuws[bericht.gebruiker_id].onderwerpen.append(bericht.onderwerp)
    wanneer = find_wanneer(gebruiker_ids, Berichtsoort.LEVERING)
    vorige = _find_vorige(gebruiker_ids)
    rijen = find_geboekt(week).filter(one_of("gebruiker_id", gebruiker_ids)).order_by("eind_datum", "pk")
    for pk, geboekt_op, opleider, opleiding in rijen.values_list(
        "gebruiker_id", "geboekt_op", "opleiding__opleider__naam", "opleiding__naam"
    ):
        nieuw = pk not in vorige or timezone.localdate(geboekt_op) >= vorige[pk]
        if nieuw and wanneer[pk] == Wanneer.WEKELIJKS and opleiding not in nieuws[pk].leveringen[opleider]:
            nieuws[pk].leveringen[opleider].append(opleiding)
    return {pk: item for pk, item in nieuws.items() if item.aantal}


def _find_vorige(gebruiker_ids: Collection[int]) -> dict[int, date]:
    """Until which day each of these people was told before."""
    eerder = Verzamelmail.objects.filter(one_of("gebruiker_id", gebruiker_ids)).order_by()
    return dict(eerder.values_list("gebruiker_id").annotate(Max("week")))


def _find_stappen(gebruiker_ids: Collection[int], peildatum: date) -> dict[int, tuple[str, str]]:
    """The smallest next step of who is in the register: a sentence and where to do it."""
    registraties = Registratie.objects.select_related("profiel").filter(gebruiker__in=gebruiker_ids)
    toetsingen = toets_registraties(dict.fromkeys(registraties), peildatum=peildatum).values()
    stappen = {toetsing.registratie.gebruiker_id: describe_stap(toetsing) for toetsing in toetsingen}
    return {pk: stap for pk, stap in stappen.items() if stap}


def describe_stap(toetsing: Toetsing) -> tuple[str, str] | None:
    """A sentence and an address; None for who has no norm, who waits for a decision, or who can do nothing now."""
    if toetsing.soort != HERREGISTRATIE or toetsing.loopbaan.open_aanvraag_id:
        return None
    if not toetsing.tekorten:
        return "Je dossier is klaar: vraag herregistratie aan.", reverse("aanvraag")
    volgende = find_volgende(toetsing)
    return volgende and (f"Je mist nog {volgende.mist}. {volgende.zin}", volgende.adres)


def _begin(dag: date) -> datetime:
    """Midnight in the Netherlands."""
    return timezone.make_aware(datetime.combine(dag, datetime.min.time()))
