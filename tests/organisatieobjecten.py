"""What organisations arrange for themselves, for the addresses of the access matrix: keys, colleagues, webhooks."""

from typing import Any

from django.utils import timezone

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker, Lidmaatschap, Organisatie
from accounts.services.gebruikers import create_gebruiker
from accounts.services.ledenuitnodigingen import invite_lid
from accounts.services.sleutels import create_sleutel
from accounts.services.webhooks import create_webhook, send_proef
from tests.conftest import make_lid

SCOPES = {"opleider": "aanleveren", "opleider2": "aanleveren", "werkgever": "verifieren", "werkgever2": "verifieren"}
MAILCODE = "een-code-uit-een-mail"


def make_organisatieobjecten(
    people: dict[str, Gebruiker], organisaties: dict[str, Organisatie]
) -> dict[str, dict[str, Any]]:
    objecten = make_webhookobjecten(organisaties["opleider"], people["opleider"])
    for soort in ("opleider", "werkgever"):
        objecten |= make_ledenobjecten(soort, organisaties[soort], people[soort])
    uitnodiging = organisaties["werkgever"].uitnodigingen.get()
    uitnodiging.code_hash = hash_geheim(MAILCODE)
    uitnodiging.save()
    return objecten | {"/organisatie/uitnodiging/<str:code>": {"code": MAILCODE}}


def make_ledenobjecten(soort: str, organisatie: Organisatie, beheerder: Gebruiker) -> dict[str, dict[str, Any]]:
    sleutel, _ = create_sleutel(organisatie, naam="object", scopes=[SCOPES[soort]])
    ander = create_gebruiker(email=f"lid.{soort}@voorbeeld.example", voornaam="Lid", achternaam=soort)
    lid = make_lid(organisatie, ander, Lidmaatschap.Rol.MEDEWERKER)
    uitnodiging = invite_lid(
        organisatie, email="nieuw@voorbeeld.example", rol="medewerker", door=beheerder, op=timezone.now()
    )
    return {
        f"/{soort}/sleutels/<int:pk>/intrekken": {"pk": sleutel.pk},
        f"/{soort}/leden/<int:pk>": {"pk": lid.pk},
        f"/{soort}/leden/<int:pk>/beeindigen": {"pk": lid.pk},
        f"/{soort}/leden/uitnodigingen/<int:pk>/opnieuw": {"pk": uitnodiging.pk},
        f"/{soort}/leden/uitnodigingen/<int:pk>/intrekken": {"pk": uitnodiging.pk},
    }


def make_webhookobjecten(opleider: Organisatie, beheerder: Gebruiker) -> dict[str, dict[str, Any]]:
    webhook, _ = create_webhook(
        opleider,
        url="https://leren.hogeschool.nl/sam",
        soorten=["aanlevering.verwerkt"],
        door=beheerder,
        op=timezone.now(),
    )
    bezorging = send_proef(webhook, op=timezone.now())
    een, bericht = "/opleider/webhooks/<int:pk>", "/opleider/webhookberichten/<int:pk>"
    pages = ("", "/wijzigen", "/geheim", "/schakelen", "/proef", "/verwijderen")
    return {f"{een}{page}": {"pk": webhook.pk} for page in pages} | {
        f"{bericht}{page}": {"pk": bezorging.pk} for page in ("", "/opnieuw")
    }
