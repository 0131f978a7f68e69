"""Have a peer confirm that you talked about a reflection: ask, invite, remind, answer."""

import secrets
from datetime import date, datetime
from itertools import groupby

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from accounts.geheimen import hash_geheim
from accounts.limieten import Limiet
from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker
from accounts.queries import find_wanneer
from accounts.services.logboek import refer, write_logregel
from accounts.versleuteling import decrypt, encrypt
from beroepscode.models import Bevestiging, Openstelling, Reflectie
from beroepscode.opengesteld import find_te_herinneren
from beroepscode.queries import find_genoemden
from beroepscode.reflectiebeeld import mark_reflectie
from beroepscode.services.openstellingen import add_openstelling, close_na_nee
from kern.fouten import Fout, Fouten

UITNODIGINGEN = Limiet("reflectie-uitnodigingen-per-adres", 3, 24 * 3600)
TEGELIJK = 200
"""People who are reminded together."""
GEWIJZIGD = Fout("gewijzigd", "De dag, de tijd of de kernwaarde is net veranderd. Lees ze nog eens en kies dan.")
AL_BEANTWOORD = Fout("al-beantwoord", "Je antwoordde al. Aan je antwoord verandert niets meer.")
GEWIST = Fout("gewist", "Deze reflectie is net gewist. Je hoeft niets te doen.")


@transaction.atomic
def ask_bevestiging(
    reflectie: Reflectie, genoemd: str, *, tot_datum: date | None = None, op: datetime
) -> Bevestiging:
    """Ask a peer, named by e-mail address or number, to confirm the talk about a reflection.

    With `tot_datum` the peer may read it until then (excluded). An address that nobody has yet is invited to sign up.
    An unknown number receives no mail, nor does somebody asked before under another name: that one request stands,
    and gets the new opening, unless its answer was no. The writer sees no difference, so each name has a row.
    """
    Reflectie.objects.select_for_update().filter(pk=reflectie.pk).first()
    collega = find_genoemden([genoemd]).get(genoemd)
    eerder = reflectie.bevestigingen.filter(bevestiger=collega).first() if collega else None
    bevestiging = Bevestiging.objects.create(
        reflectie=reflectie, bevestiger=None if eerder else collega, gevraagd_aan=genoemd, gevraagd_op=op
    )
    if tot_datum:
        lezer = None if eerder and eerder.afgewezen_op else collega
        houder = eerder if eerder and lezer else bevestiging
        houder.openstelling = add_openstelling(reflectie, genoemd, aan=lezer, tot_datum=tot_datum, op=op)
        houder.save(update_fields=["openstelling"])
    context = {"schrijver": reflectie.gebruiker.naam, "verzoek": bevestiging}
    if bevestiging.bevestiger:
        send_bericht(collega, "beroepscode/reflectie-bevestigen", context, soort=Berichtsoort.VERZOEK)
    elif collega is None and "@" in genoemd:
        _invite(bevestiging, context)
    return bevestiging


@sensitive_variables()
@transaction.atomic
def answer_bevestiging(
    bevestiging: Bevestiging, *, akkoord: bool, aanvulling: str = "", gezien: str | None = None, op: datetime
) -> None:
    """The peer says that the talk took place, with what it brought, or that it did not: then the text closes.

    It closes under every name that the writer asked this peer by.

    `gezien`: the facts that stood on the page (`mark_reflectie`), None for who does not look at a page. Raises Fouten
    when those changed, and when the peer answered or the writer erased it a moment ago.
    """
    bevestiging = _lock(bevestiging)
    if gezien is not None and gezien != mark_reflectie(bevestiging.reflectie):
        raise Fouten(GEWIJZIGD, status=409)
    if akkoord:
        bevestiging.bevestigd_op = op
        bevestiging.aanvulling = encrypt(aanvulling) if aanvulling else None
    else:
        bevestiging.afgewezen_op = op
        close_na_nee(bevestiging, op=op)
    bevestiging.save(update_fields=["bevestigd_op", "afgewezen_op", "aanvulling"])
    write_logregel(
        "reflectie-bevestigd" if akkoord else "reflectie-niet-bevestigd",
        door=refer(bevestiging.bevestiger),
        onderwerp=refer(bevestiging.reflectie),
        op=op,
    )


@sensitive_variables()
def read_aanvulling(bevestiging: Bevestiging) -> str:
    """What the peer added, for both of them; empty when there is nothing, or when no key fits any more."""
    try:
        return decrypt(bevestiging.aanvulling) if bevestiging.aanvulling else ""
    except InvalidToken:
        return ""


