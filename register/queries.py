"""Which rows a question is about. Views and services use these and filter nothing themselves."""

from collections.abc import Collection
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from accounts.models import Gebruiker, Organisatie
from accounts.namen import TUSSENVOEGSELS, normalize_achternaam
from accounts.nummers import is_nummer, normalize_nummer
from beroepscode.queries import count_verzoeken
from kern.opzoeken import one_of
from opleidingen.queries import find_gevonden
from register.codes import is_code, normalize_code
from register.models import (
    Aanvraag,
    Activiteit,
    Agendasleutel,
    Besluit,
    Certificaat,
    Gebeurtenis,
    Registratie,
    Termijn,
    Werkperiode,
)

TERMIJN, GEBEURTENIS, AANVRAAG = "termijn", "gebeurtenis", "aanvraag"
ACTIVITEIT, WERKPERIODE = "activiteit", "werkperiode"
OPEN = Q(besloten_op=None, ingetrokken_op=None)
HERREGISTRATIE = Q(soort=Aanvraag.Soort.HERREGISTRATIE)


def select_loopbanen(registratie_ids: Collection[int]) -> QuerySet:
    """All that statuses follow from, in one statement.

    Rows are (bron, registratie_id, pk, soort, geldig_van, geldig_tot, op, afgehandeld_op, openbaar, zichtbaar_tot);
    `soort` of a term is its reglement. A settled application for a first term is left out: it keeps nothing alive.
    """
    van_hen = one_of("registratie_id", registratie_ids)
    geen_datum, geen_moment = Cast(Value(None), DateField()), Cast(Value(None), DateTimeField())
    ja = Value(True, BooleanField())
    termijnen = Termijn.objects.filter(van_hen).values_list(
        _name(TERMIJN), "registratie_id", "pk", "reglement", "geldig_van", "geldig_tot",
        "besluit__genomen_op", geen_moment, ja, geen_datum,
    )  # fmt: skip
    gebeurtenissen = Gebeurtenis.objects.filter(van_hen).values_list(
        _name(GEBEURTENIS), "registratie_id", "pk", "soort", "geldig_van", "geldig_tot",
        "vastgelegd_op", geen_moment, "openbaar", "zichtbaar_tot",
    )  # fmt: skip
    aanvragen = Aanvraag.objects.filter(van_hen, OPEN | HERREGISTRATIE).values_list(
        _name(AANVRAAG), "registratie_id", "pk", "soort", geen_datum, geen_datum,
        "ingediend_op", Coalesce("besloten_op", "ingetrokken_op"), ja, geen_datum,
    )  # fmt: skip
    return termijnen.union(gebeurtenissen, aanvragen, all=True)


def select_eigen_feiten(registratie_ids: Collection[int]) -> QuerySet:
    """What people logged themselves, in one statement.

    Rows are (bron, registratie_id, pk, soort, titel, datum, tot_datum, minuten, leefwereld, uren_per_week,
    bevestigd).
    """
    van_hen = one_of("registratie_id", registratie_ids)
    activiteiten = Activiteit.objects.filter(van_hen, verwijderd_op=None).values_list(
        _name(ACTIVITEIT), "registratie_id", "pk", "soort", "titel", "datum", Cast(Value(None), DateField()),
        "minuten", "leefwereld", Cast(Value(None), DecimalField(max_digits=4, decimal_places=1)), Value(False),
    )  # fmt: skip
    bevestigd = _is_filled("bevestigd_op")
    werkperiodes = Werkperiode.objects.filter(van_hen).values_list(
        _name(WERKPERIODE), "registratie_id", "pk", Value(""), "functie", "van_datum", "tot_datum",
        Cast(Value(None), IntegerField()), Value(""), "uren_per_week", bevestigd,
    )  # fmt: skip
    return activiteiten.union(werkperiodes, all=True)


def select_werkperiodes(registratie_ids: Collection[int]) -> QuerySet:
    """Work alone. Rows are (registratie_id, pk, van_datum, tot_datum, uren_per_week, bevestigd)."""
    werkperiodes = Werkperiode.objects.filter(one_of("registratie_id", registratie_ids))
    return werkperiodes.values_list(
        "registratie_id", "pk", "van_datum", "tot_datum", "uren_per_week", _is_filled("bevestigd_op")
    )


