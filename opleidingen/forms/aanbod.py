"""What an opleider fills in about its courses, modules, editions and meetings."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_slug
from django.db.models import Model, QuerySet

from accounts.webhookadres import encode_host, is_naam
from kern.forms import DatumField, join_regels
from opleidingen.accreditatieregels import Accreditatieregel
from opleidingen.models import Bijeenkomst, Module, Opleiding, Uitvoering
from opleidingen.models.opleiding import EIGEN_CODE_LENGTE, EIGEN_CODE_UITLEG

EIGEN_NETWERK = {"localhost", "local", "internal", "lan"}
"""Names that end in one of these exist inside somebody's own network at most."""
CODE_VAST = "Op deze code is al aangeleverd. Daarom ligt zij vast."


class Codeveld(forms.CharField):
    """A code of letters, digits and dashes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(required=False, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            try:
                validate_slug(value)
            except ValidationError:
                melding = "Gebruik letters, cijfers en streepjes, zonder spaties."
                raise ValidationError(melding, code="code") from None


class Regelveld(forms.CharField):
    """A text on one line: it stands in lists, mails and calendars."""

    def to_python(self, value: Any) -> str:
        return join_regels(super().to_python(value))


class Websiteveld(forms.URLField):
    """A page that anybody can open: http or https, at a whole name on the internet and without a login in it."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {
        "invalid": "Vul een adres in dat iedereen kan openen, zoals https://www.hogeschool.nl/cursus."
    }

    def clean(self, value: Any) -> str:
        adres = super().clean(value)
        if adres and not is_openbaar(adres):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return adres


def is_openbaar(adres: str) -> bool:
    """Whether a website looks like one of the open internet; nothing is looked up, nobody is called."""
    delen = urlsplit(adres)
    host = encode_host(delen.hostname or "")
    return is_naam(host) and host.rpartition(".")[2] not in EIGEN_NETWERK and "@" not in delen.netloc


class Aanbodformulier(forms.Form):
    """A form about one row with a code. `rij` is the row to change, `naast` those whose codes are taken."""

    def __init__(
        self, *args: Any, rij: Model | None = None, naast: QuerySet, geleverd: bool = False, **kwargs: Any
    ) -> None:
        if rij is not None:
            kwargs["initial"] = {naam: getattr(rij, naam) for naam in self.base_fields} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.naast = naast.exclude(pk=rij.pk) if rij is not None else naast
        if geleverd:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = CODE_VAST

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not code and self.initial.get("code"):
            raise ValidationError("Vul een code in.", code="required")
        if code and self.naast.filter(code=code).exists():
            raise ValidationError("Deze code is al in gebruik. Kies een andere.", code="bezet")
        return code


def make_eigen_code() -> forms.CharField:
    return forms.CharField(
        label="Eigen code", max_length=EIGEN_CODE_LENGTE, required=False, help_text=EIGEN_CODE_UITLEG
    )