@transaction.atomic
def claim_verzoeken(gebruiker: Gebruiker, adres: str) -> int:
    """Hand over what was asked of, or opened to, an address before it was this person's; returns how many requests.

    Whoever calls this knows that the address was confirmed. What somebody asked of themselves stays nobody's, and so
    does what a request opened to who said no to another request about the same.
    """
    vreemd = Bevestiging.objects.select_for_update().filter(bevestiger=None, gevraagd_aan=adres.strip().lower())
    gehad = set(Bevestiging.objects.filter(bevestiger=gebruiker).values_list("reflectie", flat=True))
    aantal = 0
    for bevestiging in vreemd.exclude(reflectie__gebruiker=gebruiker).order_by("pk"):
        if bevestiging.reflectie_id not in gehad:
            gehad.add(bevestiging.reflectie_id)
            bevestiging.bevestiger, bevestiging.uitnodiging_hash = gebruiker, ""
            bevestiging.save(update_fields=["bevestiger", "uitnodiging_hash"])
            aantal += 1
    openstellingen = Openstelling.objects.filter(aan=None, organisatie=None, genoemd_als=adres.strip().lower())
    nee = Bevestiging.objects.filter(bevestiger=gebruiker, afgewezen_op__isnull=False).values("reflectie")
    openstellingen = openstellingen.exclude(bevestiging__isnull=False, reflectie__in=nee)
    openstellingen.exclude(reflectie__gebruiker=gebruiker).update(aan=gebruiker)
    return aantal


def remind_bevestigers(*, peildatum: date, op: datetime) -> int:
    """Remind peers, once, of what they did not answer: one mail for each person. Returns how many were told."""
    wachtend = find_te_herinneren(op=op, peildatum=peildatum)
    mensen = list(wachtend.order_by("bevestiger_id").values_list("bevestiger_id", flat=True).distinct())
    delen = [mensen[begin : begin + TEGELIJK] for begin in range(0, len(mensen), TEGELIJK)]
    return sum(_remind_deel(wachtend.filter(bevestiger__in=deel), op=op) for deel in delen)


@transaction.atomic
def _remind_deel(wachtend: QuerySet[Bevestiging], *, op: datetime) -> int:
    """One batch. The rows are locked: another process that does the same waits and then finds them done."""
    verzoeken = list(wachtend.select_for_update(of=("self",)))
    Bevestiging.objects.filter(pk__in=[verzoek.pk for verzoek in verzoeken]).update(herinnerd_op=op)
    per_mens = [list(groep) for _, groep in groupby(verzoeken, key=lambda verzoek: verzoek.bevestiger_id)]
    wanneer = find_wanneer([eigen[0].bevestiger_id for eigen in per_mens], Berichtsoort.VERZOEK)
    for eigen in per_mens:
        schrijvers = dict.fromkeys(verzoek.reflectie.gebruiker.naam for verzoek in eigen)
        send_bericht(
            eigen[0].bevestiger,
            "beroepscode/reflectie-herinnering",
            {"schrijvers": list(schrijvers), "aantal": len(eigen)},
            soort=Berichtsoort.VERZOEK,
            wanneer=wanneer[eigen[0].bevestiger_id],
        )
    return len(per_mens)


@sensitive_variables()
def _lock(bevestiging: Bevestiging) -> Bevestiging:
    """The request as it is now, with the reflection; first that, as its writer does who changes or erases it."""
    reflectie = Reflectie.objects.select_for_update().filter(pk=bevestiging.reflectie_id).first()
    huidig = Bevestiging.objects.select_for_update().filter(pk=bevestiging.pk, reflectie=reflectie).first()
    if huidig is None:
        raise Fouten(GEWIST, status=409)
    if huidig.bevestigd_op or huidig.afgewezen_op:
        raise Fouten(AL_BEANTWOORD, status=409)
    huidig.reflectie = reflectie
    return huidig


def _invite(bevestiging: Bevestiging, context: dict[str, object]) -> None:
    """Mail somebody without an account; of the code in the link only the hash is kept.

    An address that was invited often today is left in peace; the writer sees no difference.
    """
    wie = hash_geheim(bevestiging.gevraagd_aan)
    if not UITNODIGINGEN.count(wie, op=bevestiging.gevraagd_op):
        return
    code = secrets.token_urlsafe(16)
    bevestiging.uitnodiging_hash = hash_geheim(code)
    bevestiging.save(update_fields=["uitnodiging_hash"])
    send_bericht(bevestiging.gevraagd_aan, "beroepscode/reflectie-uitnodiging", {**context, "code": code})
