from django import forms
from django.core.exceptions import ValidationError

from accounts.nummers import LENGTE as NUMMERLENGTE
from accounts.nummers import is_nummer, normalize_nummer
from register.codes import LENGTE, is_code, normalize_code


class Codeformulier(forms.Form):
    """The code of a certificate, in whatever case and with or without hyphens."""

    code = forms.CharField(
        label="Code van het certificaat",
        help_text=f"De {LENGTE} tekens staan bij de QR-code. Hoofdletters en streepjes maken niet uit.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = normalize_code(self.cleaned_data["code"])
        if not is_code(code):
            raise ValidationError(
                f"Een code heeft {LENGTE} letters en cijfers. Kijk of je hem helemaal hebt overgenomen.", code="code"
            )
        return code


class Nummerformulier(forms.Form):
    """A number, and a surname that only somebody who knows the person has."""

    registratienummer = forms.CharField(
        label="Registratienummer",
        help_text=f"{NUMMERLENGTE} cijfers. Spaties maken niet uit.",
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    achternaam = forms.CharField(
        label="Achternaam",
        help_text="Met of zonder tussenvoegsel.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_registratienummer(self) -> str:
        nummer = normalize_nummer(self.cleaned_data["registratienummer"])
        if not is_nummer(nummer):
            raise ValidationError("Dit nummer kan niet bestaan. Kijk of je het goed hebt overgenomen.", code="nummer")
        return nummer
