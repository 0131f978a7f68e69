"""Groups of intervisie: begin one, change it, leave it, or part with somebody when the others agree."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.mail import send_bericht
from accounts.models import Berichtsoort, Gebruiker
from accounts.services.concepten import discard_concept
from accounts.services.logboek import refer, write_logregel
from beroepscode.groepen import find_leden, find_voorstellen
from beroepscode.groepsregels import ledenregel_op
from beroepscode.models import Groep, Groepslid, Uitnodiging, Verwijdervoorstel
from beroepscode.queries import NOG_EENS
from beroepscode.services.afspraken import send_afspraken, withdraw_afspraken
from kern.fouten import Fout, Fouten

KAN_NIET = Fout("geen-overleg", "Met zo weinig leden kan dit niet. Ga zelf weg, of begin samen een andere groep.")
AL_AFGEHANDELD = Fout("al-afgehandeld", "Dit is net al afgehandeld. Kijk bij je groep hoe het nu staat.")


@transaction.atomic
def create_groep(gebruiker: Gebruiker, *, naam: str, ritme: str, op: datetime) -> Groep:
    """The same again within a minute is a button that was pressed twice: that answers the one that is there.

    Locks the one who begins it: the second waits here for the first.
    """
    Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    net = Groep.objects.filter(leden__gebruiker=gebruiker, naam=naam, ritme=ritme, aangemaakt_op__gt=op - NOG_EENS)
    if eerder := net.first():
        return eerder
    groep = Groep.objects.create(naam=naam, ritme=ritme, aangemaakt_op=op)
    Groepslid.objects.create(groep=groep, gebruiker=gebruiker, lid_sinds=op)
    write_logregel("groep-begonnen", door=refer(gebruiker), onderwerp=refer(groep), op=op)
    return groep


@transaction.atomic
def change_groep(groep: Groep, *, naam: str, ritme: str, door: Gebruiker, op: datetime) -> None:
    groep.naam, groep.ritme = naam, ritme
    groep.save(update_fields=["naam", "ritme"])
    write_logregel("groep-gewijzigd", door=refer(door), onderwerp=refer(groep), op=op)


@transaction.atomic
def add_lid(groep: Groep, gebruiker: Gebruiker, *, op: datetime) -> Groepslid:
    """Let somebody in, and send them what the group planned. Who is in already stays as they were."""
    lid, nieuw = Groepslid.objects.get_or_create(groep=groep, gebruiker=gebruiker, defaults={"lid_sinds": op})
    if nieuw:
        send_afspraken(groep, gebruiker, op=op)
        write_logregel("groepslid-toegetreden", door=refer(gebruiker), onderwerp=refer(groep), op=op)
    return lid


@transaction.atomic
def leave_groep(lid: Groepslid, *, op: datetime) -> None:
    """Go. A group without members is no more; what it did stays in everybody's dossier.

    Raises Fouten for who is out already.
    """
    lid = _lock_lid(lid)
    write_logregel("groepslid-vertrokken", door=refer(lid.gebruiker), onderwerp=refer(lid.groep), op=op)
    _drop_lid(lid, op=op)


@transaction.atomic
def propose_vertrek(lid: Groepslid, *, door: Groepslid, op: datetime) -> Verwijdervoorstel:
    """Propose that another member leaves, and agree with that at once. The others, and the member, hear of it.

    Raises Fouten when the group is too small for an agreement, and when one of both is out already. A proposal that
    stands gets one voice more.
    """
    lid, door = _lock_lid(lid), _lock_lid(door)
    regel = ledenregel_op(timezone.localdate(op))
    leden = list(find_leden(lid.groep))
    if len(leden) - 1 < regel.count_nodig(len(leden) - 1):
        raise Fouten(KAN_NIET, status=409)
    Verwijdervoorstel.objects.filter(lid=lid, verloopt_op__lte=op).delete()
    voorstel, nieuw = Verwijdervoorstel.objects.get_or_create(
        lid=lid,
        defaults={"voorgesteld_op": op, "verloopt_op": op + timedelta(days=regel.verwijderen_dagen)},
    )
    if nieuw:
        _tell_voorstel(voorstel, leden, door)
        write_logregel("vertrek-voorgesteld", door=refer(door.gebruiker), onderwerp=refer(lid), op=op)
    agree_vertrek(voorstel, door=door, op=op)
    return voorstel


@transaction.atomic
def agree_vertrek(voorstel: Verwijdervoorstel, *, door: Groepslid, op: datetime) -> bool:
    """Agree that a member leaves. True when that was enough, and the member is out.

    Raises Fouten when the proposal is settled already, or who agrees is out.
    """
    door = _lock_lid(door)
    voorstel = _find_voorstel(voorstel)
    _, nieuw = voorstel.stemmen.get_or_create(lid=door, defaults={"op": op})
    if nieuw:
        write_logregel("vertrek-eens", door=refer(door.gebruiker), onderwerp=refer(voorstel), op=op)
    return _settle(voorstel, op=op)


@transaction.atomic
def withdraw_stem(voorstel: Verwijdervoorstel, *, door: Groepslid, op: datetime) -> None:
    """Think again. A proposal that nobody agrees with is gone. Raises Fouten as `agree_vertrek` does."""
    door = _lock_lid(door)
    voorstel = _find_voorstel(voorstel)
    if voorstel.stemmen.filter(lid=door).delete()[0]:
        write_logregel("vertrek-niet-eens", door=refer(door.gebruiker), onderwerp=refer(voorstel), op=op)
    if not voorstel.stemmen.exists():
        voorstel.delete()


@transaction.atomic
def prune_groepen(*, op: datetime) -> int:
    """Forget invitations, with the addresses in them, and proposals whose time is over; answers how many."""
    uitnodigingen = Uitnodiging.objects.filter(verloopt_op__lte=op).delete()[0]
    voorstellen, _ = Verwijdervoorstel.objects.filter(verloopt_op__lte=op).delete()
    return uitnodigingen + voorstellen


def _lock_lid(lid: Groepslid) -> Groepslid:
    """Somebody as they are in the group now. Locks it: of two who act at once the second finds what the first did."""
    Groep.objects.select_for_update().filter(pk=lid.groep_id).first()
    huidig = Groepslid.objects.select_related("groep", "gebruiker").filter(pk=lid.pk).first()
    if huidig is None:
        raise Fouten(AL_AFGEHANDELD, status=409)
    return huidig


def _find_voorstel(voorstel: Verwijdervoorstel) -> Verwijdervoorstel:
    """A proposal as it is now, for who locked its group; locked itself, as what lapsed goes without the group."""
    rijen = Verwijdervoorstel.objects.select_for_update(of=("self",)).select_related("lid__groep", "lid__gebruiker")
    huidig = rijen.filter(pk=voorstel.pk).first()
    if huidig is None:
        raise Fouten(AL_AFGEHANDELD, status=409)
    return huidig


def _settle(voorstel: Verwijdervoorstel, *, op: datetime) -> bool:
    lid = voorstel.lid
    anderen = Groepslid.objects.filter(groep=lid.groep_id).exclude(pk=lid.pk).count()
    if voorstel.stemmen.count() < ledenregel_op(timezone.localdate(op)).count_nodig(anderen):
        return False
    context = {"groep": lid.groep}
    send_bericht(lid.gebruiker, "beroepscode/groep-uit", context)
    write_logregel("groepslid-verwijderd", door=refer(voorstel), onderwerp=refer(lid.groep), op=op)
    _drop_lid(lid, op=op)
    return True


def _drop_lid(lid: Groepslid, *, op: datetime) -> None:
    """Take somebody out with their seat as a host, and look again at what the others already agreed on.

    For who locked the group.
    """
    groep = lid.groep
    withdraw_afspraken(groep, lid.gebruiker, op=op)
    for formulier in ("plannen", "vastleggen-groep", "groep"):
        discard_concept(lid.gebruiker, f"{formulier}-{groep.pk}", op=op)
    lid.delete()
    if not groep.leden.exists():
        groep.delete()
        return
    for voorstel in find_voorstellen(groep, op=op):
        if _settle(voorstel, op=op):
            return  # and that looked at the others again


def _tell_voorstel(voorstel: Verwijdervoorstel, leden: list[Groepslid], door: Groepslid) -> None:
    """The one whom it is about hears it as well, from the register and not from rumour."""
    for ander in leden:
        if ander == voorstel.lid:
            context = {"groep": voorstel.lid.groep, "voorstel": voorstel}
            send_bericht(ander.gebruiker, "beroepscode/groep-voorstel-over-jou", context)
        elif ander != door:
            context = {"groep": voorstel.lid.groep, "voorstel": voorstel, "wie": voorstel.lid.gebruiker.naam}
            send_bericht(ander.gebruiker, "beroepscode/groep-voorstel", context, soort=Berichtsoort.GROEP)
