"""Say where you stand in a competence. Nobody else reads it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from accounts.models import Gebruiker
from beroepscode.models import Niveaustand


@transaction.atomic
def set_niveaus(gebruiker: Gebruiker, niveaus: Mapping[str, str], *, datum: date) -> int:
    """Keep the levels (competentie → niveau) that are new from `datum` on; answers how many there were.

    A level that is the same as before adds nothing. One that was set on the same day is replaced.
    """
    nu = find_niveaus(gebruiker)
    anders = {code: niveau for code, niveau in niveaus.items() if niveau and nu.get(code) != niveau}
    Niveaustand.objects.bulk_create(
        [Niveaustand(gebruiker=gebruiker, competentie=c, niveau=n, datum=datum) for c, n in anders.items()],
        update_conflicts=True,
        unique_fields=["gebruiker", "competentie", "datum"],
        update_fields=["niveau"],
    )
    return len(anders)


def find_niveaus(gebruiker: Gebruiker) -> dict[str, str]:
    """Where somebody stands now: the last level of each competence."""
    rijen = Niveaustand.objects.filter(gebruiker=gebruiker).order_by("datum")
    return dict(rijen.values_list("competentie", "niveau"))
