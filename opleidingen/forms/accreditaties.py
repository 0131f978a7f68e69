"""The steps in which an opleider asks for accreditation."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from beroepscode.dimensies import Dimensie, find_waarden
from kern.duur import format_duur, parse_duur
from kern.forms import DatumField
from kern.periode import add_months, count_months
from opleidingen.accreditatieinhoud import find_beginfouten, find_te_veel
from opleidingen.accreditatieregels import Accreditatieregel
from opleidingen.models import Accreditatie, Accreditatieonderdeel, Module
from opleidingen.waarde import Kenmerken

MEESTE_MINUTEN = 100_000


class Tijdveld(forms.CharField):
    """Net time of a course or a part of it, cleaned to whole minutes; it may take more than a day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return format_duur(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            minuten = parse_duur(text)
        except ValueError as fout:
            raise ValidationError(str(fout), code="duur") from None
        if minuten > MEESTE_MINUTEN:
            raise ValidationError("Dit is meer dan een opleiding kan duren. Kijk het nog eens na.", code="te-lang")
        return minuten


class Startformulier(forms.Form):
    """Where an application begins: with nothing, or with what an earlier one holds."""

    LEEG = "leeg"
    bron = forms.ChoiceField(label="Waarmee begin je?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, bronnen: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bron"].choices = bronnen


class Onderdeelformulier(forms.Form):
    """Net time in one category, and how much of it touches each kenmerk."""

    template_name = "opleidingen/opleider/onderdeel_velden.html"

    module = forms.ModelChoiceField(
        label="Waarvoor is deze tijd?",
        queryset=Module.objects.none(),
        required=False,
        empty_label="De hele opleiding",
    )
    categorie = forms.ChoiceField(label="Telt als")
    tijd = Tijdveld(label="Netto tijd", help_text="Zonder pauzes en reistijd. Bijvoorbeeld 16 uur, 7:30 of 90 min.")

    def __init__(
        self,
        *args: Any,
        accreditatie: Accreditatie,
        onderdeel: Accreditatieonderdeel | None = None,
        regel: Accreditatieregel,
        peildatum: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.accreditatie, self.onderdeel, self.regel = accreditatie, onderdeel, regel
        huidig = onderdeel.categorie if onderdeel else ""
        namen = dict(regel.categorieen) | ({huidig: regel.name_categorie(huidig)} if huidig else {})
        self.fields["categorie"].choices = [("", "Kies een soort"), *namen.items()]
        modules = accreditatie.opleiding.modules.filter(beeindigd_op=None).order_by("volgorde", "pk")
        self.fields["module"].queryset = modules
        if not modules.exists():
            del self.fields["module"]
        self.velden: dict[str, tuple[Dimensie, str]] = {}
        for dimensie in regel.dimensies:
            for waarde in find_waarden(dimensie.code, peildatum):
                naam = f"{dimensie.code}-{waarde.code}"
                self.velden[naam] = (dimensie, waarde.code)
                self.fields[naam] = Tijdveld(label=waarde.naam, required=False, help_text=waarde.uitleg)

    def list_groepen(self) -> Iterator[tuple[Dimensie, list[BoundField], bool]]:
        """Per dimension its fields, and whether one of them holds something or a fault."""
        for dimensie in self.regel.dimensies:
            velden = [self[naam] for naam, (eigen, _) in self.velden.items() if eigen is dimensie]
            if velden:
                yield dimensie, velden, any(veld.value() or veld.errors for veld in velden)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["kenmerken"] = self._collect_kenmerken(data)
        namen = {dimensie.code: dimensie.naam for dimensie in self.regel.dimensies}
        if tijd := data.get("tijd"):
            for melding in find_te_veel(tijd, data["kenmerken"], namen):
                self.add_error(None, ValidationError(melding, code="te-veel"))
        elif tijd == 0:
            self.add_error("tijd", ValidationError("Vul meer dan nul minuten in.", code="duur-nul"))
        self._refuse_double(data)
        return data

    def _collect_kenmerken(self, data: dict[str, Any]) -> Kenmerken:
        kenmerken: Kenmerken = {}
        for naam, (dimensie, waarde) in self.velden.items():
            if minuten := data.get(naam):
                kenmerken.setdefault(dimensie.code, {})[waarde] = minuten
        return kenmerken

    def _refuse_double(self, data: dict[str, Any]) -> None:
        anderen = self.accreditatie.onderdelen.filter(module=data.get("module"), categorie=data.get("categorie"))
        if self.onderdeel:
            anderen = anderen.exclude(pk=self.onderdeel.pk)
        if anderen.exists():
            melding = "Dit staat al in je aanvraag. Pas die regel aan, of kies iets anders."
            self.add_error("categorie", ValidationError(melding, code="dubbel"))


def make_initial(onderdeel: Accreditatieonderdeel) -> dict[str, Any]:
    """What an onderdeel holds, by the fields of its form."""
    return {"module": onderdeel.module_id, "categorie": onderdeel.categorie, "tijd": onderdeel.minuten} | {
        f"{dimensie}-{waarde}": minuten
        for dimensie, waarden in onderdeel.kenmerken.items()
        for waarde, minuten in waarden.items()
    }


class Inhoudformulier(forms.Form):
    leerdoelen = forms.CharField(
        label="Wat kan of weet iemand na afloop?",
        help_text="Noem de leerdoelen, elk op een regel.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    toetsvorm = forms.CharField(
        label="Hoe zie je of iemand dat haalde?",
        help_text="Bijvoorbeeld een toets, een opdracht uit de eigen praktijk, of aanwezigheid en meedoen.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    docenten = forms.CharField(
        label="Wie geeft les, en waarom kan diegene dat?",
        help_text="Opleiding, ervaring in het werk en ervaring met lesgeven.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Periodeformulier(forms.Form):
    """From which day, and for how long; a renewal begins where the earlier one ends."""

    geldig_van = DatumField(label="Vanaf welke dag?")
    maanden = forms.TypedChoiceField(label="Voor hoe lang?", coerce=int)

    def __init__(
        self, *args: Any, accreditatie: Accreditatie, regel: Accreditatieregel, peildatum: date, **kwargs: Any
    ) -> None:
        duur = count_months(accreditatie.geldig_van, accreditatie.geldig_tot) if accreditatie.geldig_tot else None
        initial = {"geldig_van": accreditatie.geldig_van, "maanden": duur}
        super().__init__(*args, initial=initial, **kwargs)
        self.accreditatie, self.regel, self.peildatum = accreditatie, regel, peildatum
        keuzes = sorted({*regel.periode_maanden, *([duur] if duur in range(1, regel.langste_maanden) else [])})
        self.fields["maanden"].choices = [(maanden, name_duur(maanden)) for maanden in keuzes]
        if accreditatie.verlengt_id:
            self.fields["geldig_van"].disabled = True
            self.fields["geldig_van"].help_text = "De nieuwe periode begint waar de oude eindigt."

    def clean_geldig_van(self) -> date:
        van, aansluitend = self.cleaned_data["geldig_van"], self.accreditatie.aansluitend
        for fout in find_beginfouten(van, self.regel, gevraagd=self.peildatum, aansluitend=aansluitend):
            raise ValidationError(fout.melding, code=fout.code)
        return van

    @property
    def geldig_tot(self) -> date:
        return add_months(self.cleaned_data["geldig_van"], self.cleaned_data["maanden"])


def name_duur(maanden: int) -> str:
    """`48` becomes "4 jaar", `18` "18 maanden"."""
    return f"{maanden // 12} jaar" if maanden % 12 == 0 else f"{maanden} maanden"


class Aanvulformulier(forms.Form):
    reden = forms.CharField(
        label="Wat heb je aangevuld?",
        help_text="Dan ziet het registerkantoor meteen wat er nieuw is.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Bezwaarformulier(forms.Form):
    reden = forms.CharField(
        label="Waarom ben je het er niet mee eens?",
        help_text="Iemand anders dan eerst leest dit en kijkt opnieuw naar je aanvraag.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
