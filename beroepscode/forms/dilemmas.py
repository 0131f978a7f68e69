"""What people type at a dilemma card, and what they look for among the cards."""

from datetime import date
from typing import Any

from django import forms

from beroepscode.dilemmakaarten import Dilemmakaart
from beroepscode.dimensies import find_waarden

LANGSTE_REDEN = 2000


class KeuzeForm(forms.Form):
    weg = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Kies wat jij zou doen."})
    reden = forms.CharField(
        label="Waarom kies je dit?",
        help_text="Alleen jij leest dit terug. Eén zin is genoeg.",
        max_length=LANGSTE_REDEN,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in één zin waarom je dit kiest."},
    )

    def __init__(self, *args: Any, kaart: Dilemmakaart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weg"].label = kaart.vraag
        self.fields["weg"].choices = [(weg.code, weg.weg) for weg in kaart.wegen]


class ZoekForm(forms.Form):
    zoek = forms.CharField(label="Zoek", required=False, max_length=100)
    thema = forms.ChoiceField(label="Thema", required=False)
    open = forms.BooleanField(label="Alleen waar ik nog niet koos", required=False)

    def __init__(self, *args: Any, kaarten: dict[str, Dilemmakaart], peildatum: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gebruikt = {thema for kaart in kaarten.values() for thema in kaart.themas}
        themas = [(w.code, w.naam) for w in find_waarden("thema", peildatum) if w.code in gebruikt]
        self.fields["thema"].choices = [("", "Alle thema's"), *themas]