def _is_filled(veld: str) -> Case:
    return Case(When(**{veld: None}, then=Value(False)), default=Value(True))


def _name(bron: str) -> Value:
    return Value(bron, CharField())


def select_personen(nummers: Collection[str]) -> QuerySet:
    """Who these numbers belong to, in one statement; people without a registration are not there.

    Rows are (registratienummer, gebruiker_id, zoeknaam, registratie_id).
    """
    return Gebruiker.objects.filter(one_of("registratienummer", nummers), registratie__isnull=False).values_list(
        "registratienummer", "pk", "zoeknaam", "registratie__pk"
    )


def find_certificaten() -> QuerySet[Certificaat]:
    return Certificaat.objects.select_related("termijn__registratie__gebruiker", "termijn__registratie__profiel")


def find_certificaat(getypt: str) -> Certificaat | None:
    """The certificate with this code, however it was typed; None when nobody has it."""
    code = normalize_code(getypt)
    return find_certificaten().filter(code=code).first() if is_code(code) else None


def find_laatste_certificaat(gebruiker: Gebruiker) -> Certificaat | None:
    """Somebody's certificate of their latest term, unless it was withdrawn."""
    eigen = find_certificaten().filter(termijn__registratie__gebruiker=gebruiker)
    laatste = eigen.order_by("-termijn__geldig_van").first()
    return laatste if laatste and not laatste.ingetrokken_op else None


def find_laatste_termijn(gebruiker: Gebruiker) -> Termijn | None:
    """The term that ends last of all that were granted to somebody."""
    return Termijn.objects.filter(registratie__gebruiker=gebruiker).order_by("-geldig_tot").first()


def find_aflopende_termijnen(peildatum: date, *, voor: date) -> QuerySet[Termijn]:
    """Terms that run on `peildatum` and end before `voor`, without a next one; with the person."""
    volgende = Termijn.objects.filter(registratie=OuterRef("registratie"), geldig_van__gt=OuterRef("geldig_van"))
    aflopend = Termijn.objects.op(peildatum).filter(
        ~Exists(volgende), geldig_tot__lt=voor, registratie__gebruiker__is_active=True
    )
    return aflopend.select_related("registratie__gebruiker").order_by("pk")


def find_eigen_agendasleutel(gebruiker: Gebruiker) -> Agendasleutel | None:
    return Agendasleutel.objects.filter(gebruiker=gebruiker).first()


def find_registratie(gebruiker: Gebruiker, peildatum: date) -> Registratie | None:
    """Somebody's registration with its profiel.

    As `verzoeken` how many answers others wait for, as `is_gevonden` whether anything is parked for them.
    """
    eigen = Registratie.objects.select_related("profiel", "gebruiker").filter(gebruiker=gebruiker)
    mens = OuterRef("gebruiker")
    return eigen.annotate(verzoeken=count_verzoeken(mens), is_gevonden=Exists(find_gevonden(mens, peildatum))).first()


def find_activiteiten(gebruiker: Gebruiker) -> QuerySet[Activiteit]:
    """What somebody logged, also what they took out again."""
    return Activiteit.objects.filter(registratie__gebruiker=gebruiker).select_related("registratie")


def find_laatste_activiteit(registratie: Registratie) -> Activiteit | None:
    """What somebody logged last and did not take out again."""
    return registratie.activiteiten.filter(verwijderd_op=None).order_by("-aangemaakt_op", "-pk").first()


def has_dubbel(activiteit: Activiteit, *, soort: str, titel: str, datum: date, minuten: int) -> bool:
    """Whether another entry of the same person says exactly this."""
    eigen = Activiteit.objects.filter(registratie=activiteit.registratie_id, verwijderd_op=None)
    gelijk = eigen.filter(soort=soort, titel__iexact=titel, datum=datum, minuten=minuten)
    return gelijk.exclude(pk=activiteit.pk).exists()


def has_dubbel_werk(werkperiode: Werkperiode, *, werkgever: str, functie: str, van_datum: date) -> bool:
    """Whether somebody has this same work in their dossier already, from the same day."""
    eigen = Werkperiode.objects.filter(registratie=werkperiode.registratie_id)
    gelijk = eigen.filter(werkgever__iexact=werkgever, functie__iexact=functie, van_datum=van_datum)
    return gelijk.exclude(pk=werkperiode.pk).exists()


