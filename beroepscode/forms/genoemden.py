"""How people name each other: by e-mail address or registratienummer."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

from accounts.nummers import is_nummer, normalize_nummer

LANGSTE_EMAIL = 254
validate_length = MaxLengthValidator(LANGSTE_EMAIL)


def parse_genoemde(text: str) -> str:
    """An e-mail address or registratienummer, normalized. Raises ValidationError when it can be neither."""
    if "@" in text:
        email = text.strip().lower()
        validate_email(email)
        validate_length(email)
        return email
    nummer = normalize_nummer(text)
    if not is_nummer(nummer):
        raise ValidationError("Dit is geen registratienummer en geen e-mailadres.")
    return nummer
