"""Erase files that no row knows of: a crash between writing a file and saving its row leaves one behind."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

WACHTTIJD = timedelta(days=1)
"""A younger file may still wait for the end of a transaction."""


def remove_weesbestanden(*, op: datetime) -> int:
    """Look at all files of all rooms, and answer how many belonged to nobody. The rows are read after the files."""
    oud = [naam for naam in _list_bestanden("") if default_storage.get_modified_time(naam) < op - WACHTTIJD]
    bekend = set(_list_bekend())
    wezen = [naam for naam in oud if naam not in bekend]
    for naam in wezen:
        default_storage.delete(naam)
    return len(wezen)


def _list_bekend() -> Iterator[str]:
    for model in apps.get_models():
        for veld in model._meta.concrete_fields:
            if isinstance(veld, FileField):
                yield from model._default_manager.values_list(veld.name, flat=True).iterator()


def _list_bestanden(map_: str) -> Iterator[str]:
    if not default_storage.exists(map_):
        return
    mappen, bestanden = default_storage.listdir(map_)
    yield from (f"{map_}{naam}" for naam in bestanden)
    for naam in mappen:
        yield from _list_bestanden(f"{map_}{naam}/")
