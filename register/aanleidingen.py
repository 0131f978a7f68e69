"""What a reflection of somebody can come from, and what it came from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import Gebruiker
from beroepscode.models import Reflectie
from kern.opzoeken import one_of
from opleidingen.models import Deelname
from register.models import Aanleiding, Activiteit

ACTIVITEIT, DEELNAME = "activiteit", "deelname"
SOORTEN = (ACTIVITEIT, DEELNAME)


@dataclass(frozen=True, slots=True)
class Herkomst:
    """An own activity or completion, and what people call it."""

    soort: str
    rij: Activiteit | Deelname
    titel: str
    datum: date


def find_herkomst(gebruiker: Gebruiker, soort: str, pk: int) -> Herkomst | None:
    """Something of this person that stands in their dossier; None when it is another's, or gone."""
    if soort == ACTIVITEIT:
        eigen = Activiteit.objects.filter(registratie__gebruiker=gebruiker, verwijderd_op=None, pk=pk).first()
        return eigen and Herkomst(soort, eigen, eigen.titel, eigen.datum)
    deelnames = Deelname.objects.filter(gebruiker=gebruiker, ingetrokken_op=None).select_related("opleiding")
    deelname = deelnames.filter(pk=pk).first() if soort == DEELNAME else None
    return deelname and Herkomst(soort, deelname, deelname.opleiding.naam, deelname.eind_datum)


def find_voortgekomen(herkomst: Herkomst) -> QuerySet[Reflectie]:
    """The reflections that came from it, newest first, without their texts."""
    aanleidingen = Aanleiding.objects.filter(**{herkomst.soort: herkomst.rij}).values("reflectie")
    return Reflectie.objects.filter(pk__in=aanleidingen).defer("tekst").order_by("-datum", "-pk")


def collect_titels(reflectie_ids: Collection[int]) -> dict[int, str]:
    """What each of these reflections came from, in one query; those that came from nothing are left out."""
    rijen = Aanleiding.objects.filter(one_of("reflectie_id", reflectie_ids)).values_list(
        "reflectie_id", "activiteit__titel", "deelname__opleiding__naam"
    )
    return {pk: titel or naam for pk, titel, naam in rijen}
