from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kern.forms import DatumField, refuse_future
from register.models import Werkperiode

MEESTE_UREN_PER_WEEK = 60


class WerkperiodeForm(forms.Form):
    """People think of a last day; the register keeps the first day after it."""

    werkgever = forms.CharField(label="Waar werk je?", help_text="De naam van de organisatie.", max_length=160)
    functie = forms.CharField(label="Wat is je functie?", max_length=120)
    uren_per_week = forms.DecimalField(
        label="Hoeveel uur per week?",
        min_value=Decimal("0.5"),
        max_value=MEESTE_UREN_PER_WEEK,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    van_datum = DatumField(label="Wat was je eerste dag?")
    laatste_datum = DatumField(
        label="Wat was je laatste dag?", help_text="Laat leeg als je er nog werkt.", required=False
    )

    def __init__(self, *args: Any, vandaag: date, werkperiode: Werkperiode | None = None, **kwargs: Any) -> None:
        if werkperiode:
            kwargs["initial"] = _initial(werkperiode)
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    def clean_van_datum(self) -> date | None:
        return refuse_future(self.cleaned_data["van_datum"], self.vandaag)

    def clean_laatste_datum(self) -> date | None:
        laatste = self.cleaned_data["laatste_datum"]
        if laatste and laatste > self.vandaag:
            raise ValidationError("Deze dag moet nog komen. Laat leeg zolang je er werkt.", code="toekomst")
        return laatste

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        van, laatste = data.get("van_datum"), data.get("laatste_datum")
        if van and laatste and laatste < van:
            self.add_error("laatste_datum", ValidationError("Deze dag ligt voor je eerste dag.", code="omgekeerd"))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What was filled in, in the fields of a Werkperiode."""
        laatste = self.cleaned_data["laatste_datum"]
        facts = {naam: self.cleaned_data[naam] for naam in ("werkgever", "functie", "uren_per_week", "van_datum")}
        return facts | {"tot_datum": laatste + timedelta(days=1) if laatste else None}


def _initial(werkperiode: Werkperiode) -> dict[str, Any]:
    tot = werkperiode.tot_datum
    facts = {naam: getattr(werkperiode, naam) for naam in ("werkgever", "functie", "uren_per_week", "van_datum")}
    return facts | {"laatste_datum": tot - timedelta(days=1) if tot else None}
