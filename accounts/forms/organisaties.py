"""Organisations, their keys and who acts for them."""

from django import forms

from accounts.models import Lidmaatschap, Organisatie, Sleutel


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
    class Meta:
        model = Sleutel
        fields = ["naam"]
        labels = {"naam": "Waar gebruik je deze sleutel?"}
        help_texts = {"naam": "Bijvoorbeeld: leeromgeving. Zo weet je later welke sleutel je kunt intrekken."}


class Rolformulier(forms.Form):
    rol = forms.ChoiceField(
        label="Rol",
        choices=Lidmaatschap.Rol.choices,
        initial=Lidmaatschap.Rol.MEDEWERKER,
        help_text="Een beheerder beheert ook sleutels en collega's.",
    )


class Lidformulier(Rolformulier):
    email = forms.EmailField(
        label="E-mailadres van je collega", help_text="Je collega heeft hier al een account met dit adres."
    )
    field_order = ["email", "rol"]
