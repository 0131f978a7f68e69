from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kern.forms import DatumField
from register.models import Besluit, Gebeurtenis

HOE = {
    "identiteit": [
        ("identiteitsbewijs", "Ik zag een geldig identiteitsbewijs"),
        ("werkgever", "De werkgever bevestigde het"),
    ],
    "werk": [
        ("werkgever", "De werkgever bevestigde het"),
        ("verklaring", "Ik zag een verklaring of contract van de werkgever"),
    ],
}


class Besluitformulier(forms.Form):
    uitslag = forms.ChoiceField(label="Je besluit", choices=Besluit.Uitslag.choices, widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Reden",
        help_text="De aanvrager krijgt dit te lezen. Schrijf ook op wat iemand nu kan doen.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Zoekformulier(forms.Form):
    vraag = forms.CharField(label="Registratienummer of naam", max_length=120)


class Inzageformulier(forms.Form):
    """Why somebody of the office opens a person's registration; the person reads it."""

    reden = forms.CharField(
        label="Waarom kijk je?",
        help_text="De professional leest dit in zijn eigen overzicht.",
        min_length=4,
        max_length=200,
    )


VAN_DE_PROFESSIONAL = {Gebeurtenis.Soort.UITGESCHREVEN, Gebeurtenis.Soort.TERUGGEKEERD}
VAN_HET_KANTOOR = [keuze for keuze in Gebeurtenis.Soort.choices if keuze[0] not in VAN_DE_PROFESSIONAL]


class Gebeurtenisformulier(forms.Form):
    soort = forms.ChoiceField(label="Wat leg je vast?", choices=[("", "Kies"), *VAN_HET_KANTOOR])
    geldig_van = DatumField(label="Vanaf welke dag?")
    geldig_tot = DatumField(
        label="Tot welke dag?",
        help_text="De eerste dag waarop het niet meer geldt. Leeg: geen einde.",
        required=False,
    )
    grond = forms.CharField(
        label="Grond",
        help_text="Waarom, en op welk artikel rust het. De professional leest dit; anderen niet.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    openbaar = forms.BooleanField(label="Anderen mogen deze maatregel zien", required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        van, tot = data.get("geldig_van"), data.get("geldig_tot")
        if van and tot and tot <= van:
            self.add_error("geldig_tot", ValidationError("Kies een dag na de eerste dag.", code="tot-voor-van"))
        return data


class Redenformulier(forms.Form):
    reden = forms.CharField(
        label="Reden",
        help_text="De professional krijgt dit te lezen.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Bevestigingsformulier(forms.Form):
    hoe = forms.ChoiceField(label="Hoe weet je dit?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, wat: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hoe"].choices = HOE[wat]
