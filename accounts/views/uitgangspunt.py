"""What a form was opened on. Whoever saves over what somebody else saved meanwhile, sees that first.

The page carries one mark for each field: a keyed digest of what stood there, which tells nothing of the text itself.
It travels with a draft, so that a draft of last week is held against what stands there now.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import BaseForm, Field, FileField
from django.utils.crypto import salted_hmac
from django.utils.formats import localize
from django.views.decorators.debug import sensitive_variables

VELD = "uitgangspunt"
"""The hidden field with the marks. `static/js/concept/velden.js` knows it too: it is nobody's text."""
LENGTE = 12
VERANDERD = (
    "Dit is intussen veranderd: in een ander tabblad, of door een collega die dit ook mag aanpassen. Hierboven lees"
    " je wat er nu staat. Klopt jouw versie? Bewaar dan nog een keer."
)


class Ingehaald(Exception):  # noqa: N818 - a state of things, not a mistake
    """The row changed between reading and saving: what was sent must be held against it once more."""


@dataclass(frozen=True, slots=True, repr=False)
class Verandering:
    """A field that somebody else changed meanwhile, with what stands there now."""

    veld: str
    nu: str


class Gelezenrij:
    """A row as a page read it, to be held against the row itself once nobody else can write.

    `slot` is the row that services lock before this one, so that no two wait for each other.
    """

    def __init__(self, rij: Model, slot: Model | None) -> None:
        self.rij, self.slot, self.waarden = rij, slot, _read_row(rij)

    def check(self) -> None:
        """Lock the row. Raises Ingehaald when it is not what was read any more."""
        if self.slot is not None:
            _lock(self.slot)
        nu = _lock(self.rij)
        if nu is None or _read_row(nu) != self.waarden:
            raise Ingehaald


@sensitive_variables()
def mark_form(form: BaseForm, zout: str) -> str:
    """The marks of what stands in a form before anybody types."""
    return " ".join(f"{naam}:{_mark(form, naam, zout)}" for naam in _list_velden(form))


@sensitive_variables()
def find_veranderingen(form: BaseForm, gepost: str, zout: str) -> list[Verandering]:
    """The fields that changed since the page was opened and would become something else now.

    A page that carries no marks is held against nothing.
    """
    merken = dict(deel.rpartition(":")[::2] for deel in gepost.split())
    return [
        Verandering(form[naam].label, _describe(field, _begin(form, naam)))
        for naam, field in _list_velden(form).items()
        if naam in merken and merken[naam] != _mark(form, naam, zout) and _is_typed_over(form, naam)
    ]


def _list_velden(form: BaseForm) -> dict[str, Field]:
    return {
        naam: field for naam, field in form.fields.items() if not field.disabled and not isinstance(field, FileField)
    }


@sensitive_variables()
def _begin(form: BaseForm, naam: str) -> Any:
    """What stands in a field before anybody types, in the shape in which a page shows it."""
    field = form.fields[naam]
    value = field.prepare_value(form.get_initial_for_field(field, naam))
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


@sensitive_variables()
def _mark(form: BaseForm, naam: str, zout: str) -> str:
    value = _begin(form, naam)
    tekst = json.dumps(None if value in ("", []) else value, default=str)
    return salted_hmac("accounts.uitgangspunt", f"{zout} {naam} {tekst}", algorithm="sha256").hexdigest()[:LENGTE]


@sensitive_variables()
def _is_typed_over(form: BaseForm, naam: str) -> bool:
    field = form.fields[naam]
    typed = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(naam))
    return field.has_changed(_begin(form, naam), typed.replace("\r\n", "\n") if isinstance(typed, str) else typed)


@sensitive_variables()
def _describe(field: Field, value: Any) -> str:
    """What stands in a field, in words; choices by their names."""
    namen = dict(_flatten(getattr(field, "choices", ())))
    waarden = value if isinstance(value, list | tuple) else [value]
    return ", ".join(namen.get(str(waarde), str(localize(waarde))) for waarde in waarden if waarde not in (None, ""))


def _flatten(choices: Any) -> Iterator[tuple[str, str]]:
    for waarde, naam in choices:
        if isinstance(naam, list | tuple):
            yield from _flatten(naam)
        else:
            yield str(waarde), str(naam)


@sensitive_variables()
def _read_row(rij: Model) -> dict[str, Any]:
    weg = rij.get_deferred_fields()
    velden = rij._meta.concrete_fields
    return {field.attname: field.value_from_object(rij) for field in velden if field.attname not in weg}


def _lock(rij: Model) -> Model | None:
    rijen = type(rij)._base_manager.select_for_update(of=("self",), no_key=True)
    return rijen.filter(pk=rij.pk).first()
