"""The one cipher of the house: MultiFernet with keys that live outside the database.

The first key of `VERSLEUTELINGSSLEUTELS` encrypts, all of them decrypt; so a new key goes in front and the old ones
stay until everything is written again. Whoever holds both the server and its keys can read the texts.
"""

from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


def encrypt(text: str) -> bytes:
    return encrypt_bytes(text.encode())


def decrypt(token: bytes) -> str:
    """Raise `cryptography.fernet.InvalidToken` when none of the keys fits or the text was changed."""
    return decrypt_bytes(token).decode()


def encrypt_bytes(inhoud: bytes) -> bytes:
    return _cipher(tuple(settings.VERSLEUTELINGSSLEUTELS)).encrypt(inhoud)


def decrypt_bytes(token: bytes) -> bytes:
    """Raise `cryptography.fernet.InvalidToken` when none of the keys fits or the content was changed."""
    return _cipher(tuple(settings.VERSLEUTELINGSSLEUTELS)).decrypt(bytes(token))


@cache
def _cipher(sleutels: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(sleutel) for sleutel in sleutels])


class VersleuteldField(models.BinaryField):
    """A column that holds ciphertext of this house and nothing else.

    It encrypts nothing by itself: services do. It marks the column, so that a new key reaches it too
    (`manage.py roteer_sleutel`).
    """


class VersleuteldFileField(models.FileField):
    """A file that holds ciphertext of this house and nothing else: one token, or one on each line (`accounts.kluis`).

    It encrypts nothing by itself and marks the file, as `VersleuteldField` marks a column.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """To the database it is a plain file: marking one that exists needs no migration."""
        naam, _, args, kwargs = super().deconstruct()
        return naam, "django.db.models.FileField", args, kwargs


def renew(token: bytes) -> bytes | None:
    """The same content under the newest key; None when it is under that key already.

    Raise `cryptography.fernet.InvalidToken` when none of the keys fits.
    """
    sleutels = tuple(settings.VERSLEUTELINGSSLEUTELS)
    try:
        _cipher(sleutels[:1]).decrypt(bytes(token))
    except InvalidToken:
        return _cipher(sleutels).rotate(bytes(token))
    return None
