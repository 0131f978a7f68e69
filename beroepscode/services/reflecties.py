"""Write and erase reflections. The answers go into the cipher and nowhere else."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from accounts.models import Gebruiker
from accounts.services.concepten import discard_concept
from accounts.services.logboek import refer, write_logregel
from accounts.versleuteling import decrypt, encrypt
from beroepscode.models import Reflectie
from beroepscode.queries import NOG_EENS, is_bevestigd
from beroepscode.sjabloonteksten import Antwoorden, pack_antwoorden, unpack_antwoorden, write_out


@sensitive_variables()
@transaction.atomic
def save_nieuwe(
    reflectie: Reflectie, *, antwoorden: Antwoorden, onder: QuerySet[Reflectie], op: datetime, **gegevens: Any
) -> tuple[Reflectie, bool]:
    """Save a new reflection, with `gegevens` as for `save_reflectie`; the same sent twice is the one that is there.

    It is looked for in `onder`. The other answer is whether it is new. Locks the writer: the second waits here for
    the first.
    """
    Gebruiker.objects.select_for_update().get(pk=reflectie.gebruiker_id)
    zelfde = {naam: gegevens[naam] for naam in ("datum", "minuten", "kernwaarde", "aanleiding", "dilemma")}
    zelfde |= {naam: getattr(reflectie, naam) for naam in ("gebruiker", "sjabloon", "sjabloon_versie")}
    inhoud = gegevens["kenmerken"], unpack_antwoorden(pack_antwoorden(antwoorden))
    for eerder in onder.filter(**zelfde, aangemaakt_op__gt=op - NOG_EENS):
        if (eerder.kenmerken, read_antwoorden(eerder)) == inhoud:
            return eerder, False
    return save_reflectie(reflectie, antwoorden=antwoorden, **gegevens), True


@sensitive_variables()
@transaction.atomic
def save_reflectie(
    reflectie: Reflectie,
    *,
    datum: date,
    minuten: int,
    antwoorden: Antwoorden,
    kernwaarde: str = "",
    kenmerken: Mapping[str, Any] | None = None,
    aanleiding: str = "",
    dilemma: str = "",
) -> Reflectie:
    """Fill a new or existing reflection and save it; `antwoorden` by the codes of its template's questions.

    What a peer confirmed keeps its facts; only the answers and the tags change. Locks it: a peer who confirms at this
    moment confirms the facts as they were, or hears that they changed.
    """
    huidig = Reflectie.objects.select_for_update().filter(pk=reflectie.pk).first()
    if huidig and is_bevestigd(huidig):
        datum, minuten, kernwaarde = huidig.datum, huidig.minuten, huidig.kernwaarde
    reflectie.datum, reflectie.minuten, reflectie.kernwaarde = datum, minuten, kernwaarde
    reflectie.kenmerken = dict(kenmerken or {})
    reflectie.aanleiding, reflectie.dilemma = aanleiding, dilemma
    reflectie.tekst = encrypt(pack_antwoorden(antwoorden))
    reflectie.save()
    return reflectie


@sensitive_variables()
def read_antwoorden(reflectie: Reflectie) -> dict[str, str] | None:
    """The answers; None when no key of this server fits any more. Whoever calls this knows who reads."""
    try:
        return unpack_antwoorden(decrypt(reflectie.tekst))
    except InvalidToken:
        return None


@sensitive_variables()
def read_tekst(reflectie: Reflectie) -> str | None:
    """The answers as one text, for its writer; None as in `read_antwoorden`."""
    antwoorden = read_antwoorden(reflectie)
    return None if antwoorden is None else write_out(antwoorden)


@transaction.atomic
def delete_reflectie(reflectie: Reflectie, *, op: datetime) -> None:
    """Erase a reflection for good: it is its writer's own. The logboek keeps that it was there, not what it said.

    With it goes what peers added, and what they began to write. Locks it before their requests, as their answer does.
    """
    Reflectie.objects.select_for_update().filter(pk=reflectie.pk).first()
    write_logregel(
        "reflectie-verwijderd", door=f"gebruiker:{reflectie.gebruiker_id}", onderwerp=refer(reflectie), op=op
    )
    discard_concept(reflectie.gebruiker, f"reflectie-{reflectie.pk}", op=op)
    for bevestiging in reflectie.bevestigingen.exclude(bevestiger=None).select_related("bevestiger"):
        discard_concept(bevestiging.bevestiger, f"bevestiging-{bevestiging.pk}", op=op)
    reflectie.delete()
