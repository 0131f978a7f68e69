"""Which addresses each role can look at, with objects of the demonstration register filled in."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from accounts.models import (
    Gebruiker,
    Lidmaatschap,
    Naamswijziging,
    Organisatie,
    Sleutel,
    Webhook,
    Webhookbezorging,
)
from beroepscode.aanwezigheidsvraag import make_token
from beroepscode.groepen import find_afspraken, find_groepen
from beroepscode.models import Aanwezigheid, Bevestiging, Bijeenkomst, Openstelling, Reflectie
from beroepscode.queries import OPEN_VRAAG, find_eigen_antwoorden
from opleidingen.models import (
    Aanlevering,
    Aanleverlijst,
    Accreditatie,
    Accreditatieonderdeel,
    Deelname,
    Geparkeerd,
    Module,
    Opleiding,
    Proefaanlevering,
    Uitvoering,
)
from opleidingen.models import (
    Bijeenkomst as Lesdag,
)
from opleidingen.queries import find_eigen_deelnames
from register.demonstratie.personages import GECERTIFICEERD, MEDEWERKERS, PROFESSIONAL
from register.models import Aanvraag, Activiteit, Certificaat, Registratie, Werkperiode
from register.signalen import collect_signalen
from tests.groepsobjecten import GROEPSCODE
from tests.organisatieobjecten import MAILCODE
from tests.toegang import read_tabel
from tests.toegangstabel import TABEL

EMAIL = {"professional": PROFESSIONAL.email} | {rol: naam.email for rol, (naam, _) in MEDEWERKERS.items()}
ROLLEN = ("anoniem", "professional", "opleider", "werkgever", "kantoor")
ALLAUTH = {
    "anoniem": ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/confirm-email/"],
    "professional": [
        "/account/email/",
        "/account/password/change/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/logout/",
        "/account/reauthenticate/",
    ],
}
GEEN_PAGINA = {
    "<str:code>.ics",
    "bestand",
    "bewijs",
    "certificaat",
    "foto",
    "te-verbeteren.<slug:soort>",
    "voorbeeld.<slug:soort>",
}
"""Addresses that end in this hand out a file."""
Vinder = Callable[[Gebruiker], QuerySet[Any] | list[Any]]


def own_organisatie(gebruiker: Gebruiker) -> QuerySet[Organisatie]:
    return Organisatie.objects.filter(lidmaatschappen__gebruiker=gebruiker)


def find_opleidingen(gebruiker: Gebruiker) -> QuerySet[Opleiding]:
    """Courses of somebody's organisation, those with modules first."""
    eigen = Opleiding.objects.filter(opleider__in=own_organisatie(gebruiker))
    return eigen.annotate(aantal=Count("modules")).order_by("-aantal", "pk")


def find_aanvragen(gebruiker: Gebruiker) -> QuerySet[Accreditatie]:
    """Applications of somebody's organisation that the office asked more of: every step is open."""
    return Accreditatie.objects.filter(
        opleiding__opleider__in=own_organisatie(gebruiker), status="aanvulling-gevraagd"
    )


