"""What every room asks for in the same way: a day that has been, how long something took, a text on one line."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kern.duur import MEESTE_UREN_PER_DAG, UUR, format_duur, parse_duur

VROEGSTE_JAAR = 1950


class DatumField(forms.DateField):
    """A day, as the browser's own date field; typed as 22-11-2026 it is understood too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("invalid", "Vul een datum in die bestaat, zoals 22-11-2026.")
        super().__init__(**kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not VROEGSTE_JAAR <= value.year <= date.max.year - 100:
            raise ValidationError("Dit jaartal kan niet kloppen. Kijk het nog eens na.", code="jaartal")


class DuurField(forms.CharField):
    """How long something took, cleaned to whole minutes; at most 24 hours in one entry."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("help_text", "Bijvoorbeeld 1,5 uur, 1:30 of 90 min.")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return format_duur(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> int | None:
        if isinstance(value, int):  # a disabled field hands back what it started with
            return value
        text = super().clean(value)
        if not text:
            return None
        try:
            minuten = parse_duur(text)
        except ValueError as fout:
            raise ValidationError(str(fout), code="duur") from None
        if minuten == 0:
            raise ValidationError("Vul meer dan nul minuten in.", code="duur-nul")
        if minuten > MEESTE_UREN_PER_DAG * UUR:
            raise ValidationError(
                "Dit is langer dan een dag. Duurde het meer dagen? Voer elke dag apart in.", code="duur-te-lang"
            )
        return minuten


def refuse_future(datum: date | None, vandaag: date) -> date | None:
    """For `clean_datum`: what has not been yet cannot be logged."""
    if datum and datum > vandaag:
        raise ValidationError("Deze dag moet nog komen. Kies vandaag of een dag ervoor.", code="toekomst")
    return datum


def join_regels(tekst: str) -> str:
    """One line: what somebody typed stands in lists, mails and calendars of others."""
    return " ".join(tekst.split())
