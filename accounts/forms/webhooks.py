"""What a webhook is: an address, and what it wants to hear."""

from django import forms

from accounts.webhookadres import LANGSTE_ADRES
from accounts.webhookgebeurtenissen import find_gebeurtenissen


class Webhookformulier(forms.Form):
    url = forms.CharField(
        label="Adres van jullie systeem",
        max_length=LANGSTE_ADRES,
        help_text="Begint met https://, zoals https://leren.hogeschool.nl/sam.",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    soorten = forms.MultipleChoiceField(label="Waarover wil je bericht?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, organisatiesoort: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        gebeurtenissen = find_gebeurtenissen(organisatiesoort)
        self.fields["soorten"].choices = [(rij.code, rij.naam) for rij in gebeurtenissen]
        self.fields["soorten"].initial = [rij.code for rij in gebeurtenissen]
