"""Write everything that is encrypted again under the newest key, so that an old key can go.

Columns and files are found by looking at the models: each `VersleuteldField` and `VersleuteldFileField`, and the few
columns of others that hold our ciphertext inside JSON. Every batch is a transaction of its own, every file is swapped
at once, and what was done is skipped, so that a run that was cut off is simply started again.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import transaction
from django.db.models import Field, Model
from django_tasks_db.models import DBTaskResult

from accounts.versleuteling import VersleuteldField, VersleuteldFileField, renew

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


def find_gemerkt(merk: type[Field]) -> list[tuple[type[Model], str]]:
    """Every column or file, of whatever room, that says with this field that it is encrypted."""
    return [
        (model, kolom.name)
        for model in apps.get_models(include_auto_created=True)
        for kolom in model._meta.concrete_fields
        if isinstance(kolom, merk)
    ]


def renew_everything(*, note: Melder) -> Uitslag:
    """Write all of it again. Not one transaction: each batch is. Rows that no key opens stay as they are."""
    uitslag = Uitslag(0, [])
    for model, kolom in [*find_gemerkt(VersleuteldField), *IN_JSON]:
        _renew_kolom(model, kolom, uitslag, note)
    for model, kolom in find_gemerkt(VersleuteldFileField):
        _renew_bestanden(model, kolom, uitslag, note)
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
    """`update` instead of `save`: no moment of change, and no other column. What is empty holds no token."""
    oud = getattr(rij, kolom)
    if not oud:
        return
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


def _renew_bestanden(model: type[Model], kolom: str, uitslag: Uitslag, note: Melder) -> None:
    wat = f"{model._meta.label}.{kolom}"
    rijen = list(model._default_manager.exclude(**{kolom: ""}).only("pk", kolom).order_by("pk"))
    for gedaan, rij in enumerate(rijen, 1):
        try:
            uitslag.vernieuwd += _renew_bestand(rij, kolom)
        except (InvalidToken, FileNotFoundError):
            uitslag.onleesbaar.append(f"{wat} {rij.pk}")
        note(wat, gedaan, len(rijen))


def _renew_bestand(rij: Model, kolom: str) -> bool:
    """In the same place and at once. Whoever reads it now reads on, whoever holds its name finds the new one, and a
    machine that stops leaves one of the two whole. False when there was nothing to do.
    """
    oud = getattr(rij, kolom)
    pad = Path(oud.path)
    with NamedTemporaryFile(dir=pad.parent, delete=False) as nieuw:
        try:
            if not _write_renewed(pad, nieuw.file):
                return False
            shutil.copymode(pad, nieuw.name)
            return _swap(rij, {kolom: oud.name}, Path(nieuw.name), pad)
        finally:
            Path(nieuw.name).unlink(missing_ok=True)


def _write_renewed(bron: Path, doel: IO[bytes]) -> bool:
    """Write the same file under the newest key, token by token; False when it is under that key already."""
    is_vernieuwd = False
    with bron.open("rb") as regels:
        for regel in regels:
            token = regel.strip()
            nieuw = renew(token)
            is_vernieuwd |= nieuw is not None
            doel.write(regel if nieuw is None else regel.replace(token, nieuw))
    doel.flush()
    os.fsync(doel.fileno())
    return is_vernieuwd


@transaction.atomic
def _swap(rij: Model, bestand: dict[str, str], nieuw: Path, pad: Path) -> bool:
    """With the row held, so that a file that was erased in the meantime does not come back; False when it was."""
    rijen = type(rij)._default_manager.select_for_update(of=("self",))
    if rijen.filter(pk=rij.pk, **bestand).first() is None:
        return False
    nieuw.replace(pad)
    return True
