from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from register.vragen import Vraag, read_lijst

MEESTE_NUMMERS = 500


class Lijstformulier(forms.Form):
    """Registration numbers, typed or pasted out of a spreadsheet."""

    nummers = forms.CharField(
        label="Registratienummers",
        help_text=f"Eén per regel, hoogstens {MEESTE_NUMMERS}. Met de achternaam erachter kijken we of die klopt.",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )

    vragen: list[Vraag]

    def clean_nummers(self) -> Any:
        tekst = self.cleaned_data["nummers"]
        self.vragen = read_lijst(tekst)
        if len(self.vragen) > MEESTE_NUMMERS:
            melding = f"Dit zijn er {len(self.vragen)}. Controleer er hoogstens {MEESTE_NUMMERS} tegelijk."
            raise ValidationError(f"{melding} Voor meer is er de koppeling met een sleutel.", code="te-veel")
        return tekst
