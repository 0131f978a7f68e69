from typing import Any

from django import forms

from kern.forms import DatumField
from opleidingen.correcties import REDEN_LENGTE
from opleidingen.models import Bijeenkomst, Deelname

HEEL = "De hele opleiding"


class Redenformulier(forms.Form):
    reden = forms.CharField(
        label="Waarom?",
        help_text="De deelnemer leest dit in het dossier. Noem geen andere mensen.",
        max_length=REDEN_LENGTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Intrekformulier(Redenformulier):
    """Says itself what it asks for, so that sending it twice does not undo what the first time did."""

    INTREKKEN, HERSTELLEN = "intrekken", "herstellen"
    ONDUIDELIJK = "Wij weten niet of je wilt intrekken of herstellen. Open deze bladzijde opnieuw."
    handeling = forms.ChoiceField(
        choices=[(INTREKKEN, "Trek in"), (HERSTELLEN, "Herstel")],
        widget=forms.HiddenInput,
        error_messages={"required": ONDUIDELIJK, "invalid_choice": ONDUIDELIJK},
    )

    @property
    def herstelt(self) -> bool:
        """Whether this undoes a withdrawal, sent or not."""
        return self["handeling"].value() == self.HERSTELLEN


class Correctieformulier(Redenformulier):
    """A completion as it is; the names of the fields are those of the API, so that faults find their place."""

    eindDatum = DatumField(label="Einddatum")  # noqa: N815
    uitvoeringscode = forms.ChoiceField(label="Uitvoering", required=False)
    modulecode = forms.ChoiceField(label="Module", required=False)
    bijeenkomstcode = forms.ChoiceField(label="Bijeenkomst", required=False)
    minuten = forms.IntegerField(
        label="Netto minuten",
        help_text="Leeg: de minuten die voor dit onderdeel geaccrediteerd zijn.",
        required=False,
        min_value=1,
        max_value=1_000_000,
    )
    kenmerk = forms.CharField(
        label="Kenmerk", help_text="Voor jullie zelf, om de deelname te herkennen.", required=False, max_length=200
    )
    field_order = ["eindDatum", "uitvoeringscode", "modulecode", "bijeenkomstcode", "minuten", "kenmerk", "reden"]

    def __init__(self, *args: Any, deelname: Deelname, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opleiding = deelname.opleiding
        uitvoeringen = opleiding.uitvoeringen.order_by("-begin_datum", "pk")
        modules = opleiding.modules.order_by("volgorde", "pk")
        dagen = Bijeenkomst.objects.filter(uitvoering__opleiding=opleiding).select_related("uitvoering")
        self.fields["uitvoeringscode"].choices = [("", "Geen uitvoering"), *((u.code, str(u)) for u in uitvoeringen)]
        self.fields["modulecode"].choices = [("", HEEL), *((module.code, module.naam) for module in modules)]
        self.fields["bijeenkomstcode"].choices = _list_dagen(dagen.order_by("uitvoering__begin_datum", "datum", "pk"))

    def changes(self) -> dict[str, Any]:
        """What is asked, as the service knows it."""
        data = self.cleaned_data
        codes = {naam: data[naam] or None for naam in ("uitvoeringscode", "modulecode", "bijeenkomstcode")}
        vrij = {"minuten": data["minuten"], "kenmerk": data["kenmerk"]}
        return {"eindDatum": data["eindDatum"].isoformat(), **codes, **vrij}


def _list_dagen(dagen: Any) -> list[tuple[str, str]]:
    """Each code once: editions of one course may use the same codes."""
    keuzes = {"": "Geen losse bijeenkomst"}
    for dag in dagen:
        keuzes.setdefault(dag.code, dag.code)
    return [*keuzes.items()]
