"""Tie a reflection to the activity or the completion that it came from."""

from beroepscode.models import Reflectie
from register.aanleidingen import Herkomst
from register.models import Aanleiding


def link_aanleiding(reflectie: Reflectie, herkomst: Herkomst) -> Aanleiding:
    """Inside the transaction that saves the reflection. Whoever calls this knows that both are of one person."""
    return Aanleiding.objects.create(reflectie=reflectie, **{herkomst.soort: herkomst.rij})
