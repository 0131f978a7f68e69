"""Write everything that is encrypted again under the newest key, so that an old key can go.

Columns are found by looking at the models: each `VersleuteldField`, and the few columns of others that hold our
ciphertext inside JSON. Every batch is a transaction of its own and what was done is skipped, so that a run that was
cut off is simply started again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.files import File
from django.db import transaction
from django.db.models import Model
from django_tasks_db.models import DBTaskResult

from accounts.kluis import Kluis, read_kluis
from accounts.models import Voortgang
from accounts.versleuteling import VersleuteldField, renew

TEGELIJK = 200
IN_JSON: tuple[tuple[type[Model], str], ...] = ((Authenticator, "data"), (DBTaskResult, "args_kwargs"))
"""Columns of other people's models in which a token of ours stands as text."""
TOKEN = re.compile(r"gAAAAA[\w-]+={0,2}")
Melder = Callable[[str, int, int], None]
"""Called with what is being written, how many of it are done and how many there are."""


@dataclass(slots=True)
class Uitslag:
    """How many values were written again, and which rows no key opens."""

    vernieuwd: int
    onleesbaar: list[str]


def find_kolommen() -> list[tuple[type[Model], str]]:
    """Every column that holds ciphertext and nothing else."""
    return [
        (model, kolom.name)
        for model in apps.get_models(include_auto_created=True)
        for kolom in model._meta.concrete_fields
        if isinstance(kolom, VersleuteldField)
    ]


def renew_everything(*, note: Melder) -> Uitslag:
    """Write all of it again. Not one transaction: each batch is. Rows that no key opens stay as they are."""
    uitslag = Uitslag(0, [])
    for model, kolom in [*find_kolommen(), *IN_JSON]:
        _renew_kolom(model, kolom, uitslag, note)
    _renew_bestanden(uitslag, note)
    return uitslag


def _renew_kolom(model: type[Model], kolom: str, uitslag: Uitslag, note: Melder) -> None:
    wat, gedaan = f"{model._meta.label}.{kolom}", 0
    rijen = model._default_manager.filter(**{f"{kolom}__isnull": False}).order_by("pk")
    totaal, laatste = rijen.count(), None
    while True:
        with transaction.atomic():
            verder = rijen.select_for_update(of=("self",)).only("pk", kolom)
            deel = list((verder if laatste is None else verder.filter(pk__gt=laatste))[:TEGELIJK])
            for rij in deel:
                _renew_rij(rij, kolom, uitslag)
        gedaan += len(deel)
        note(wat, gedaan, max(totaal, gedaan))
        if len(deel) < TEGELIJK:
            return
        laatste = deel[-1].pk


def _renew_rij(rij: Model, kolom: str, uitslag: Uitslag) -> None:
    """`update` instead of `save`: no moment of change, and no other column."""
    oud = getattr(rij, kolom)
    try:
        nieuw = renew_inside(oud) if (type(rij), kolom) in IN_JSON else renew(oud)
    except InvalidToken:
        uitslag.onleesbaar.append(f"{rij._meta.label}.{kolom} {rij.pk}")
        return
    if nieuw is not None:
        type(rij)._default_manager.filter(pk=rij.pk).update(**{kolom: nieuw})
        uitslag.vernieuwd += 1


def renew_inside(waarde: Any) -> Any:
    """JSON with every token in it written again; None when there was nothing to do.

    Raise `cryptography.fernet.InvalidToken` when one of them opens with none of the keys.
    """
    nieuw = _renew_deep(waarde)
    return None if nieuw == waarde else nieuw


def _renew_deep(waarde: Any) -> Any:
    if isinstance(waarde, dict):
        return {sleutel: _renew_deep(deel) for sleutel, deel in waarde.items()}
    if isinstance(waarde, list):
        return [_renew_deep(deel) for deel in waarde]
    if isinstance(waarde, str) and TOKEN.fullmatch(waarde):
        nieuw = renew(waarde.encode())
        return waarde if nieuw is None else nieuw.decode()
    return waarde


def _renew_bestanden(uitslag: Uitslag, note: Melder) -> None:
    """Files that wait to be fetched: written beside the old one, which goes when the row points at the new one."""
    wachtend = list(Voortgang.objects.exclude(bestand="").order_by("pk"))
    for gedaan, voortgang in enumerate(wachtend, 1):
        try:
            uitslag.vernieuwd += _renew_bestand(voortgang)
        except (InvalidToken, FileNotFoundError):
            uitslag.onleesbaar.append(f"{voortgang._meta.label}.bestand {voortgang.pk}")
        note(f"{Voortgang._meta.label}.bestand", gedaan, len(wachtend))


def _renew_bestand(voortgang: Voortgang) -> int:
    oud = voortgang.bestand
    with oud.open() as bestand:
        regel = bestand.readline().strip()
    if not regel or renew(regel) is None:
        return 0
    with TemporaryFile() as tijdelijk, transaction.atomic():
        kluis = Kluis(tijdelijk)
        for stuk in read_kluis(oud.open):
            kluis.write(stuk)
        kluis.close()
        opslag, naam = oud.storage, oud.name
        lopend = Voortgang.objects.select_for_update().filter(pk=voortgang.pk, bestand=naam).first()
        if lopend is None:  # fetched anew or cleared up in the meantime
            return 0
        lopend.bestand.save("", File(tijdelijk), save=False)
        Voortgang.objects.filter(pk=lopend.pk).update(bestand=lopend.bestand.name)
        transaction.on_commit(partial(opslag.delete, naam))
    return 1