class Opleidingformulier(Aanbodformulier):
    naam = Regelveld(label="Hoe heet de opleiding?", max_length=160)
    omschrijving = forms.CharField(
        label="Wat leert iemand er?",
        help_text="Dit staat in de openbare lijst van opleidingen.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    vorm = forms.ChoiceField(label="Vorm", choices=Opleiding.Vorm.choices)
    website = Websiteveld(
        label="Website",
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text="Waar iemand zich inschrijft.",
    )
    code = Codeveld(label="Opleidingscode", help_text="Hiermee lever je aan. Leeg: dan maken wij er een van de naam.")
    eigen_code = make_eigen_code()


class Moduleformulier(Aanbodformulier):
    naam = Regelveld(label="Hoe heet de module?", max_length=160)
    code = Codeveld(label="Modulecode", help_text="Hiermee lever je aan. Leeg: dan maken wij er een van de naam.")
    eigen_code = make_eigen_code()


class Planformulier(Aanbodformulier):
    """A form about the first day of an edition."""

    def __init__(self, *args: Any, regel: Accreditatieregel, peildatum: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regel, self.peildatum = regel, peildatum

    def clean_begin_datum(self) -> date:
        laatste = self.regel.find_laatste_uitvoering(self.peildatum)
        if self.cleaned_data["begin_datum"] > laatste:
            melding = f"Dit is te ver vooruit. Kies een dag tot en met {laatste:%d-%m-%Y}."
            raise ValidationError(melding, code="te-ver-vooruit")
        return self.cleaned_data["begin_datum"]


class Uitvoeringformulier(Planformulier):
    begin_datum = DatumField(label="Eerste dag")
    eind_datum = DatumField(label="Laatste dag", help_text="Duurt het één dag? Vul dan dezelfde dag in.")
    plaats = Regelveld(label="Plaats", max_length=80, required=False, help_text="Online? Schrijf dan: online.")
    code = Codeveld(label="Uitvoeringscode", help_text="Leeg: dan wordt het jaar en maand, zoals 2027-03.")
    eigen_code = make_eigen_code()

    def __init__(self, *args: Any, rij: Uitvoering | None = None, **kwargs: Any) -> None:
        super().__init__(*args, rij=rij, **kwargs)
        self.dagen = sorted(dag.datum for dag in rij.bijeenkomsten.all()) if rij else []

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        van, tot = data.get("begin_datum"), data.get("eind_datum")
        if van and tot and tot < van:
            self.add_error("eind_datum", ValidationError("Kies een dag op of na de eerste dag.", code="voor-begin"))
        elif van and tot and tot >= self.regel.find_uitvoering_tot(van):
            melding = f"Een uitvoering duurt hoogstens {self.regel.uitvoering_maanden} maanden. Kijk de dagen na."
            self.add_error("eind_datum", ValidationError(melding, code="te-lang"))
        elif van and tot and self.dagen and not van <= self.dagen[0] <= self.dagen[-1] <= tot:
            melding = "Er is een bijeenkomst buiten deze dagen. Verzet die eerst."
            self.add_error("eind_datum", ValidationError(melding, code="bijeenkomst-erbuiten"))
        return data


class Kopieformulier(Planformulier):
    """The first day of an edition that is like an earlier one."""

    begin_datum = DatumField(label="Eerste dag", help_text="De andere dagen schuiven evenveel op.")
    plaats = Regelveld(label="Plaats", max_length=80, required=False)
    code = Codeveld(label="Uitvoeringscode", help_text="Leeg: dan wordt het jaar en maand, zoals 2027-03.")


class Bijeenkomstformulier(Aanbodformulier):
    datum = DatumField(label="Datum")
    module = forms.ModelChoiceField(label="Module", queryset=Module.objects.none(), required=False)
    code = Codeveld(label="Bijeenkomstcode", help_text="Leeg: dan krijgt de bijeenkomst een nummer.")
    eigen_code = make_eigen_code()

    def __init__(self, *args: Any, uitvoering: Uitvoering, rij: Bijeenkomst | None = None, **kwargs: Any) -> None:
        super().__init__(*args, rij=rij, **kwargs)
        self.uitvoering = uitvoering
        modules = uitvoering.opleiding.modules.order_by("volgorde", "pk")
        self.fields["module"].queryset = modules
        self.fields["module"].empty_label = "Bij de hele opleiding"
        if not modules.exists():
            del self.fields["module"]

    def clean_datum(self) -> date:
        datum, uitvoering = self.cleaned_data["datum"], self.uitvoering
        if not uitvoering.begin_datum <= datum <= uitvoering.eind_datum:
            raise ValidationError(
                f"Kies een dag van {uitvoering.begin_datum:%d-%m-%Y} tot en met {uitvoering.eind_datum:%d-%m-%Y}.",
                code="buiten-uitvoering",
            )
        return datum
