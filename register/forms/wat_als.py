"""What somebody wants to try: a later day, something more, something less. Every field may stay empty."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from kern.forms import DatumField
from kern.periode import DAG, add_months
from opleidingen.dossiers import Cursusfeit
from register.criteria import EERSTE, Activiteit, Reglement
from register.dossiers import REFLECTIE, SAMEN, imagine_activiteit, read_cursus
from register.toetsing import Toetsing

MEESTE_UREN = 500
VERSTE_MAANDEN = 60
"""How far ahead somebody without a term may look."""


class WatAlsForm(forms.Form):
    template_name = "register/mijn/wat_als_velden.html"

    op = DatumField(label="Op welke dag?", required=False, help_text="Leeg betekent vandaag.")
    opleiding = forms.ChoiceField(label="Met deze opleiding erbij", required=False)
    soort = forms.ChoiceField(label="Met deze activiteit erbij", required=False)
    uren = forms.DecimalField(
        label="Hoeveel uur duurt die activiteit?",
        required=False,
        localize=True,
        min_value=Decimal("0.25"),
        max_value=MEESTE_UREN,
        help_text="Bijvoorbeeld 2 of 1,5.",
    )
    raakt = forms.ChoiceField(label="Waar gaat die activiteit over?", required=False)
    zonder = forms.ChoiceField(label="Zonder dit uit je dossier", required=False)

    def __init__(self, *args: Any, toetsing: Toetsing, cursussen: Iterable[Cursusfeit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.toetsing = toetsing
        self.cursussen = {cursus.code: cursus for cursus in cursussen}
        namen = sorted((cursus.naam, cursus.code) for cursus in self.cursussen.values())
        reglement = toetsing.reglement
        self.fields["opleiding"].choices = [("", "Geen opleiding"), *((code, naam) for naam, code in namen)]
        soorten = [(soort.code, soort.titel) for soort in reglement.soorten.values()]
        self.fields["soort"].choices = [("", "Geen activiteit"), *soorten]
        self.fields["raakt"].choices = [("", "Geen keuze"), *list_waarden(reglement)]
        self.fields["zonder"].choices = [("", "Niets weglaten"), *list_onderdelen(toetsing)]

    def clean_op(self) -> date:
        vandaag, op = self.toetsing.peildatum, self.cleaned_data["op"]
        if op is None:
            return vandaag
        tot = find_einde(self.toetsing)
        if not vandaag <= op < max(tot, vandaag + DAG):
            laatste = date_format(tot - DAG, "j F Y")
            raise ValidationError(f"Kies een dag vanaf vandaag tot en met {laatste}.", code="buiten-termijn")
        return op

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("soort") and "uren" in data and data["uren"] is None:
            self.add_error("uren", ValidationError("Vul in hoeveel uur de activiteit duurt.", code="uren-ontbreekt"))
        if data.get("uren") and "soort" in data and not data["soort"]:
            self.add_error("soort", ValidationError("Kies wat voor activiteit het is.", code="soort-ontbreekt"))
        return data

    @property
    def cursus(self) -> Cursusfeit | None:
        return self.cursussen.get(self.cleaned_data["opleiding"])

    @property
    def erbij(self) -> list[Activiteit]:
        """The entries to try, on the day that is asked about."""
        data = self.cleaned_data
        erbij = read_cursus(self.cursus, data["op"]) if self.cursus else []
        if data["soort"]:
            dimensie, _, waarde = data["raakt"].partition(":")
            erbij.append(imagine_activiteit(data["soort"], data["op"], int(data["uren"] * 60), {dimensie: waarde}))
        return erbij

    @property
    def bevestigt_een_collega(self) -> bool:
        """Whether the activity is one that a peer confirms, and so counts at once."""
        return self.cleaned_data["soort"] in SAMEN | {REFLECTIE}


def find_einde(toetsing: Toetsing) -> date:
    """The first day that can no longer be asked about."""
    if toetsing.soort == EERSTE:
        return add_months(toetsing.peildatum, VERSTE_MAANDEN)
    return toetsing.uitkomst.termijn_tot


def list_waarden(reglement: Reglement) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every value of every dimension, under the name of the dimension."""
    return [
        (dimensie.titel, [(f"{dimensie.code}:{code}", titel) for code, titel in dimensie.waarden.items()])
        for dimensie in reglement.dimensies.values()
    ]


def list_onderdelen(toetsing: Toetsing) -> list[tuple[str, str]]:
    """What is in the dossier, the newest first; the parts of one completion are one choice."""
    keuzes: dict[str, str] = {}
    for item in sorted(toetsing.dossier.activiteiten, key=lambda item: (item.datum, item.id), reverse=True):
        dag = date_format(item.datum, "j F Y")
        keuzes.setdefault(item.geheel or item.id, f"{toetsing.titels[item.id]} ({dag})")
    return list(keuzes.items())
