"""A moment of one day, asked in one field, and the end of it."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from kern.forms import VROEGSTE_JAAR

VORMEN = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d-%m-%Y %H.%M")
SCHERM = "%Y-%m-%dT%H:%M"
LAATSTE_JAAR = 2200


class MomentField(forms.Field):
    """A day and a clock time, as the browser's own field; typed as 22-11-2026 14:30 it is understood too.

    Cleaned to a moment without a zone: meetings are held by the clock on the wall.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=SCHERM)
    default_error_messages = {"invalid": "Schrijf de dag en de tijd als 22-11-2026 14:30."}

    def to_python(self, value: Any) -> datetime | None:
        text = str(value or "").strip()
        if not text:
            return None
        for vorm in VORMEN:
            try:
                return self._check(datetime.strptime(text, vorm).replace(second=0))  # noqa: DTZ007 - the clock
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def _check(self, moment: datetime) -> datetime:
        if not VROEGSTE_JAAR <= moment.year <= LAATSTE_JAAR:
            raise ValidationError("Dit jaartal kan niet kloppen. Kijk het nog eens na.", code="jaartal")
        refuse_overgeslagen(moment)
        return moment


class TijdField(forms.TimeField):
    """A clock time, as the browser's own field; 14.30 is understood too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        kwargs.setdefault("input_formats", ["%H:%M", "%H:%M:%S", "%H.%M"])
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("invalid", "Schrijf de tijd als 16:00.")
        super().__init__(**kwargs)


def refuse_overgeslagen(moment: datetime) -> None:
    """Raise ValidationError for a time that the clock skips when summer time begins: no calendar has a place for it.

    An hour that comes twice, when summer time ends, is the first of the two.
    """
    bestaat = timezone.make_aware(moment).astimezone(UTC)
    if timezone.make_naive(bestaat) != moment:
        melding = "Deze tijd is er niet: in deze nacht gaat de klok van 2 naar 3 uur. Kies een andere tijd."
        raise ValidationError(melding, code="overgeslagen")
