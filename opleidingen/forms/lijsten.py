"""What an opleider sends in: a file or a pasted list, and what its columns are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kern.forms import DatumField
from kern.tabellen.grenzen import GRENZEN, MB
from opleidingen.formaten.kolommen import load_kolommen
from opleidingen.formaten.lijstinhoud import Inhoud

GROOTSTE = GRENZEN.tekstbytes
NIET_NODIG = "-"
EXTENSIES = ".xlsx,.csv,.txt,.tsv"


class Lijstform(forms.Form):
    bestand = forms.FileField(
        label="Bestand",
        required=False,
        allow_empty_file=True,
        help_text=f"Excel (xlsx) of CSV, hoogstens {GROOTSTE // MB} MB.",
        widget=forms.FileInput(attrs={"accept": EXTENSIES, "data-hoogstens": GROOTSTE}),
    )
    tekst = forms.CharField(
        label="Of plak de rijen uit je rekenblad",
        required=False,
        strip=False,
        help_text="Selecteer de rijen in Excel, met de kop erbij. Kopieer ze en plak ze hier.",
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        bestand, tekst = data.get("bestand"), data.get("tekst", "").strip()
        if bestand and tekst:
            raise ValidationError("Kies een bestand of plak de rijen, niet allebei.", code="allebei")
        if not bestand and not tekst:
            raise ValidationError("Kies een bestand of plak de rijen.", code="niets")
        if bestand and bestand.size > GROOTSTE:
            melding = f"Dit bestand is te groot. Kies een bestand van hoogstens {GROOTSTE // MB} MB, of verdeel het."
            self.add_error("bestand", ValidationError(melding, code="te-groot"))
        if bestand and not bestand.size:
            self.add_error("bestand", ValidationError("Dit bestand is leeg. Kies een ander bestand.", code="leeg"))
        return data


class Kolommenform(forms.Form):
    """Per column of the list what it is, and what holds for all rows when no column says so."""

    def __init__(self, *args: Any, inhoud: Inhoud, opleidingen: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.breedte = max([len(inhoud.kop), *map(len, inhoud.monster), len(inhoud.velden)])
        keuzes = [(NIET_NODIG, "Niet nodig"), *((kolom.veld, kolom.naam) for kolom in load_kolommen().values())]
        for plek in range(self.breedte):
            kop = inhoud.kop[plek] if plek < len(inhoud.kop) else ""
            self.fields[f"kolom-{plek}"] = forms.ChoiceField(
                label=f"Kolom {plek + 1}" + (f": {kop}" if kop.strip() else ""),
                choices=keuzes,
                initial=(inhoud.velden[plek] if plek < len(inhoud.velden) else "") or NIET_NODIG,
                help_text=_show_voorbeeld(inhoud, plek),
            )
        self.fields["vast-opleidingscode"] = forms.ChoiceField(
            label="Is het steeds dezelfde opleiding?",
            choices=[("", "Nee, het staat in een kolom"), *opleidingen],
            required=False,
            initial=inhoud.vast.get("opleidingscode", ""),
        )
        self.fields["vast-eindDatum"] = DatumField(
            label="Is het steeds dezelfde einddatum?",
            required=False,
            initial=inhoud.vast.get("eindDatum"),
            help_text="Laat leeg als de datum in een kolom staat.",
        )
        if not inhoud.kop:
            self.fields["heeft-kop"] = forms.BooleanField(
                label="De eerste rij is een kop en geen deelnemer", required=False
            )

    @property
    def velden(self) -> list[str]:
        gekozen = [self.cleaned_data[f"kolom-{plek}"] for plek in range(self.breedte)]
        return ["" if veld == NIET_NODIG else veld for veld in gekozen]

    @property
    def vast(self) -> dict[str, str]:
        dag = self.cleaned_data.get("vast-eindDatum")
        return {
            "opleidingscode": self.cleaned_data.get("vast-opleidingscode", ""),
            "eindDatum": dag.isoformat() if dag else "",
        }

    @property
    def heeft_kop(self) -> bool:
        return bool(self.cleaned_data.get("heeft-kop"))


def _show_voorbeeld(inhoud: Inhoud, plek: int) -> str:
    """What stands in the first rows of a column."""
    cellen = [rij[plek].strip()[:40] for rij in inhoud.monster if plek < len(rij) and rij[plek].strip()]
    return f"Hierin staat: {', '.join(cellen[:3])}." if cellen else "Deze kolom is leeg in de eerste rijen."
