"""The question whether somebody was at a meeting: put it, answer it, remind of it, let it lapse."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker
from accounts.queries import find_wanneer
from accounts.services.logboek import refer, write_logregel
from beroepscode.aanwezigheidsvraag import make_token, mark_feiten
from beroepscode.groepsregels import Vraagregel, vraagregel_op
from beroepscode.models import Aanwezigheid, Antwoord, Bijeenkomst
from beroepscode.queries import OPEN_VRAAG, find_overlap
from kern.fouten import Fout, Fouten

HANDELING = {
    Antwoord.ERBIJ: "aanwezigheid-bevestigd",
    Antwoord.DEELS: "aanwezigheid-bevestigd",
    Antwoord.NIET: "aanwezigheid-betwist",
    Antwoord.ONJUIST: "aanwezigheid-tijden-onjuist",
}
ELDERS = Fout(
    "overlap", "Je bevestigde al een bijeenkomst op dat moment. Was dit dezelfde? Kies dan 'Ik was er niet'."
)
GEWIJZIGD = Fout("gewijzigd", "De tijden zijn net veranderd. Lees ze nog eens en kies dan.")
WEG = Fout("vraag-weg", "Deze vraag is er niet meer. Wie dit vastlegde, heeft het aangepast. Je hoeft niets te doen.")
NIET_OPNIEUW = Fout("al-beantwoord", "Deze vraag kun je nu niet opnieuw stellen.")
TE_LANG = Fout("te-lang", "Dit is langer dan de bijeenkomst duurde. Vul je eigen tijd in.", "minuten")
TEGELIJK = 200


def ask_aanwezigheid(aanwezigheid: Aanwezigheid, *, op: datetime, gecorrigeerd: bool = False) -> None:
    """Ask somebody, by mail and on their page, whether they were there. An earlier link works no longer."""
    aanwezigheid.gevraagd_op, aanwezigheid.vervallen_op, aanwezigheid.herinneringen = op, None, 0
    aanwezigheid.save()
    sjabloon = "beroepscode/bijeenkomst-gecorrigeerd" if gecorrigeerd else "beroepscode/bijeenkomst-bevestigen"
    send_bericht(aanwezigheid.gebruiker, sjabloon, _make_context(aanwezigheid), soort=Berichtsoort.VERZOEK)


@transaction.atomic
def ask_opnieuw(aanwezigheid: Aanwezigheid, *, op: datetime) -> None:
    """Put a question again that lapsed, or that somebody answered with: I was not there. Raises Fouten for others."""
    _lock(aanwezigheid)
    if not aanwezigheid.mag_opnieuw:
        raise Fouten(NIET_OPNIEUW, status=409)
    clear_antwoord(aanwezigheid)
    ask_aanwezigheid(aanwezigheid, op=op)
    bijeenkomst = aanwezigheid.bijeenkomst
    door, onderwerp = refer(bijeenkomst.ingevoerd_door), refer(bijeenkomst)
    write_logregel("aanwezigheid-opnieuw-gevraagd", door=door, onderwerp=onderwerp, op=op)


@transaction.atomic
def answer_aanwezigheid(
    aanwezigheid: Aanwezigheid,
    *,
    antwoord: str,
    minuten: int | None = None,
    reden: str = "",
    gezien: str | None = None,
    op: datetime,
) -> None:
    """A participant answers, or answers otherwise than before.

    `minuten` goes with DEELS and `reden` with ONJUIST. `gezien`: the facts that stood on the page (`mark_feiten`),
    None for who does not look at a page. Raises Fouten when those changed, when the question is gone, when the
    minutes are more than the meeting's, and for who confirmed another meeting at that time.
    """
    _lock(aanwezigheid)
    bijeenkomst = aanwezigheid.bijeenkomst
    if gezien is not None and gezien != mark_feiten(aanwezigheid):
        raise Fouten(GEWIJZIGD, status=409)
    clear_antwoord(aanwezigheid)
    if antwoord in (Antwoord.ERBIJ, Antwoord.DEELS):
        if antwoord == Antwoord.DEELS and minuten and minuten > bijeenkomst.minuten:
            raise Fouten(TE_LANG)
        _refuse_elders(aanwezigheid)
        aanwezigheid.bevestigd_op = op
        aanwezigheid.minuten = minuten if antwoord == Antwoord.DEELS and minuten != bijeenkomst.minuten else None
    elif antwoord == Antwoord.NIET:
        aanwezigheid.betwist_op = op
    else:
        aanwezigheid.onjuist_op, aanwezigheid.reden = op, reden
        context = {"wie": aanwezigheid.gebruiker.naam, "reden": reden, "bijeenkomst": bijeenkomst}
        naar = bijeenkomst.ingevoerd_door
        send_bericht(naar, "beroepscode/bijeenkomst-onjuist", context, soort=Berichtsoort.VERZOEK)
    aanwezigheid.save()
    write_logregel(HANDELING[antwoord], door=refer(aanwezigheid.gebruiker), onderwerp=refer(bijeenkomst), op=op)


def clear_antwoord(aanwezigheid: Aanwezigheid) -> None:
    """Take the answer out of a row that is saved next."""
    aanwezigheid.bevestigd_op = aanwezigheid.betwist_op = aanwezigheid.onjuist_op = None
    aanwezigheid.minuten, aanwezigheid.reden = None, ""


def remind_aanwezigen(*, op: datetime) -> tuple[int, int]:
    """Remind who has not answered and let old questions lapse; answers how many of each.

    Each person gets the latest reminder that is due, so that a job that stood still sends one mail and not two.
    """
    open_ = Aanwezigheid.objects.filter(OPEN_VRAAG, gebruiker__isnull=False, gevraagd_op__isnull=False)
    ids = list(open_.order_by("pk").values_list("pk", flat=True))
    delen = [ids[begin : begin + TEGELIJK] for begin in range(0, len(ids), TEGELIJK)]
    uitkomsten = [_remind_deel(open_.filter(pk__in=deel), op=op) for deel in delen]
    return sum(herinnerd for herinnerd, _ in uitkomsten), sum(vervallen for _, vervallen in uitkomsten)


@transaction.atomic
def _remind_deel(open_: QuerySet[Aanwezigheid], *, op: datetime) -> tuple[int, int]:
    """One batch. The rows are locked: another process that does the same waits and then finds them done."""
    rijen = open_.select_for_update(of=("self",)).select_related("bijeenkomst__ingevoerd_door", "gebruiker")
    rijen = list(rijen.order_by("pk"))
    vandaag = timezone.localdate(op)
    vervallen = [rij for rij in rijen if _count_dagen(rij, vandaag) >= _find_regel(rij).verval_dagen]
    Aanwezigheid.objects.filter(pk__in=[rij.pk for rij in vervallen]).update(vervallen_op=op)
    over = [rij for rij in rijen if rij not in vervallen]
    te_doen = [(rij, aantal) for rij in over if (aantal := _count_verstreken(rij, vandaag)) > rij.herinneringen]
    _send_herinneringen(te_doen)
    return len(te_doen), len(vervallen)


def _send_herinneringen(te_doen: Sequence[tuple[Aanwezigheid, int]]) -> None:
    wanneer = find_wanneer([rij.gebruiker_id for rij, _ in te_doen], Berichtsoort.VERZOEK)
    for rij, aantal in te_doen:
        rij.herinneringen = aantal
        send_bericht(
            rij.gebruiker,
            "beroepscode/bijeenkomst-herinnering",
            _make_context(rij),
            soort=Berichtsoort.VERZOEK,
            wanneer=wanneer[rij.gebruiker_id],
        )
    Aanwezigheid.objects.bulk_update([rij for rij, _ in te_doen], ["herinneringen"])


def _count_verstreken(aanwezigheid: Aanwezigheid, vandaag: date) -> int:
    """How many reminders should have been sent by now."""
    dagen = _count_dagen(aanwezigheid, vandaag)
    return sum(dagen >= grens for grens in _find_regel(aanwezigheid).herinneringen)


def _count_dagen(aanwezigheid: Aanwezigheid, vandaag: date) -> int:
    return (vandaag - timezone.localdate(aanwezigheid.gevraagd_op)).days


def _find_regel(aanwezigheid: Aanwezigheid) -> Vraagregel:
    return vraagregel_op(timezone.localdate(aanwezigheid.gevraagd_op))


def _make_context(aanwezigheid: Aanwezigheid) -> dict[str, object]:
    bijeenkomst = aanwezigheid.bijeenkomst
    return {
        "invoerder": bijeenkomst.ingevoerd_door.naam,
        "bijeenkomst": bijeenkomst,
        "token": make_token(aanwezigheid),
        "dagen": _find_regel(aanwezigheid).verval_dagen,
    }


def _lock(aanwezigheid: Aanwezigheid) -> None:
    """Read the row afresh, with its meeting; first that, as a correction does. Raises Fouten when it is gone."""
    bijeenkomst = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("ingevoerd_door")
    rijen = Aanwezigheid.objects.select_for_update(of=("self",)).select_related("gebruiker")
    try:
        huidig = bijeenkomst.get(pk=aanwezigheid.bijeenkomst_id)
        aanwezigheid.refresh_from_db(from_queryset=rijen)
    except (Bijeenkomst.DoesNotExist, Aanwezigheid.DoesNotExist):
        raise Fouten(WEG, status=409) from None
    aanwezigheid.bijeenkomst = huidig


def _refuse_elders(aanwezigheid: Aanwezigheid) -> None:
    """Nobody is in two places. Locks the person."""
    Gebruiker.objects.select_for_update().get(pk=aanwezigheid.gebruiker_id)
    bijeenkomst = aanwezigheid.bijeenkomst
    elders = find_overlap(
        aanwezigheid.gebruiker,
        datum=bijeenkomst.datum,
        begin_tijd=bijeenkomst.begin_tijd,
        eind_tijd=bijeenkomst.eind_tijd,
    )
    if elders.exclude(bijeenkomst=bijeenkomst).exists():
        raise Fouten(ELDERS, status=409)
