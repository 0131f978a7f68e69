"""What stands in the addresses of reflections: opened, asked, invited to, and come from something."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker, Organisatie
from beroepscode.models import Bevestiging, Reflectie
from beroepscode.services.openstellingen import open_voor_collega, open_voor_kantoor
from opleidingen.models import Aanlevering, Accreditatie, Deelname
from register.models import Activiteit

Objecten = dict[str, dict[str, Any]]


def make_reflectieobjecten(reflectie: Reflectie, gevraagd: Bevestiging, kantoor: Organisatie) -> Objecten:
    """`reflectie` is somebody's own; `gevraagd` is what another asks of them, and opens to them and to the office."""
    op, tot = timezone.now(), timezone.localdate() + timedelta(days=7)
    eigen = open_voor_collega(reflectie, "iemand@elders.example", tot_datum=tot, op=op)
    voor_mij = open_voor_collega(gevraagd.reflectie, gevraagd.gevraagd_aan, tot_datum=tot, op=op)
    voor_kantoor = open_voor_kantoor(gevraagd.reflectie, kantoor, tot_datum=tot, op=op)
    gevraagd.reflectie.bevestigingen.create(
        gevraagd_aan="nieuw@elders.example", gevraagd_op=op, uitnodiging_hash=hash_geheim("een-uitnodiging")
    )
    return {
        **{
            f"/mijn/reflecties/<int:pk>{rest}": {"pk": reflectie.pk}
            for rest in ("", "/vragen", "/openstellen", "/wissen")
        },
        "/mijn/reflecties/nieuw/<slug:sjabloon>": {"sjabloon": "omgekeerde-toets"},
        "/mijn/bevestigen/reflecties/<int:pk>": {"pk": gevraagd.pk},
        "/mijn/openstellingen/<int:pk>/sluiten": {"pk": eigen.pk},
        "/mijn/opengesteld/<int:pk>": {"pk": voor_mij.pk},
        "/kantoor/opengesteld/<int:pk>": {"pk": voor_kantoor.pk},
        "/reflectie-uitnodiging/<str:code>": {"code": "een-uitnodiging"},
    }


def make_aanleidingen(
    gebruiker: Gebruiker, activiteit: Activiteit, accreditatie: Accreditatie, aanlevering: Aanlevering
) -> Objecten:
    """What a reflection can start from."""
    deelname = Deelname.objects.create(
        gebruiker=gebruiker,
        opleiding=accreditatie.opleiding,
        accreditatie=accreditatie,
        aanlevering=aanlevering,
        eind_datum=date(2026, 2, 1),
        minuten=60,
        regel=1,
        geboekt_op=timezone.now(),
    )
    return {
        "/mijn/reflecties/bij/activiteit/<int:pk>": {"pk": activiteit.pk},
        "/mijn/reflecties/bij/deelname/<int:pk>": {"pk": deelname.pk},
    }
