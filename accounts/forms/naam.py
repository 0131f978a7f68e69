"""Names: the parts of one, and another name."""

from django import forms

from accounts.models import Gebruiker
from accounts.namen import Naam, clean_naam, is_kleine_correctie, join_naam, split_achternaam
from kern.bestanden import BEWIJS, MB, list_extensies, name_soorten

MEESTE_BEWIJSBYTES = 10 * MB


class Naamveld(forms.CharField):
    """A part of somebody's name, with the signs that European names have."""

    def clean(self, value: str) -> str:
        try:
            return clean_naam(super().clean(value))
        except ValueError as fault:
            message = f"Het teken “{fault}” hoort niet in een naam. Haal het weg."
            raise forms.ValidationError(message, code="vreemd-teken") from fault


class Naamformulier(forms.ModelForm):
    """Somebody's name. Proof and a reason are asked where the register has built on the name of now."""

    voornaam = Naamveld(label="Voornaam", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    tussenvoegsel = Naamveld(
        label="Tussenvoegsel", max_length=20, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    achternaam = Naamveld(
        label="Achternaam", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    reden = forms.CharField(
        label="Waarom verandert je naam?",
        required=False,
        max_length=1000,
        help_text="Bijvoorbeeld: ik ben getrouwd. Bij een andere schrijfwijze van dezelfde naam hoeft dit niet.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    bewijs = forms.FileField(
        label="Bewijs",
        required=False,
        help_text=f"Een foto of PDF van een akte of van je nieuwe paspoort ({name_soorten(BEWIJS)}, hoogstens"
        f" {MEESTE_BEWIJSBYTES // MB} MB). Streep je burgerservicenummer en je foto door."
        " Het kantoor wist het bewijs bij het besluit.",
        widget=forms.FileInput(attrs={"accept": list_extensies(BEWIJS)}),
    )

    class Meta:
        model = Gebruiker
        fields = ["voornaam", "tussenvoegsel", "achternaam"]

    def __init__(self, *args: object, vast: bool, **kwargs: object) -> None:
        """`vast`: the register has built on the name of now, so another name needs proof."""
        super().__init__(*args, **kwargs)
        self.vast = vast
        self.oud = self.instance.voornaam, join_naam(self.instance.tussenvoegsel, self.instance.achternaam)
        if not vast:
            del self.fields["reden"], self.fields["bewijs"]

    @property
    def naam(self) -> Naam:
        return Naam(*(self.cleaned_data[deel] for deel in Naam._fields))

    @property
    def vraagt_bewijs(self) -> bool:
        voornaam, tussenvoegsel, achternaam = self.naam
        return self.vast and not is_kleine_correctie(self.oud, (voornaam, join_naam(tussenvoegsel, achternaam)))

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if data.get("achternaam") and not data.get("tussenvoegsel"):
            data["tussenvoegsel"], data["achternaam"] = split_achternaam(data["achternaam"])
        if not self.errors and self.vraagt_bewijs:
            self._ask_bewijs(data)
        return data

    def _ask_bewijs(self, data: dict[str, object]) -> None:
        if not data.get("reden"):
            self.add_error("reden", "Schrijf in een zin waarom je naam verandert.")
        if not data.get("bewijs"):
            self.add_error("bewijs", "Voeg een bewijs toe, want op je naam van nu rust je registratie.")


class Naamsbesluitformulier(forms.Form):
    """The decision of the register office on another name."""

    uitslag = forms.ChoiceField(
        label="Besluit",
        choices=[("toegekend", "Pas de naam aan"), ("afgewezen", "Wijs het verzoek af")],
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=2000,
        help_text="Nodig als je afwijst. De professional leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