# What fills the place in an address: the first row of these.
OBJECTEN: dict[str, Vinder] = {
    "/mijn/reflecties/": lambda g: Reflectie.objects.filter(gebruiker=g),
    "/mijn/reflecties/bij/activiteit/": lambda g: Activiteit.objects.filter(registratie__gebruiker=g),
    "/mijn/reflecties/bij/deelname/": lambda g: Deelname.objects.filter(gebruiker=g, ingetrokken_op=None),
    "/mijn/bevestigen/reflecties/": lambda g: Bevestiging.objects.filter(bevestiger=g),
    "/mijn/opengesteld/": lambda g: Openstelling.objects.filter(aan=g),
    "/kantoor/opengesteld/": lambda g: Openstelling.objects.exclude(organisatie=None),
    "/mijn/bijeenkomsten/": lambda g: Bijeenkomst.objects.filter(ingevoerd_door=g),
    "/mijn/bevestigen/bijeenkomsten/": lambda g: find_eigen_antwoorden(g).order_by("-pk"),
    "/mijn/groepen/": lambda g: find_groepen(g),
    "/mijn/afspraken/": lambda g: find_afspraken(g).order_by("-datum"),
    "/mijn/activiteiten/": lambda g: Activiteit.objects.filter(registratie__gebruiker=g),
    "/mijn/werk/": lambda g: Werkperiode.objects.filter(registratie__gebruiker=g, bevestigd_op=None),
    "/opleider/aanleveringen/": lambda g: Aanlevering.objects.filter(opleider__in=own_organisatie(g)).order_by(
        "-ingediend_op"
    ),
    "/opleider/aanleveringen/lijsten/": lambda g: Aanleverlijst.objects.filter(opleider__in=own_organisatie(g)),
    "/opleider/geparkeerd/": lambda g: Geparkeerd.objects.filter(opleider__in=own_organisatie(g)),
    "/opleider/deelnames/": lambda g: find_eigen_deelnames(own_organisatie(g).get()),
    "/opleider/proeven/": lambda g: Proefaanlevering.objects.filter(opleider__in=own_organisatie(g)),
    "/opleider/opleidingen/": lambda g: find_opleidingen(g),
    "/opleider/opleidingen/modules/": lambda g: Module.objects.filter(opleiding__in=find_opleidingen(g)),
    "/opleider/opleidingen/uitvoeringen/": lambda g: Uitvoering.objects.filter(opleiding__in=find_opleidingen(g)),
    "/opleider/opleidingen/bijeenkomsten/": lambda g: Lesdag.objects.filter(
        uitvoering__opleiding__in=find_opleidingen(g)
    ),
    "/opleider/opleidingen/accreditaties/": lambda g: find_aanvragen(g),
    "/opleider/opleidingen/accreditaties/onderdelen/": lambda g: Accreditatieonderdeel.objects.filter(
        accreditatie__in=find_aanvragen(g)
    ),
    "/kantoor/accreditaties/": lambda g: Accreditatie.objects.filter(status="ingediend"),
    "/opleider/sleutels/": lambda g: Sleutel.objects.filter(organisatie__in=own_organisatie(g)),
    "/opleider/webhooks/": lambda g: Webhook.objects.filter(organisatie__in=own_organisatie(g)),
    "/opleider/webhookberichten/": lambda g: Webhookbezorging.objects.filter(
        webhook__organisatie__in=own_organisatie(g), status="mislukt"
    ),
    "/opleider/leden/": lambda g: Lidmaatschap.objects.filter(organisatie__in=own_organisatie(g)),
    "/werkgever/sleutels/": lambda g: Sleutel.objects.filter(organisatie__in=own_organisatie(g)),
    "/werkgever/leden/": lambda g: Lidmaatschap.objects.filter(organisatie__in=own_organisatie(g)),
    "/kantoor/aanvragen/": lambda g: Aanvraag.objects.filter(besloten_op=None).order_by("-soort"),
    "/kantoor/signalen/": lambda g: [signaal.besluit for signaal in collect_signalen()],
    "/kantoor/registraties/": lambda g: Registratie.objects.filter(gebruiker__email=GECERTIFICEERD.email),
    "/kantoor/certificaten/": lambda g: Certificaat.objects.filter(ingetrokken_op=None),
    "/kantoor/naamswijzigingen/": lambda g: Naamswijziging.objects.filter(afgehandeld_op=None),
    "/kantoor/organisaties/": lambda g: Organisatie.objects.filter(~Q(soort="registerkantoor")).order_by("-pk"),
}
WAARDEN = {
    "/mijn/wat-als": "/mijn/wat-als?soort=intervisie&uren=2",
    "/beroepscode/<slug:code>/<str:versie>/wijzigingen": "/beroepscode/beroepscode/2020-01-01/wijzigingen",
    "/mijn/dilemmas/<slug:kaart>": "/mijn/dilemmas/gasfles",
    "/mijn/dilemmas/<slug:kaart>/bespreken": "/mijn/dilemmas/gasfles/bespreken",
    "/opleider/recepten/<slug:naam>": "/opleider/recepten/python",
    "/opleidingen/<slug:code>": "/opleidingen/effectieve-klantmanager-sociaal-domein",
    "/beroepscode/<slug:code>/<str:versie>": "/beroepscode/beroepscode/2020-01-01",
    "/mijn/reflecties/nieuw/<slug:sjabloon>": "/mijn/reflecties/nieuw/omgekeerde-toets",
    "/reflectie-uitnodiging/<str:code>": "/reflectie-uitnodiging/een-uitnodiging",
    "/groep-uitnodiging/<str:code>": f"/groep-uitnodiging/{GROEPSCODE}",
    "/werkvormen/<slug:code>": "/werkvormen/incident",
    "/werk-bevestigen/<str:token>": "/werk-bevestigen/een-sleutel-uit-een-mail",
    "/organisatie/uitnodiging/<str:code>": f"/organisatie/uitnodiging/{MAILCODE}",
}


def find_urls(rol: str) -> list[str]:
    """Every page of the access table that this role may read; a place without an object is left out by none."""
    gebruiker = Gebruiker.objects.filter(email=EMAIL.get(rol, "")).first()
    urls = []
    for adres, rij in read_tabel(TABEL).items():
        is_page = not rij.is_api and not rij.is_achter_een_pagina and not is_bestand(adres)
        if not is_page or "GET" not in rij.methoden or rol not in rij.wie:
            continue
        if rol != "anoniem" and "anoniem" in rij.wie:
            continue  # looked at once, by somebody who has not signed in
        if rol not in ("anoniem", "professional") and "collega" in rij.wie:
            continue  # a page for everybody who signed in: looked at by the professional
        urls.append(fill(adres, gebruiker))
    return urls + ALLAUTH.get(rol, [])


def is_bestand(adres: str) -> bool:
    """Whether an address hands out a file instead of a page."""
    return adres.rpartition("/")[2] in GEEN_PAGINA or adres.endswith("/documenten/<int:pk>")


def find_geldig() -> Certificaat:
    """A certificate that is valid today."""
    return Certificaat.objects.filter(termijn__registratie__gebruiker__email=GECERTIFICEERD.email).latest("pk")


def fill(adres: str, gebruiker: Gebruiker | None) -> str:
    if adres == "/c/<str:code>":
        return f"/c/{find_geldig().code}"
    if adres == "/bijeenkomst-bevestigen/<str:token>":
        return f"/bijeenkomst-bevestigen/{make_token(Aanwezigheid.objects.filter(OPEN_VRAAG).latest('pk'))}"
    adres = WAARDEN.get(adres, adres).replace("<slug:wat>", "identiteit").replace("<int:nummer>", "1")
    prefix, place, rest = adres.partition("<int:pk>") if "<int:pk>" in adres else adres.partition("<uuid:pk>")
    if not place:
        return adres
    row: Model | None = next(iter(OBJECTEN[prefix](gebruiker)), None)
    assert row is not None, f"geen object voor {adres}: maak er een in het demonstratieregister"
    return f"{prefix}{row.pk}{rest}"
