"""Let an employer confirm a period of work from a mail, without an account."""

import hashlib
import secrets
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.formats import date_format

from accounts.geheimen import hash_geheim
from accounts.mail import send_bericht
from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from accounts.versleuteling import encrypt
from kern.fouten import Fout, Fouten
from register.bewijsstukken import find_open_vraag
from register.limieten import WERKVRAGEN
from register.models import Werkbevestiging, Werkperiode
from register.models.werkbevestiging import GELDIG, OPNIEUW_NA

Oordeel = Werkbevestiging.Oordeel
TE_VAAK = Fout("te-vaak", "Je hebt vandaag genoeg werkgevers gevraagd. Morgen kun je weer vragen.")
LANGSTE_DOOR = Werkperiode._meta.get_field("bevestigd_door").max_length


@transaction.atomic
def ask_werkbevestiging(werkperiode: Werkperiode, *, adres: str, op: datetime) -> Werkbevestiging:
    """Mail an employer the question whether a period is right, in the place of an earlier question.

    Raises Fouten when the period is confirmed already, when the address is the professional's own, or when an
    earlier question is younger than `OPNIEUW_NA`; and when today's mails are used up, which a refusal does not do.
    """
    werkperiode = _lock(werkperiode)
    gebruiker = werkperiode.registratie.gebruiker
    eerder = find_open_vraag(werkperiode)
    _refuse_vraag(werkperiode, gebruiker, eerder, adres, op)
    if WERKVRAGEN.take(str(gebruiker.pk), op=op):
        raise Fouten(TE_VAAK, status=429)
    if eerder:
        _end(eerder, ingetrokken_op=op)
    token = secrets.token_urlsafe(32)
    vraag = Werkbevestiging.objects.create(
        werkperiode=werkperiode,
        adres=encrypt(adres),
        token_hash=hash_geheim(token),
        verstuurd_op=op,
        verloopt_op=op + GELDIG,
    )
    context = {"werkperiode": werkperiode, "vrager": gebruiker.naam, "token": token, "vraag": vraag}
    send_bericht(adres, "register/werk-bevestigen", context)
    write_logregel("werkbevestiging-gevraagd", door=refer(gebruiker), onderwerp=refer(vraag), op=op)
    return vraag


@transaction.atomic
def withdraw_werkbevestiging(vraag: Werkbevestiging, *, op: datetime) -> None:
    """Take a question back, so that the link in the mail works no longer. Nothing happens once it was answered."""
    gebruiker = vraag.werkperiode.registratie.gebruiker
    vraag = Werkbevestiging.objects.select_for_update().get(pk=vraag.pk)
    if vraag.beantwoord_op is None and vraag.ingetrokken_op is None:
        _end(vraag, ingetrokken_op=op)
        write_logregel("werkbevestiging-ingetrokken", door=refer(gebruiker), onderwerp=refer(vraag), op=op)


@transaction.atomic
def answer_werkbevestiging(
    vraag: Werkbevestiging, *, oordeel: str, door_naam: str, domein: str, gezien: str, op: datetime
) -> None:
    """Settle a question with the employer's answer, once. What is confirmed counts as trust B from then on.

    `gezien` is the mark of what the employer saw (`mark_feiten`): somebody must not confirm other facts than those.
    Raises Fouten when the facts changed since, or when the question was settled already.
    """
    werkperiode = _lock(vraag.werkperiode)
    vraag = Werkbevestiging.objects.select_for_update().get(pk=vraag.pk)
    if vraag.beantwoord_op or vraag.ingetrokken_op:
        raise Fouten(Fout("al-beantwoord", "Deze vraag is al beantwoord."), status=409)
    if gezien != mark_feiten(werkperiode):
        melding = "Deze gegevens zijn net veranderd. Lees ze nog eens en kies dan."
        raise Fouten(Fout("gewijzigd", melding), status=409)
    _end(vraag, beantwoord_op=op, oordeel=oordeel, door_naam=door_naam)
    if oordeel == Oordeel.BEVESTIGD:
        werkperiode.bevestigd_op, werkperiode.bevestigd_door = op, f"{door_naam} ({domein})"[:LANGSTE_DOOR]
        werkperiode.save(update_fields=["bevestigd_op", "bevestigd_door"])
    context = {"werkperiode": werkperiode, "door_naam": door_naam}
    send_bericht(werkperiode.registratie.gebruiker, f"register/werk-{oordeel}", context)
    write_logregel(f"werkperiode-{oordeel}", door=refer(vraag), onderwerp=refer(werkperiode), op=op)


def forget_adressen(*, op: datetime) -> int:
    """Forget to whom a question went whose link works no longer; returns how many. The question itself stays."""
    return Werkbevestiging.objects.filter(verloopt_op__lte=op, adres__isnull=False).update(adres=None)


def mark_feiten(werkperiode: Werkperiode) -> str:
    """A mark that changes with anything an employer confirms."""
    namen = ("werkgever", "functie", "van_datum", "tot_datum", "uren_per_week")
    feiten = "\n".join(str(getattr(werkperiode, naam)) for naam in namen)
    return hashlib.sha256(feiten.encode()).hexdigest()


def _lock(werkperiode: Werkperiode) -> Werkperiode:
    rijen = Werkperiode.objects.select_for_update(of=("self",)).select_related("registratie__gebruiker")
    return rijen.get(pk=werkperiode.pk)


def _refuse_vraag(
    werkperiode: Werkperiode, gebruiker: Gebruiker, eerder: Werkbevestiging | None, adres: str, op: datetime
) -> None:
    if werkperiode.bevestigd_op:
        raise Fouten(Fout("al-bevestigd", "Dit werk is al bevestigd. Je hoeft niets te doen."), status=409)
    if _is_own(adres, gebruiker):
        raise Fouten(Fout("eigen-adres", "Dit is je eigen adres. Vul het adres van je werkgever in.", "adres"))
    if eerder and not eerder.is_verlopen(op) and op < eerder.verstuurd_op + OPNIEUW_NA:
        vanaf = date_format(eerder.opnieuw_vanaf, "j F Y")
        raise Fouten(Fout("al-gevraagd", f"Je vroeg dit al. Vraag het opnieuw vanaf {vanaf}."), status=409)


def _is_own(adres: str, gebruiker: Gebruiker) -> bool:
    """Whether an address reaches the professional, also written as name+anything@."""
    eigen = {gebruiker.email, *EmailAddress.objects.filter(user=gebruiker).values_list("email", flat=True)}
    return _strip_plus(adres) in {_strip_plus(email) for email in eigen}


def _strip_plus(email: str) -> str:
    naam, _, domein = email.strip().casefold().rpartition("@")
    return f"{naam.partition('+')[0]}@{domein}"


def _end(vraag: Werkbevestiging, **waarden: object) -> None:
    """Close a question. The address has done its work and goes."""
    vraag.adres = None
    for naam, waarde in waarden.items():
        setattr(vraag, naam, waarde)
    vraag.save()
