"""Where allauth meets our own people, mail and cipher."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone

from accounts.mail import enqueue_bericht, site_context
from accounts.models import Gebruiker
from accounts.services.gebruikers import claim_nummer, name_gebruiker
from accounts.services.logboek import refer, write_logregel
from accounts.versleuteling import decrypt, encrypt

ONBEKEND = (
    "Deze gegevens kloppen niet samen. Kijk je e-mailadres of registratienummer en je wachtwoord na."
    " Weet je je wachtwoord niet meer? Vraag dan een nieuw aan."
)
MAIL_VERSTUURD = "account/messages/email_confirmation_sent.txt"


class Accountadapter(DefaultAccountAdapter):
    """Everybody who signs up receives a registratienummer; every mail leaves through our own queue."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": ONBEKEND,
        "username_password_mismatch": ONBEKEND,
        "invalid_login": ONBEKEND,
        "too_many_login_attempts": "Dit ging te vaak mis. Wacht vijf minuten en probeer het dan opnieuw.",
        "cannot_remove_primary_email": "Je kunt dit adres niet weghalen. Kies eerst een ander hoofdadres.",
    }

    def populate_username(self, request: HttpRequest, user: Gebruiker) -> None:
        """Nothing to do: `save_user` claims the number."""

    def save_user(self, request: HttpRequest, user: Gebruiker, form: Form, commit: bool = True) -> Gebruiker:
        user = super().save_user(request, user, form, commit=False)
        name_gebruiker(
            user,
            voornaam=form.cleaned_data["voornaam"],
            tussenvoegsel=form.cleaned_data["tussenvoegsel"],
            achternaam=form.cleaned_data["achternaam"],
        )
        if commit:
            claim_nummer(user)
            write_logregel("gebruiker-aangemeld", door=refer(user), onderwerp=refer(user), op=timezone.now())
        return user

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say where a mail went only to who is signed in: at sign-up it would tell which address is new."""
        if message_template != MAIL_VERSTUURD or request.user.is_authenticated:
            super().add_message(request, level, message_template, *args, **kwargs)

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Keep the main address: without one nobody can be told anything."""
        return not email_address.primary

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        whole = {"request": allauth_context.request, "email": email, **site_context(), **context}
        mail = self.render_mail(template_prefix, email, whole)
        enqueue_bericht(email, mail.subject, mail.body + "\n")


class Mfaadapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are encrypted with the key that lives outside the database."""

    def encrypt(self, text: str) -> str:
        return encrypt(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text.encode())

    def generate_authenticator_name(self, user: Gebruiker, type: str) -> str:
        aantal = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {aantal + 1}" if aantal else "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name under which a telephone keeps the passkey; the address decides where it works."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}


def display_gebruiker(gebruiker: Gebruiker) -> str:
    """How allauth's pages call somebody. Its default would put registratienummers on them."""
    return gebruiker.naam
