"""What people type in a signal. Every fault at once, in a sentence that says what to do."""

from datetime import date
from typing import Any

from django import forms

from beroepscode.dimensies import find_waarden
from beroepscode.forms.reflecties import find_vondsten


class SignaalForm(forms.Form):
    thema = forms.ChoiceField(
        label="Waar gaat het over?", error_messages={"required": "Kies een thema. Zo komen signalen bij elkaar."}
    )
    tekst = forms.CharField(
        label="Wat staat mensen in de weg?",
        help_text="Noem de regel, het systeem of de afspraak. Schrijf geen namen en geen zaak op.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat in de weg staat. Eén zin is genoeg."},
    )

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag
        themas = [(waarde.code, waarde.naam) for waarde in find_waarden("thema", vandaag)]
        self.fields["thema"].choices = [("", "Kies een thema"), *themas]

    @property
    def vondsten(self) -> list:
        """Where the text holds what can be recognised as somebody's data: advice, never a fault."""
        return list(find_vondsten(self, self.vandaag))
