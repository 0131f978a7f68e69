"""Which groups, invitations and planned meetings somebody may see. Every function starts from who asks, or a code."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker
from beroepscode.models import (
    Aanwezigheid,
    Afspraak,
    Bijeenkomst,
    Groep,
    Groepslid,
    Komst,
    Uitnodiging,
    Verwijderstem,
    Verwijdervoorstel,
)


def find_groepen(gebruiker: Gebruiker) -> QuerySet[Groep]:
    """The groups that somebody is in."""
    lid = Groepslid.objects.filter(groep=OuterRef("pk"), gebruiker=gebruiker)
    return Groep.objects.filter(Exists(lid)).order_by("naam", "pk")


def find_groepen_met_stand(gebruiker: Gebruiker, *, vandaag: date) -> QuerySet[Groep]:
    """The same, with `aantal` members and the day of the next planned meeting (`volgende`, None without)."""
    aantal = Groepslid.objects.filter(groep=OuterRef("pk")).order_by().values("groep").annotate(n=Count("pk"))
    komend = _komend(vandaag).filter(groep=OuterRef("pk")).values("datum")[:1]
    return find_groepen(gebruiker).annotate(aantal=Subquery(aantal.values("n")), volgende=Subquery(komend))


def find_leden(groep: Groep) -> QuerySet[Groepslid]:
    """The members by name, each with an open proposal that they leave."""
    return (
        Groepslid.objects.filter(groep=groep)
        .select_related("gebruiker", "verwijdervoorstel")
        .order_by("gebruiker__voornaam", "gebruiker__achternaam", "pk")
    )


def find_lid(groep: Groep, gebruiker: Gebruiker) -> Groepslid | None:
    return Groepslid.objects.filter(groep=groep, gebruiker=gebruiker).first()


def find_voorstellen(groep: Groep, *, op: datetime) -> QuerySet[Verwijdervoorstel]:
    """Proposals that stand, with who they are about and who agreed."""
    stemmen = Verwijderstem.objects.select_related("lid__gebruiker").order_by("op", "pk")
    return (
        Verwijdervoorstel.objects.filter(lid__groep=groep, verloopt_op__gt=op)
        .select_related("lid__gebruiker")
        .prefetch_related(Prefetch("stemmen", stemmen))
        .order_by("pk")
    )


def find_uitnodigingen(groep: Groep, *, op: datetime) -> QuerySet[Uitnodiging]:
    """Doors to this group that stand open."""
    open_ = Uitnodiging.objects.filter(groep=groep, verloopt_op__gt=op)
    return open_.select_related("door").order_by("email", "pk")


def find_eigen_uitnodigingen(gebruiker: Gebruiker, *, op: datetime) -> QuerySet[Uitnodiging]:
    """Invitations to an address that this person showed to be theirs, of groups they are not in yet."""
    lid = Groepslid.objects.filter(groep=OuterRef("groep"), gebruiker=gebruiker)
    return (
        Uitnodiging.objects.filter(
            ~Q(email=""), ~Exists(lid), email__in=_find_adressen(gebruiker), verloopt_op__gt=op
        )
        .select_related("groep", "door")
        .order_by("verstuurd_op", "pk")
    )


def find_uitnodigingen_aan(groep: Groep, gebruiker: Gebruiker) -> QuerySet[Uitnodiging]:
    """Invitations of one group to an address that this person showed to be theirs, whether they still work or not."""
    return Uitnodiging.objects.filter(groep=groep, email__in=_find_adressen(gebruiker))


def find_uitnodiging(code: str) -> Uitnodiging | None:
    """What a link leads to, also when it has expired; None when it does not exist (any more)."""
    gevonden = Uitnodiging.objects.filter(code_hash=hash_geheim(code)).select_related("groep", "door")
    return gevonden.first()


def find_afspraken(gebruiker: Gebruiker) -> QuerySet[Afspraak]:
    """Planned meetings of the groups that somebody is in, with who said what."""
    lid = Groepslid.objects.filter(groep=OuterRef("groep"), gebruiker=gebruiker)
    return _met_komsten(Afspraak.objects.filter(Exists(lid)).select_related("groep", "gastheer"))


def find_geplande(groep: Groep, *, vandaag: date) -> QuerySet[Afspraak]:
    """Meetings of a group that are still to come."""
    return _met_komsten(_komend(vandaag).filter(groep=groep).select_related("gastheer"))


def find_vast_te_leggen(groep: Groep, *, vandaag: date) -> QuerySet[Afspraak]:
    """Planned meetings whose day has come, that nobody recorded or called off."""
    over = Afspraak.objects.filter(groep=groep, datum__lte=vandaag, afgezegd_op=None, bijeenkomst=None)
    return over.order_by("-datum", "-begin_tijd", "-pk")


def find_gehouden(groep: Groep, gebruiker: Gebruiker) -> QuerySet[Bijeenkomst]:
    """Recorded meetings of a group, newest first: how many were there, and whether this person was named in it."""
    genoemd = Aanwezigheid.objects.filter(bijeenkomst=OuterRef("pk"), gebruiker=gebruiker)
    aanwezig = (
        Aanwezigheid.objects.filter(bijeenkomst=OuterRef("pk"), betwist_op=None)
        .order_by()
        .values("bijeenkomst")
        .annotate(n=Count("pk"))
    )
    return (
        Bijeenkomst.objects.filter(groep=groep)
        .annotate(genoemd=Exists(genoemd), aanwezig=Coalesce(Subquery(aanwezig.values("n")), 0))
        .order_by("-datum", "-begin_tijd", "-pk")
    )


def find_jaren(groep: Groep, gebruiker: Gebruiker) -> QuerySet:
    """Per year, newest first: `jaar`, `aantal` meetings, their `minuten`, and the `eigen` minutes somebody booked."""
    eigen = Aanwezigheid.objects.filter(
        bijeenkomst=OuterRef("pk"), gebruiker=gebruiker, bevestigd_op__isnull=False
    ).annotate(geboekt=Coalesce("minuten", "bijeenkomst__minuten"))
    return (
        Bijeenkomst.objects.filter(groep=groep)
        .annotate(geboekt=Coalesce(Subquery(eigen.values("geboekt")[:1]), 0))
        .order_by()
        .values(jaar=F("datum__year"))
        .annotate(aantal=Count("pk"), samen=Sum("minuten"), eigen=Sum("geboekt"))
        .order_by("-jaar")
    )


def find_agenda_afspraken(gebruiker: Gebruiker, *, vanaf: date) -> QuerySet[Afspraak]:
    """For a calendar: what is planned, until it is recorded, unless this person cannot come. `kan`: they said so."""
    eigen = Komst.objects.filter(afspraak=OuterRef("pk"), gebruiker=gebruiker)
    lid = Groepslid.objects.filter(groep=OuterRef("groep"), gebruiker=gebruiker)
    return (
        Afspraak.objects.filter(Exists(lid), datum__gte=vanaf, afgezegd_op=None, bijeenkomst=None)
        .annotate(kan=Subquery(eigen.values("kan")[:1]))
        .filter(Q(kan=True) | Q(kan__isnull=True))
        .order_by("datum", "begin_tijd", "pk")
    )


def _find_adressen(gebruiker: Gebruiker) -> QuerySet:
    return EmailAddress.objects.filter(user=gebruiker, verified=True).values("email")


def _komend(vandaag: date) -> QuerySet[Afspraak]:
    komend = Afspraak.objects.filter(datum__gte=vandaag, afgezegd_op=None, bijeenkomst=None)
    return komend.order_by("datum", "begin_tijd", "pk")


def _met_komsten(afspraken: QuerySet[Afspraak]) -> QuerySet[Afspraak]:
    komsten = Komst.objects.select_related("gebruiker").order_by("gebruiker__voornaam", "pk")
    return afspraken.prefetch_related(Prefetch("komsten", komsten))
