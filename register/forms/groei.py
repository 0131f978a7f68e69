"""Where somebody says they stand in each competence."""

from datetime import date
from typing import Any

from django import forms

from beroepscode.dimensies import find_waarden


class NiveauForm(forms.Form):
    """One question per competence; all may stay empty."""

    def __init__(self, *args: Any, peildatum: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        namen = {waarde.code: waarde.naam for waarde in find_waarden("niveau", peildatum)}
        for competentie in find_waarden("competentie", peildatum):
            self.fields[competentie.code] = forms.ChoiceField(
                label=competentie.naam,
                help_text=competentie.uitleg,
                required=False,
                widget=forms.RadioSelect,
                choices=[(code, f"{namen[code]}: {tekst}") for code, tekst in competentie.niveaus],
            )
