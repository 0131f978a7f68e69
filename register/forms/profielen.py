import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from beroepscode.dimensies import find_waarden
from kern.bestanden import FOTO, MB, list_extensies, name_soorten
from register.models import Openbaar, Profiel

TELEFOON = re.compile(r"\+?[0-9]{8,15}")
DIMENSIES = {"andere_beroepen": "beroep", "werkterreinen": "werkterrein", "talen": "taal"}
"""The fields that hold a list of codes, and the dimension whose codes these are."""
MEESTE_FOTO_BYTES = 10 * MB
INGEKLAPT = ("andere_beroepen", "telefoon", "over_mij")


class Keuzelijst(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial or [], data or [])


class ProfielForm(forms.ModelForm):
    template_name = "register/mijn/profiel_velden.html"

    andere_beroepen = Keuzelijst(label="Doe je nog ander werk in het sociaal domein?", required=False)
    werkterreinen = Keuzelijst(label="Op welk terrein werk je?", required=False)
    talen = Keuzelijst(label="Welke talen spreek je met inwoners?", required=False)
    openbaar = Keuzelijst(
        label="Wat mag iedereen zien die je certificaat controleert?",
        help_text="Je naam, nummer, status en termijn zijn altijd te zien. De rest alleen als jij dat aanzet.",
        required=False,
        choices=Openbaar.choices,
    )

    class Meta:
        model = Profiel
        fields = [
            "beroep",
            "werkgever",
            "functie",
            "werkterreinen",
            "talen",
            "andere_beroepen",
            "telefoon",
            "over_mij",
            "openbaar",
        ]
        labels = {
            "beroep": "Wat is je beroep?",
            "werkgever": "Waar werk je?",
            "functie": "Wat is je functie?",
            "telefoon": "Telefoonnummer",
            "over_mij": "Over mij",
        }
        help_texts = {
            "werkgever": "De naam van de organisatie.",
            "telefoon": "Alleen voor vragen van het registerkantoor.",
            "over_mij": "Voor jezelf en het registerkantoor.",
        }
        widgets = {
            "telefoon": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "werkgever": forms.TextInput(attrs={"autocomplete": "organization"}),
            "functie": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "over_mij": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beroepen = _list_keuzes("beroep", vandaag, [self.instance.beroep] if self.instance.beroep else [])
        self.fields["beroep"] = forms.ChoiceField(
            label=self.fields["beroep"].label, required=False, choices=[("", "Kies je beroep"), *beroepen]
        )
        for naam, dimensie in DIMENSIES.items():
            self.fields[naam].choices = _list_keuzes(dimensie, vandaag, getattr(self.instance, naam))

    @property
    def is_open(self) -> bool:
        """Whether one of the fields that lie folded holds something, or a fault."""
        return any(self[naam].value() or self[naam].errors for naam in INGEKLAPT)

    def clean_telefoon(self) -> str:
        telefoon = self.cleaned_data["telefoon"].strip()
        if telefoon and not TELEFOON.fullmatch(re.sub(r"[\s().\-]", "", telefoon)):
            raise ValidationError("Dit is geen telefoonnummer. Schrijf het als 06 12345678.", code="telefoon")
        return telefoon


class Fotoformulier(forms.Form):
    foto = forms.FileField(
        label="Kies een foto",
        help_text=f"Een {name_soorten(FOTO)}, hoogstens {MEESTE_FOTO_BYTES // MB} MB."
        " We maken hem kleiner en halen plaats en toestel eruit.",
        widget=forms.FileInput(attrs={"accept": list_extensies(FOTO)}),
    )


def _list_keuzes(dimensie: str, vandaag: date, huidige: list[str]) -> list[tuple[str, str]]:
    """The values of today; what somebody chose before stays a choice when its value is gone."""
    keuzes = [(waarde.code, waarde.naam) for waarde in find_waarden(dimensie, vandaag)]
    bekend = dict(keuzes)
    return keuzes + [(code, code) for code in huidige if code not in bekend]
