"""What allauth asks to sign in and to sign up, in our words."""

from allauth.account.forms import LoginForm, SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from accounts.forms.naam import Naamveld
from accounts.models import Gebruiker
from accounts.namen import split_achternaam
from accounts.nummers import is_nummer, normalize_nummer

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
