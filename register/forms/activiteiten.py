from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kern.forms import DatumField, DuurField, refuse_future
from register.bewijsregels import bewijsregel_op
from register.criteria import Reglement
from register.dossiers import REFLECTIE, SAMEN
from register.forms.documenten import Bewijsveld
from register.models import Activiteit

ELDERS = SAMEN | {REFLECTIE}
"""Kinds that have a page of their own, where a peer confirms them."""


class ActiviteitForm(forms.Form):
    """What somebody learned: four fields, and three that may stay shut."""

    template_name = "register/mijn/activiteit_velden.html"

    soort = forms.ChoiceField(label="Wat voor activiteit was het?")
    titel = forms.CharField(label="Wat heb je gedaan?", max_length=200)
    datum = DatumField(label="Wanneer?")
    duur = DuurField(label="Hoe lang duurde het?")
    leefwereld = forms.ChoiceField(label="Welke leefwereld raakt dit het meest?", required=False)
    toelichting = forms.CharField(
        label="Wat heb je geleerd?",
        help_text="Schrijf geen namen of andere gegevens van inwoners op.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    bewijs = Bewijsveld(label="Bewijs (foto of bestand)", required=False)

    def __init__(
        self, *args: Any, activiteit: Activiteit, reglement: Reglement, vandaag: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.activiteit = activiteit
        self.vandaag = vandaag
        self.fields["soort"].choices = [("", "Kies een soort"), *list_soorten(reglement, self.initial.get("soort"))]
        leefwereld = reglement.dimensies.get("leefwereld")
        waarden = leefwereld.waarden.items() if leefwereld else ()
        self.fields["leefwereld"].choices = [("", "Geen keuze"), *waarden]
        self.fields["bewijs"].set_regel(bewijsregel_op(vandaag))

    @property
    def is_open(self) -> bool:
        """Whether one of the optional fields holds something, or a fault."""
        return any(self[naam].value() or self[naam].errors for naam in ("leefwereld", "toelichting", "bewijs"))

    def clean_datum(self) -> date | None:
        return refuse_future(self.cleaned_data["datum"], self.vandaag)

    def clean_titel(self) -> str:
        titel = " ".join(self.cleaned_data["titel"].split())
        if len(titel) < 3:
            raise ValidationError("Schrijf in een paar woorden wat je deed.", code="te-kort")
        return titel


def list_soorten(reglement: Reglement, huidige: str | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """What somebody can log here, by group; `huidige` stays when the reglement no longer knows it."""
    groepen: dict[str, list[tuple[str, str]]] = {}
    for soort in reglement.soorten.values():
        if soort.code not in ELDERS:
            groepen.setdefault(reglement.groepen.get(soort.groep, "Overig"), []).append((soort.code, soort.titel))
    if huidige and huidige not in reglement.soorten:
        groepen.setdefault("Van vroeger", []).append((huidige, huidige))
    return list(groepen.items())
