"""Whom a writer asks, and until when somebody may read."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Gebruiker
from beroepscode.forms.genoemden import LANGSTE_EMAIL, parse_genoemde
from beroepscode.forms.reflecties import find_vondsten
from kern.forms import DatumField
from kern.periode import add_months

VOORSTEL = timedelta(days=14)
LANGSTE_MAANDEN = 6
LANGSTE_AANVULLING = 5_000


class TotField(DatumField):
    """Until which day a text is open, that day not included."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Tot welke dag?")
        kwargs.setdefault("help_text", "Op deze dag gaat je tekst weer dicht. Je kunt hem ook eerder sluiten.")
        super().__init__(**kwargs)


class TotForm(forms.Form):
    """Until when somebody may read."""

    tot_datum = TotField()

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"tot_datum": vandaag + VOORSTEL} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    def clean_tot_datum(self) -> date | None:
        tot = self.cleaned_data["tot_datum"]
        if tot and tot <= self.vandaag:
            raise ValidationError("Kies een dag na vandaag.", code="voorbij")
        if tot and tot > add_months(self.vandaag, LANGSTE_MAANDEN):
            melding = f"Kies een dag binnen {LANGSTE_MAANDEN} maanden. Daarna kun je opnieuw openstellen."
            raise ValidationError(melding, code="te-lang")
        return tot


class CollegaForm(TotForm):
    """Which peer may read, and until when."""

    collega = forms.CharField(
        label="E-mailadres of registratienummer van je collega",
        max_length=LANGSTE_EMAIL,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("collega", "tot_datum")

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker

    def clean_collega(self) -> str:
        text = self.cleaned_data["collega"]
        try:
            genoemd = parse_genoemde(text)
        except ValidationError:
            raise ValidationError(
                f"'{text}' is geen e-mailadres en geen registratienummer. Kijk het nog eens na.", code="onmogelijk"
            ) from None
        if genoemd in (self.gebruiker.email, self.gebruiker.registratienummer):
            raise ValidationError("Dit ben jij zelf. Vraag een collega.", code="zelf")
        return genoemd


class VraagForm(CollegaForm):
    """Whom to ask to confirm; without a day the peer confirms the talk and does not read."""

    tot_datum = TotField(
        label="Tot welke dag mag je collega je tekst lezen?",
        help_text="Op deze dag gaat hij weer dicht. Maak dit leeg als je collega alleen het gesprek bevestigt.",
        required=False,
    )

    def __init__(self, *args: Any, gevraagd: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gevraagd = gevraagd

    def clean_collega(self) -> str:
        genoemd = super().clean_collega()
        if genoemd in self.gevraagd:
            raise ValidationError("Je hebt deze collega al gevraagd.", code="al-gevraagd")
        return genoemd


class AntwoordForm(forms.Form):
    """What a peer answers; the addition is for both of them."""

    JA, NEE = "ja", "nee"
    aanvulling = forms.CharField(
        label="Wat bracht jullie gesprek?",
        help_text="Jij en je collega lezen dit. Verder niemand.",
        required=False,
        max_length=LANGSTE_AANVULLING,
        widget=forms.Textarea(attrs={"rows": 5, "data-nakijken": True}),
    )
    antwoord = forms.ChoiceField(
        choices=[(JA, "Ja, we spraken erover"), (NEE, "Nee, dat was er niet")],
        widget=forms.HiddenInput,
        error_messages={"required": "Je antwoord kwam niet aan. Kies een van de twee knoppen."},
    )

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    @property
    def akkoord(self) -> bool:
        return self.cleaned_data["antwoord"] == self.JA

    @property
    def vondsten(self) -> list:
        return list(find_vondsten(self, self.vandaag))
