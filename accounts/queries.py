"""Which rows somebody may see. Views and the API use nothing else."""

from collections.abc import Collection
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from accounts.models import (
    Berichtvoorkeur,
    Gebruiker,
    Ledenuitnodiging,
    Lidmaatschap,
    Naamswijziging,
    Organisatie,
    Raadpleging,
    Sleutel,
    Voortgang,
    Wanneer,
    Webhook,
    Webhookbezorging,
    Webhookpoging,
)
from accounts.models.bericht import STANDAARD, TE_KIEZEN
from kern.opzoeken import one_of

TWEEDE_FACTOR = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def find_lopende_lidmaatschappen(gebruiker: Gebruiker, *, peildatum: date) -> QuerySet[Lidmaatschap]:
    """Memberships that hold on `peildatum`, of admitted organisations."""
    return Lidmaatschap.objects.op(peildatum).filter(
        gebruiker=gebruiker,
        organisatie__toegelaten_op__isnull=False,
        organisatie__beeindigd_op__isnull=True,
    )


def find_lidmaatschappen(gebruiker: Gebruiker, *, soort: str, peildatum: date) -> QuerySet[Lidmaatschap]:
    """Those of one kind, with their organisation.

    `heeft_tweede_factor` tells whether the person signs in with an authenticator app or a passkey.
    """
    factor = Authenticator.objects.filter(user=OuterRef("gebruiker"), type__in=TWEEDE_FACTOR)
    lopend = find_lopende_lidmaatschappen(gebruiker, peildatum=peildatum)
    return (
        lopend.filter(organisatie__soort=soort)
        .annotate(heeft_tweede_factor=Exists(factor))
        .select_related("organisatie")
        .order_by("organisatie")
    )


def find_kamers(gebruiker: Gebruiker, *, peildatum: date) -> QuerySet[Lidmaatschap, tuple[str, int, str]]:
    """The organisations that somebody acts for: kind, id and name."""
    lopend = find_lopende_lidmaatschappen(gebruiker, peildatum=peildatum)
    return lopend.order_by("organisatie").values_list("organisatie__soort", "organisatie", "organisatie__naam")


def find_organisaties_voor_kantoor() -> QuerySet[Organisatie]:
    """All organisations; those that wait for a decision come first, the oldest on top."""
    wacht = Q(toegelaten_op__isnull=True, beeindigd_op__isnull=True)
    return (
        Organisatie.objects.exclude(soort=Organisatie.Soort.REGISTERKANTOOR)
        .alias(wacht=wacht)
        .order_by("-wacht", "aangevraagd_op")
    )


def find_gebruiker_by_email(email: str) -> Gebruiker | None:
    """The person who confirmed that this address is theirs."""
    address = EmailAddress.objects.filter(email=email.strip().lower(), verified=True).select_related("user").first()
    return address.user if address else None


def find_leden(organisatie: Organisatie) -> QuerySet[Lidmaatschap]:
    """Who acts for an organisation now, whether or not it is admitted."""
    leden = Lidmaatschap.objects.filter(organisatie=organisatie, geldig_tot=None)
    return leden.select_related("gebruiker").order_by("gebruiker__achternaam", "gebruiker__voornaam", "pk")


def find_uitnodigingen(organisatie: Organisatie) -> QuerySet[Ledenuitnodiging]:
    """Whom an organisation asked and who did not answer yet, the latest first."""
    return Ledenuitnodiging.objects.filter(organisatie=organisatie).order_by("-verstuurd_op", "pk")


def find_beheerders(organisatie: Organisatie) -> QuerySet[Lidmaatschap]:
    return find_leden(organisatie).filter(rol=Lidmaatschap.Rol.BEHEERDER)


def find_beheerders_van(organisatie_ids: Collection[int]) -> dict[int, list[Gebruiker]]:
    """The people who manage each of these organisations, in one query."""
    leden = Lidmaatschap.objects.filter(
        one_of("organisatie_id", organisatie_ids), geldig_tot=None, rol=Lidmaatschap.Rol.BEHEERDER
    )
    beheerders: dict[int, list[Gebruiker]] = {pk: [] for pk in organisatie_ids}
    for lid in leden.select_related("gebruiker").order_by("pk"):
        beheerders[lid.organisatie_id].append(lid.gebruiker)
    return beheerders


