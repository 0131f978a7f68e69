"""Organisations, their keys and who acts for them."""

from typing import NamedTuple

from django import forms

from accounts.models import Lidmaatschap, Organisatie, Sleutel

Scope = Sleutel.Scope


class Sleutelsoort(NamedTuple):
    """A choice on the page of keys: what a key of this kind may do."""

    code: str
    label: str
    scopes: tuple[Scope, ...]
    is_test: bool = False


SLEUTELSOORTEN = (
    Sleutelsoort("aanleveren", "Aanleveren, en bekijken wat ervan kwam", (Scope.AANLEVEREN,)),
    Sleutelsoort("lezen", "Alleen bekijken wat er van aanleveringen kwam", (Scope.LEZEN,)),
    Sleutelsoort("test", "Testen: alles wordt nagekeken en niets wordt geboekt", (Scope.AANLEVEREN,), is_test=True),
)
VAN_WERKGEVER = Sleutelsoort("verifieren", Scope.VERIFIEREN.label, (Scope.VERIFIEREN,))


class Toelatingformulier(forms.Form):
    """Ask admission of an organisation. The register office itself cannot be asked for."""

    soort = forms.ChoiceField(
        label="Wat is je organisatie?",
        choices=[(soort.value, soort.label) for soort in (Organisatie.Soort.OPLEIDER, Organisatie.Soort.WERKGEVER)],
        widget=forms.RadioSelect,
    )
    naam = forms.CharField(
        label="Naam van de organisatie",
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(label="E-mailadres van de organisatie", max_length=254)
    toelichting = forms.CharField(
        label="Waarom wil je meedoen?",
        required=False,
        max_length=2000,
        help_text="Vertel kort wat je organisatie doet, en hoe wij je aanvraag kunnen nagaan.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_naam(self) -> str:
        """One line of signs that one can see: the name stands in subjects of mails, and must not turn them around."""
        naam = " ".join(self.cleaned_data["naam"].split())
        if not naam.isprintable():
            raise forms.ValidationError(
                "In deze naam staat een teken dat je niet ziet. Typ de naam opnieuw.", code="onzichtbaar-teken"
            )
        return naam


class Toelatingsbesluitformulier(forms.Form):
    """The decision of the register office on a request."""

    TOELATEN, AFWIJZEN = "toelaten", "afwijzen"

    besluit = forms.ChoiceField(
        label="Besluit", choices=[(TOELATEN, "Toelaten"), (AFWIJZEN, "Afwijzen")], widget=forms.RadioSelect
    )
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=2000,
        help_text="Alleen nodig als je afwijst. De organisatie leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if data.get("besluit") == self.AFWIJZEN and not data.get("reden"):
            self.add_error("reden", "Schrijf waarom je de aanvraag afwijst.")
        return data


class Sleutelformulier(forms.ModelForm):
    """What a key is for, and, where an organisation can choose, what it may do."""

    soort = forms.ChoiceField(
        label="Wat mag deze sleutel?",
        choices=[(soort.code, soort.label) for soort in SLEUTELSOORTEN],
        initial=SLEUTELSOORTEN[0].code,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Sleutel
        fields = ["naam"]
        labels = {"naam": "Waar gebruik je deze sleutel?"}
        help_texts = {"naam": "Bijvoorbeeld: leeromgeving. Zo weet je later welke sleutel je kunt intrekken."}

    def __init__(self, *args: object, organisatie: Organisatie, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.organisatie = organisatie
        if organisatie.soort != Organisatie.Soort.OPLEIDER:
            del self.fields["soort"]

    @property
    def gekozen(self) -> Sleutelsoort:
        """What was chosen; without a choice the first kind."""
        if self.organisatie.soort != Organisatie.Soort.OPLEIDER:
            return VAN_WERKGEVER
        code = self.cleaned_data["soort"]
        return next((soort for soort in SLEUTELSOORTEN if soort.code == code), SLEUTELSOORTEN[0])


class Rolformulier(forms.Form):
    rol = forms.ChoiceField(
        label="Rol",
        choices=Lidmaatschap.Rol.choices,
        initial=Lidmaatschap.Rol.MEDEWERKER,
        help_text="Een beheerder beheert ook sleutels en collega's.",
    )


class Lidformulier(Rolformulier):
    email = forms.EmailField(
        label="E-mailadres van je collega",
        help_text="Je collega krijgt een mail met een link. Een account hoeft je collega nog niet te hebben.",
    )
    field_order = ["email", "rol"]


class Namensformulier(forms.Form):
    """Choose for which organisation to act."""

    organisatie = forms.TypedChoiceField(label="Organisatie", coerce=int, widget=forms.RadioSelect)

    def __init__(
        self, *args: object, kamers: list[tuple[str, int, str]], nu: dict[str, int], **kwargs: object
    ) -> None:
        """`kamers`: kind, id and name of each organisation; `nu`: for which of each kind somebody acts now."""
        super().__init__(*args, **kwargs)
        keuzes = [
            (pk, f"{naam} ({Organisatie.Soort(soort).label.lower()}){' – nu' if nu[soort] == pk else ''}")
            for soort, pk, naam in kamers
        ]
        self.fields["organisatie"].choices = keuzes
