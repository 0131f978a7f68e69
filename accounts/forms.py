"""Forms of this room. What allauth asks for, in our words; our own organisations, keys and members."""

from allauth.account.forms import LoginForm, SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from accounts.models import Gebruiker, Lidmaatschap, Organisatie, Sleutel, Wanneer
from accounts.models.bericht import TE_KIEZEN
from accounts.namen import Naam, clean_naam, is_kleine_correctie, join_naam, split_achternaam
from accounts.nummers import is_nummer, normalize_nummer
from kern.bestanden import BEWIJS, MB, list_extensies, name_soorten

MEESTE_BEWIJSBYTES = 10 * MB
TYPEFOUT = (
    "In dit registratienummer zit een typefout. Een registratienummer heeft acht cijfers."
    " Kijk het na, of log in met je e-mailadres."
)


class Inlogformulier(LoginForm):
    """Sign in with e-mail or registratienummer, however the number was typed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mailadres of registratienummer"
        self.fields["login"].widget.attrs = {"autocomplete": "username"}
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        login = super().clean_login()
        if "@" in login:
            return login
        nummer = normalize_nummer(login)
        if not is_nummer(nummer):
            raise forms.ValidationError(TYPEFOUT, code="typefout")
        return nummer


class Naamveld(forms.CharField):
    """A part of somebody's name, with the signs that European names have."""

    def clean(self, value: str) -> str:
        try:
            return clean_naam(super().clean(value))
        except ValueError as fault:
            message = f"Het teken “{fault}” hoort niet in een naam. Haal het weg."
            raise forms.ValidationError(message, code="vreemd-teken") from fault


class Aanmeldformulier(SignupForm):
    """Sign up with the name that will stand on a certificate."""

    voornaam = Naamveld(label="Voornaam", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    tussenvoegsel = Naamveld(
        label="Tussenvoegsel",
        max_length=20,
        required=False,
        help_text="Bijvoorbeeld: van den.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    achternaam = Naamveld(
        label="Achternaam",
        max_length=120,
        help_text="Zo komt je naam op je certificaat.",
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    field_order = ["voornaam", "tussenvoegsel", "achternaam", "email", "password1"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mailadres"
        self.fields["password1"].label = "Wachtwoord"
        for naam in ("email", "password1"):
            self.fields[naam].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if data.get("achternaam") and not data.get("tussenvoegsel"):
            data["tussenvoegsel"], data["achternaam"] = split_achternaam(data["achternaam"])
        return data

    def try_save(self, request: HttpRequest) -> tuple[Gebruiker | None, HttpResponse | None]:
        """Save the person; when somebody took the same address a moment ago, answer as if it was there all along.

        For an address that has an account already the password is hashed all the same: it is most of the work, and
        a quick answer would tell.
        """
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class Passkeyformulier(AddWebAuthnForm):
    """Add a passkey. It signs in by itself unless somebody wants it as a second step alone."""

    field_order = ["name", "passwordless"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Hoe noem je deze passkey?"
        self.fields["name"].help_text = "Bijvoorbeeld: mijn telefoon. Zo weet je later welke je kunt weghalen."
        passwordless = self.fields["passwordless"]
        passwordless.label, passwordless.initial = "Ik wil hiermee inloggen zonder wachtwoord", True
        passwordless.help_text = "Je apparaat vraagt dan om je vinger, je gezicht of je pincode."


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


class Berichtvoorkeuren(forms.Form):
    """For each kind of mail that people choose: when."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for soort in TE_KIEZEN:
            self.fields[soort] = forms.ChoiceField(
                label=soort.label, choices=Wanneer.choices, widget=forms.RadioSelect
            )
