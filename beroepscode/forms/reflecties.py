"""What people type about reflections. Every fault at once, in a sentence that says what to do."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Gebruiker
from beroepscode.dimensies import find_waarden
from beroepscode.forms.genoemden import LANGSTE_EMAIL, parse_genoemde
from kern.forms import DatumField, DuurField, refuse_future

LANGSTE_TEKST = 20_000


class ReflectieForm(forms.Form):
    """With `vast` the facts stand: a peer confirmed them, so only the text can change."""

    tekst = forms.CharField(
        label="Wat gebeurde er, en wat leer je ervan?",
        help_text="Schrijf geen namen of andere gegevens van inwoners op.",
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    kernwaarde = forms.ChoiceField(label="Welke kernwaarde raakt dit het meest?")
    duur = DuurField(label="Hoe lang was je ermee bezig?")
    datum = DatumField(label="Wanneer was dit?")

    def __init__(self, *args: Any, vandaag: date, vast: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        waarden = [(w.code, w.naam) for w in find_waarden("kernwaarde", vandaag)]
        self.fields["kernwaarde"].choices = [("", "Kies een kernwaarde"), *waarden]
        for naam in ("datum", "duur", "kernwaarde"):
            self.fields[naam].disabled = vast

    def clean_datum(self) -> date | None:
        return refuse_future(self.cleaned_data["datum"], self.vandaag)


class VraagForm(forms.Form):
    """Whom to ask to confirm."""

    collega = forms.CharField(
        label="E-mailadres of registratienummer van je collega",
        max_length=LANGSTE_EMAIL,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(
        self, *args: Any, gebruiker: Gebruiker, gevraagd: frozenset[str] = frozenset(), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker
        self.gevraagd = gevraagd

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
        if genoemd in self.gevraagd:
            raise ValidationError("Je hebt deze collega al gevraagd.", code="al-gevraagd")
        return genoemd
