"""When people want mail, and which of it was told them together."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import Berichtvoorkeur, Gebruiker


@transaction.atomic
def save_voorkeuren(gebruiker: Gebruiker, wanneer: Mapping[str, str]) -> None:
    """Keep what somebody chose, per kind."""
    Berichtvoorkeur.objects.bulk_create(
        [Berichtvoorkeur(gebruiker=gebruiker, soort=soort, wanneer=keuze) for soort, keuze in wanneer.items()],
        update_conflicts=True,
        unique_fields=["gebruiker", "soort"],
        update_fields=["wanneer"],
    )
