"""Addresses of the pages of this room. Keys and members have the same pages for each kind of organisation."""

from django.urls import URLPattern, path

from accounts.models import Organisatie
from accounts.toegang import require_lid, require_recent_login
from accounts.views import (
    berichten,
    concepten,
    leden,
    ledenuitnodigingen,
    naamswijzigingen,
    namens,
    organisaties,
    raadplegingen,
    sleutels,
    webhookbezorgingen,
    webhooks,
)


def organisatie_paths(soort: str) -> list[URLPattern]:
    """The pages with which administrators of an organisation of this kind arrange their own affairs."""
    beheerder = require_lid(soort, beheerder=True)
    return [
        path(f"{soort}/sleutels", beheerder(require_recent_login(sleutels.list_sleutels)), name=f"{soort}-sleutels"),
        path(
            f"{soort}/sleutels/<int:pk>/intrekken",
            beheerder(sleutels.withdraw_sleutel),
            name=f"{soort}-sleutel-intrekken",
        ),
        path(f"{soort}/leden", beheerder(leden.list_leden), name=f"{soort}-leden"),
        path(f"{soort}/leden/<int:pk>", beheerder(leden.edit_lid), name=f"{soort}-lid"),
        path(f"{soort}/leden/<int:pk>/beeindigen", beheerder(leden.remove_lid), name=f"{soort}-lid-beeindigen"),
        path(
            f"{soort}/leden/uitnodigingen/<int:pk>/opnieuw",
            beheerder(ledenuitnodigingen.resend),
            name=f"{soort}-uitnodiging-opnieuw",
        ),
        path(
            f"{soort}/leden/uitnodigingen/<int:pk>/intrekken",
            beheerder(ledenuitnodigingen.withdraw),
            name=f"{soort}-uitnodiging-intrekken",
        ),
    ]


def webhook_paths(soort: str) -> list[URLPattern]:
    """The pages with which administrators let their own system hear what happens."""
    beheerder = require_lid(soort, beheerder=True)
    een, bericht = f"{soort}/webhooks/<int:pk>", f"{soort}/webhookberichten/<int:pk>"
    return [
        path(f"{soort}/webhooks", beheerder(require_recent_login(webhooks.list_webhooks)), name=f"{soort}-webhooks"),
        path(een, beheerder(webhooks.show_webhook), name=f"{soort}-webhook"),
        path(f"{een}/wijzigen", beheerder(webhooks.edit_webhook), name=f"{soort}-webhook-wijzigen"),
        path(
            f"{een}/geheim",
            beheerder(require_recent_login(webhooks.renew_geheim)),
            name=f"{soort}-webhook-geheim",
        ),
        path(f"{een}/schakelen", beheerder(webhooks.toggle_webhook), name=f"{soort}-webhook-schakelen"),
        path(f"{een}/proef", beheerder(webhooks.try_webhook), name=f"{soort}-webhook-proef"),
        path(f"{een}/verwijderen", beheerder(webhooks.delete_webhook), name=f"{soort}-webhook-verwijderen"),
        path(bericht, beheerder(webhookbezorgingen.show_bezorging), name=f"{soort}-webhookbezorging"),
        path(
            f"{bericht}/opnieuw",
            beheerder(webhookbezorgingen.repeat_bezorging),
            name=f"{soort}-webhookbezorging-opnieuw",
        ),
    ]


urlpatterns = [
    path("organisatie/aanmelden", organisaties.request_organisatie, name="organisatie-aanmelden"),
    path("organisatie/kiezen", namens.choose_organisatie, name="organisatie-kiezen"),
    path("organisatie/uitnodiging/<str:code>", ledenuitnodigingen.answer, name="organisatie-uitnodiging"),
    *organisatie_paths(Organisatie.Soort.OPLEIDER),
    *organisatie_paths(Organisatie.Soort.WERKGEVER),
    *webhook_paths(Organisatie.Soort.OPLEIDER),
    path("kantoor/organisaties", organisaties.list_organisaties, name="kantoor-organisaties"),
    path("kantoor/organisaties/<int:pk>", organisaties.decide_organisatie, name="kantoor-organisatie"),
    path("mijn/concepten/<slug:formulier>", concepten.handle_concept, name="concept"),
    path("kantoor/naamswijzigingen", naamswijzigingen.list_naamswijzigingen, name="kantoor-naamswijzigingen"),
    path("kantoor/naamswijzigingen/<int:pk>", naamswijzigingen.decide, name="kantoor-naamswijziging"),
    path("kantoor/naamswijzigingen/<int:pk>/bewijs", naamswijzigingen.show_bewijs, name="kantoor-naamsbewijs"),
    path("mijn/berichten", berichten.choose_berichten, name="berichtvoorkeuren"),
    path("mijn/raadplegingen", raadplegingen.list_raadplegingen, name="raadplegingen"),
]
