"""What people type in a reflection. Every fault at once, in a sentence that says what to do."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from beroepscode.codeteksten import code_op
from beroepscode.dilemmakaarten import load_kaarten
from beroepscode.dimensies import find_waarden, load_dimensies
from beroepscode.herkenning import Hint, find_gegevens, quote
from beroepscode.sjabloonteksten import JA, Sjabloon, Vraag
from kern.forms import DatumField, DuurField, refuse_future

LANGSTE_TEKST = 20_000
LANGSTE_ANTWOORD = 10_000
"""Of one question among more: a draft of the whole must fit in what the register keeps of a draft."""
FEITEN = ("kernwaarde", "duur", "datum")
DIMENSIES = ("thema", "leefwereld", "artikel", "competentie")
Keuzes = list[tuple[str, Any]]


class LijstField(forms.MultipleChoiceField):
    """What was ticked, each once, in the order of the list."""

    def clean(self, value: Any) -> list[str]:
        gekozen = set(super().clean(value))
        return [code for code in list_codes(self.choices) if code in gekozen]


class ReflectieForm(forms.Form):
    """The questions of one template, then the facts, then what may stay empty.

    With `vast` the facts stand: a peer confirmed them. A template of which the dossier knows day and time alone asks
    for nothing more. `manier`: how the questions stand on the page, all together or one at a time.
    """

    template_name = "beroepscode/schrijfvelden.html"
    manier = "alles"

    def __init__(self, *args: Any, sjabloon: Sjabloon, vandaag: date, vast: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sjabloon, self.vandaag = sjabloon, vandaag
        for vraag in sjabloon.vragen:
            self.fields[vraag.code] = make_vraagveld(vraag, alleen=len(sjabloon.vragen) == 1)
        if sjabloon.met_kenmerken:
            self.fields["kernwaarde"] = forms.ChoiceField(
                label="Welke kernwaarde raakt dit het meest?",
                choices=[("", "Kies een kernwaarde"), *list_keuzes("kernwaarde", vandaag)],
            )
        self.fields["duur"] = DuurField(label="Hoe lang was je ermee bezig?")
        self.fields["datum"] = DatumField(label="Wanneer was dit?")
        if sjabloon.met_kenmerken:
            self.fields |= make_kenmerkvelden(vandaag)
        for naam in FEITEN:
            if naam in self.fields:
                self.fields[naam].disabled = vast

    @property
    def vraagvelden(self) -> list[BoundField]:
        return [self[vraag.code] for vraag in self.sjabloon.vragen]

    @property
    def feitvelden(self) -> list[BoundField]:
        return [self[naam] for naam in FEITEN if naam in self.fields]

    @property
    def meervelden(self) -> list[BoundField]:
        """What may stay empty; a page folds it until one of these holds something."""
        eigen = {vraag.code for vraag in self.sjabloon.vragen} | {*FEITEN, "dilemma"}
        return [self[naam] for naam in self.fields if naam not in eigen]

    @property
    def is_open(self) -> bool:
        return any(veld.value() or veld.errors for veld in self.meervelden)

    @property
    def vondsten(self) -> list[tuple[str, list[Hint]]]:
        """What the page says about the text: advice, never a fault."""
        return list(find_vondsten(self, self.vandaag))

    def clean_datum(self) -> date | None:
        return refuse_future(self.cleaned_data["datum"], self.vandaag)

    def clean_dilemma(self) -> str:
        """It came along from the page of a dilemma; a name that no card has is let go."""
        code = self.cleaned_data["dilemma"]
        return code if code in load_kaarten() else ""

    @property
    def antwoorden(self) -> dict[str, str]:
        """By the code of the question; a tick is the word that stands beside it in the file."""
        antwoorden = {vraag.code: self.cleaned_data[vraag.code] for vraag in self.sjabloon.vragen}
        return {code: JA if antwoord is True else antwoord or "" for code, antwoord in antwoorden.items()}

    @property
    def gegevens(self) -> dict[str, Any]:
        """What `save_reflectie` asks for."""
        data = self.cleaned_data
        return {
            "datum": data["datum"],
            "minuten": data["duur"],
            "kernwaarde": data.get("kernwaarde", ""),
            "antwoorden": self.antwoorden,
            "kenmerken": pack_kenmerken(data),
            "aanleiding": data.get("aanleiding", ""),
            "dilemma": data.get("dilemma", ""),
        }


def make_vraagveld(vraag: Vraag, *, alleen: bool) -> forms.Field:
    if vraag.vorm == JA:
        verplicht = {"required": "Zet hier een vinkje. Zonder dit mag je hier niet over schrijven."}
        return forms.BooleanField(
            label=vraag.vraag, help_text=vraag.hulp, required=vraag.verplicht, error_messages=verplicht
        )
    return forms.CharField(
        label=vraag.vraag,
        help_text=vraag.hulp,
        required=vraag.verplicht,
        max_length=LANGSTE_TEKST if alleen else LANGSTE_ANTWOORD,
        widget=forms.Textarea(attrs={"rows": 12 if alleen else 6, "data-nakijken": True}),
    )


def make_kenmerkvelden(vandaag: date) -> dict[str, forms.Field]:
    """Where a reflection came from and what it touches; none of it is asked, all of it helps to look back."""
    velden: dict[str, forms.Field] = {
        "aanleiding": forms.ChoiceField(
            label="Waar kwam dit uit voort?",
            choices=[("", "Uit mijn eigen werk"), *list_keuzes("aanleiding", vandaag)],
            required=False,
        ),
        "thema": forms.ChoiceField(
            label="Welk thema past erbij?",
            choices=[("", "Geen thema"), *list_keuzes("thema", vandaag)],
            required=False,
        ),
        "leefwereld": _many("Welke leefwerelden raakt het?", list_keuzes("leefwereld", vandaag)),
        "artikel": _many("Welke artikelen van de beroepscode?", list_artikelen(vandaag)),
        "competentie": _many("Welke competenties?", list_keuzes("competentie", vandaag)),
    }
    wegingen = [("", "Speelde geen rol"), *list_keuzes("weging", vandaag)]
    for code, naam in list_keuzes("kennisbron", vandaag):
        velden[f"bron_{code}"] = forms.ChoiceField(
            label=f"Hoe woog deze kennis mee: {naam.lower()}?", choices=wegingen, required=False
        )
    velden = {naam: veld for naam, veld in velden.items() if len(veld.choices) > 0}
    velden["dilemma"] = forms.SlugField(required=False, widget=forms.HiddenInput)
    return velden


def pack_kenmerken(data: dict[str, Any]) -> dict[str, Any]:
    """The tags by dimension, without what was left empty."""
    kenmerken: dict[str, Any] = {}
    for dimensie in DIMENSIES:
        if gekozen := data.get(dimensie):
            kenmerken[dimensie] = [gekozen] if isinstance(gekozen, str) else list(gekozen)
    wegingen = {naam.removeprefix("bron_"): weging for naam, weging in data.items() if naam.startswith("bron_")}
    if bronnen := {bron: weging for bron, weging in wegingen.items() if weging}:
        kenmerken["kennisbron"] = bronnen
    return kenmerken


def unpack_kenmerken(kenmerken: dict[str, Any]) -> dict[str, Any]:
    """What `pack_kenmerken` made, as the form begins with it."""
    initial = {dimensie: kenmerken.get(dimensie, []) for dimensie in DIMENSIES}
    initial["thema"] = next(iter(initial["thema"]), "")
    return initial | {f"bron_{bron}": weging for bron, weging in kenmerken.get("kennisbron", {}).items()}


def list_keuzes(dimensie: str, vandaag: date) -> Keuzes:
    """The values of a dimension; none when no file tells about it."""
    if dimensie not in load_dimensies():
        return []
    return [(waarde.code, waarde.naam) for waarde in find_waarden(dimensie, vandaag)]


def list_codes(keuzes: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Every code of a list, also of one with groups."""
    for code, inhoud in keuzes:
        if isinstance(inhoud, str):
            yield code
        else:
            yield from list_codes(inhoud)


def list_artikelen(vandaag: date) -> Keuzes:
    """The articles of the code of today, grouped by kernwaarde."""
    tekst = code_op(vandaag)
    return [
        (kernwaarde.naam, [(item.nummer, f"{item.nummer} {item.titel}") for item in artikelen])
        for kernwaarde in (tekst.kernwaarden if tekst else ())
        if (artikelen := tekst.find_artikelen(kernwaarde.code))
    ]


def find_vondsten(form: forms.Form, vandaag: date) -> Iterator[tuple[str, list[Hint]]]:
    """By the name of each field of text: what in it can be recognised as somebody's data."""
    for naam, field in form.fields.items():
        if isinstance(field.widget, forms.Textarea):
            text = form[naam].value() or ""
            if isinstance(text, str) and (vondsten := find_gegevens(text, vandaag)):
                yield naam, [quote(text, vondst) for vondst in vondsten]


def _many(label: str, keuzes: Keuzes) -> forms.MultipleChoiceField:
    return LijstField(label=label, choices=keuzes, required=False, widget=forms.CheckboxSelectMultiple)