def find_werkperiodes(gebruiker: Gebruiker) -> QuerySet[Werkperiode]:
    """Somebody's work, the present first."""
    eigen = Werkperiode.objects.filter(registratie__gebruiker=gebruiker).select_related("registratie")
    return eigen.order_by(F("tot_datum").desc(nulls_first=True), "-van_datum", "pk")


def find_lopend_werk(registratie_id: int, peildatum: date) -> QuerySet[Werkperiode]:
    """The work that runs on `peildatum`, the longest first."""
    loopt = Q(tot_datum=None) | Q(tot_datum__gt=peildatum)
    return Werkperiode.objects.filter(loopt, registratie=registratie_id, van_datum__lte=peildatum).order_by(
        "van_datum", "pk"
    )


def find_werkenden(organisatie: Organisatie, peildatum: date) -> QuerySet[Werkperiode, int]:
    """Who works at an organisation on `peildatum`, as ids of people: a confirmed job under the name it goes by."""
    loopt = Q(tot_datum=None) | Q(tot_datum__gt=peildatum)
    werk = Werkperiode.objects.filter(loopt, werkgever__iexact=organisatie.naam, van_datum__lte=peildatum)
    return werk.filter(bevestigd_op__isnull=False).values_list("registratie__gebruiker_id", flat=True)


def find_aanvragen(gebruiker: Gebruiker) -> QuerySet[Aanvraag]:
    """Somebody's applications with what was decided, newest first."""
    eigen = Aanvraag.objects.filter(registratie__gebruiker=gebruiker)
    return eigen.select_related("besluit", "registratie__gebruiker").order_by("-ingediend_op", "-pk")


def find_open_aanvragen() -> QuerySet[Aanvraag]:
    """What waits for the office, oldest first."""
    return (
        Aanvraag.objects.filter(besloten_op=None, ingetrokken_op=None)
        .select_related("registratie__gebruiker", "registratie__profiel")
        .order_by("ingediend_op", "pk")
    )


def find_besluiten() -> QuerySet[Besluit]:
    """Every decision with the person it is about."""
    return Besluit.objects.select_related("aanvraag__registratie__gebruiker")


def find_alle_aanvragen() -> QuerySet[Aanvraag]:
    return Aanvraag.objects.select_related("registratie__gebruiker", "registratie__profiel", "besluit__termijn")


def find_registraties() -> QuerySet[Registratie]:
    return Registratie.objects.select_related("gebruiker", "profiel")


def find_geregistreerden(peildatum: date) -> QuerySet[Registratie]:
    """Who has a term that runs on `peildatum`."""
    loopt = Termijn.objects.op(peildatum).filter(registratie=OuterRef("pk"))
    return Registratie.objects.filter(Exists(loopt))


def search_registraties(vraag: str) -> QuerySet[Registratie]:
    """Registrations by number, or by words that all occur in the name; nothing for an empty question."""
    nummer = normalize_nummer(vraag)
    if is_nummer(nummer):
        return find_registraties().filter(gebruiker__registratienummer=nummer)
    woorden = [
        woord for woord in vraag.split() if normalize_achternaam(woord) and woord.casefold() not in TUSSENVOEGSELS
    ]
    if not woorden:
        return find_registraties().none()
    in_naam = [
        Q(gebruiker__zoeknaam__contains=normalize_achternaam(woord)) | Q(gebruiker__voornaam__icontains=woord)
        for woord in woorden
    ]
    return find_registraties().filter(*in_naam).order_by("gebruiker__zoeknaam", "gebruiker__voornaam", "pk")


def find_gebeurtenissen(registratie: Registratie) -> QuerySet[Gebeurtenis]:
    """The changes of status of one registration, newest first, with who recorded them."""
    return registratie.gebeurtenissen.select_related("door").order_by("-geldig_van", "-vastgelegd_op")


def find_termijnen(registratie: Registratie) -> QuerySet[Termijn]:
    """The terms of one registration with their decision and certificate, newest first."""
    return registratie.termijnen.select_related("besluit__genomen_door", "certificaat").order_by("-geldig_van")
