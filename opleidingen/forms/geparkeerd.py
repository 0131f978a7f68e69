from datetime import date

from django import forms
from django.utils import timezone

from kern.forms import DatumField, refuse_future


class Geparkeerdformulier(forms.Form):
    """What an opleider mends in a row that matches nobody. What it is worth is judged by the service."""

    registratienummer = forms.CharField(
        label="Registratienummer",
        help_text="Acht cijfers. De deelnemer vindt het op Mijn register en op het certificaat.",
        max_length=40,
    )
    achternaam = forms.CharField(
        label="Achternaam",
        help_text="Zonder achternaam kan de deelnemer deze regel niet zelf claimen.",
        max_length=240,
        required=False,
    )


class Vraagformulier(forms.Form):
    """A question that never stands in an address: it can be a registratienummer."""

    vraag = forms.CharField(label="Zoek", max_length=120)


class Claimformulier(forms.Form):
    """What somebody must know of a parked row before anything of it is shown."""

    registratienummer = forms.CharField(
        label="Registratienummer zoals je opleider het doorgaf",
        help_text="Was het nummer verkeerd? Vul dan dat verkeerde nummer in. Je opleider kan het je vertellen.",
        max_length=40,
    )
    achternaam = forms.CharField(
        label="Achternaam zoals je opleider die doorgaf",
        help_text="Bijvoorbeeld je naam van voor je trouwen. Hoofdletters en tussenvoegsels maken niet uit.",
        max_length=240,
    )
    eind_datum = DatumField(label="Op welke dag was je klaar?", help_text="De einddatum op je bewijs van deelname.")

    def clean_eind_datum(self) -> date | None:
        return refuse_future(self.cleaned_data.get("eind_datum"), timezone.localdate())