def find_sleutels(organisatie: Organisatie) -> QuerySet[Sleutel]:
    """Keys of an organisation: those that work first, then the newest."""
    werkt_eerst = F("ingetrokken_op").desc(nulls_first=True)
    return Sleutel.objects.filter(organisatie=organisatie).order_by(werkt_eerst, "-aangemaakt_op")


def find_raadplegingen(gebruiker: Gebruiker) -> QuerySet[Raadpleging]:
    """Who looked at this person, the latest first."""
    return (
        Raadpleging.objects.filter(gebruiker=gebruiker).select_related("door", "organisatie").order_by("-op", "-pk")
    )


def find_inzages(gebruiker: Gebruiker, onderwerp: str) -> QuerySet[Raadpleging]:
    """Who looked at one thing of this person, such as "reflectie:7", the latest first."""
    return find_raadplegingen(gebruiker).filter(onderwerp=onderwerp)


def find_voortgangen(gebruiker: Gebruiker, *, wat: str, op: datetime) -> QuerySet[Voortgang]:
    """Work in the background that this person asked for and that did not expire, the latest first."""
    return Voortgang.objects.filter(gebruiker=gebruiker, wat=wat, verloopt_op__gt=op).order_by("-aangemaakt_op")


def find_naamswijzigingen() -> QuerySet[Naamswijziging]:
    """Requests for another name that wait for the office, the oldest first."""
    return (
        Naamswijziging.objects.filter(afgehandeld_op=None).select_related("gebruiker").order_by("ingediend_op", "pk")
    )


def find_eigen_naamswijziging(gebruiker: Gebruiker) -> Naamswijziging | None:
    """The request of this person that waits for the office."""
    return find_naamswijzigingen().filter(gebruiker=gebruiker).first()


def find_wanneer(gebruiker_ids: Collection[int], soort: str) -> dict[int, str]:
    """When each of these people wants mail of this kind, in one query."""
    gekozen = Berichtvoorkeur.objects.filter(one_of("gebruiker_id", gebruiker_ids), soort=soort)
    return dict.fromkeys(gebruiker_ids, STANDAARD[soort]) | dict(gekozen.values_list("gebruiker_id", "wanneer"))


def find_directen(gebruiker_ids: Collection[int], soort: str) -> list[int]:
    """Who of these people chose mail of this kind at once, where that is not the standard."""
    gekozen = Berichtvoorkeur.objects.filter(one_of("gebruiker_id", gebruiker_ids), soort=soort)
    return list(gekozen.filter(wanneer=Wanneer.DIRECT).values_list("gebruiker_id", flat=True))


def find_voorkeuren(gebruiker: Gebruiker) -> dict[str, str]:
    """When this person wants mail of each kind that can be chosen."""
    gekozen = Berichtvoorkeur.objects.filter(gebruiker=gebruiker).values_list("soort", "wanneer")
    return {soort: STANDAARD[soort] for soort in TE_KIEZEN} | dict(gekozen)


def find_webhooks(organisatie: Organisatie) -> QuerySet[Webhook]:
    return Webhook.objects.filter(organisatie=organisatie).order_by("pk")


def find_luisteraars(organisatie: Organisatie) -> QuerySet[Webhook]:
    """Webhooks of this organisation that are on."""
    return find_webhooks(organisatie).filter(uitgezet_op=None)


def find_bezorgingen(organisatie: Organisatie) -> QuerySet[Webhookbezorging]:
    """Messages for the addresses of this organisation with what came of them, newest first."""
    uitkomsten = Prefetch("uitkomsten", Webhookpoging.objects.order_by("-op", "-pk"))
    bezorgingen = Webhookbezorging.objects.filter(webhook__organisatie=organisatie)
    return bezorgingen.select_related("webhook").prefetch_related(uitkomsten).order_by("-aangemaakt_op", "-pk")


def find_te_bezorgen(op: datetime) -> QuerySet[Webhookbezorging]:
    """Messages that are due, those for addresses that work first."""
    werkt_eerst = F("webhook__mislukt_sinds").asc(nulls_first=True)
    return (
        Webhookbezorging.objects.filter(
            status=Webhookbezorging.Status.WACHT,
            volgende_op__lte=op,
            webhook__uitgezet_op=None,
            webhook__organisatie__toegelaten_op__isnull=False,
            webhook__organisatie__beeindigd_op__isnull=True,
        )
        .select_related("webhook")
        .order_by(werkt_eerst, "volgende_op", "pk")
    )
