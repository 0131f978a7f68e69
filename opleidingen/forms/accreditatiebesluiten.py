"""What an assessor of the office fills in about an application."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kern.forms import DatumField
from opleidingen.accreditatieproces import GEACCREDITEERD, Handeling
from opleidingen.accreditatieregels import Accreditatieregel
from opleidingen.forms.accreditaties import Tijdveld
from opleidingen.models import Accreditatie, Accreditatieonderdeel


class Besluitformulier(forms.Form):
    """One of the steps that this assessor may take now, with a reason; with a grant also its period and time."""

    template_name = "opleidingen/kantoor/besluit_velden.html"

    handeling = forms.ChoiceField(label="Wat doe je?", widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Reden",
        help_text="De opleider leest dit. Ken je toe wat er gevraagd is? Dan mag het leeg blijven.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self,
        *args: Any,
        accreditatie: Accreditatie,
        handelingen: tuple[Handeling, ...],
        regel: Accreditatieregel,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.handelingen = {handeling.code: handeling for handeling in handelingen}
        self.fields["handeling"].choices = [(handeling.code, handeling.naam) for handeling in handelingen]
        self.onderdelen: dict[str, Accreditatieonderdeel] = {}
        if any(handeling.naar == GEACCREDITEERD for handeling in handelingen):
            self._add_toekenning(accreditatie, regel)

    def _add_toekenning(self, accreditatie: Accreditatie, regel: Accreditatieregel) -> None:
        van, tot = accreditatie.geldig_van, accreditatie.geldig_tot
        uitleg = "De eerste dag waarop het niet meer telt."
        gekozen = self.handelingen.get(self.data.get("handeling", ""))
        nodig = gekozen is None or gekozen.naar == GEACCREDITEERD
        self.fields["geldig_van"] = DatumField(label="Geaccrediteerd vanaf", initial=van, required=nodig)
        self.fields["geldig_tot"] = DatumField(label="Tot", help_text=uitleg, initial=tot, required=nodig)
        for onderdeel in accreditatie.onderdelen.all():
            naam = f"onderdeel-{onderdeel.pk}"
            waarvoor = f"{onderdeel.module.naam}: " if onderdeel.module else ""
            label = f"{waarvoor}{regel.name_categorie(onderdeel.categorie)}"
            self.onderdelen[naam] = onderdeel
            self.fields[naam] = Tijdveld(label=label, initial=onderdeel.minuten, required=False)

    @property
    def toekenvelden(self) -> list[forms.BoundField]:
        return [self[naam] for naam in ("geldig_van", "geldig_tot", *self.onderdelen) if naam in self.fields]

    @property
    def is_toekenning(self) -> bool:
        handeling = self.handelingen.get(self.cleaned_data.get("handeling", ""))
        return handeling is not None and handeling.naar == GEACCREDITEERD

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        handeling = self.handelingen.get(data.get("handeling", ""))
        if handeling and handeling.reden and not data.get("reden", "").strip() and "reden" not in self.errors:
            self.add_error("reden", ValidationError("Schrijf op waarom.", code="reden-ontbreekt"))
        return data

    @property
    def toekenning(self) -> dict[str, Any]:
        """What is granted, by the names of `Toekenning`; an empty time is not granted."""
        data = self.cleaned_data
        minuten = {onderdeel.pk: data.get(naam) or 0 for naam, onderdeel in self.onderdelen.items()}
        return {"geldig_van": data["geldig_van"], "geldig_tot": data["geldig_tot"], "minuten": minuten}
