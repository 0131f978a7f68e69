from django import forms
from django.core.exceptions import ValidationError

from register.models import Werkbevestiging


class Vraagformulier(forms.Form):
    adres = forms.EmailField(
        label="Wat is het e-mailadres van je werkgever?",
        help_text="Van je leidinggevende of van personeelszaken. We gebruiken het alleen voor deze vraag.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_adres(self) -> str:
        return self.cleaned_data["adres"].lower()


class Antwoordformulier(forms.Form):
    """Who answers. The answer itself is the button."""

    door_naam = forms.CharField(label="Wat is je naam?", max_length=100, widget=forms.TextInput())
    oordeel = forms.ChoiceField(
        choices=Werkbevestiging.Oordeel.choices,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een van de twee knoppen."),
    )

    def clean_door_naam(self) -> str:
        naam = " ".join(self.cleaned_data["door_naam"].split())
        if len(naam) < 3:
            raise ValidationError("Schrijf je voornaam en je achternaam.", code="te-kort")
        return naam
