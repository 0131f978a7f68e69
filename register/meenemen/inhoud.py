"""What makes a row readable, and the files that belong to one."""

from collections.abc import Iterator

from cryptography.fernet import InvalidToken

from accounts.versleuteling import decrypt
from beroepscode.sjabloonteksten import unpack_antwoorden, write_out
from register.models import Certificaat, Document, Profiel
from register.services.zegels import read_certificaat


def decrypt_tekst(token: bytes | None) -> str | None:
    """Somebody's own text; None when there is none, or when no key of this server fits any more."""
    try:
        return None if token is None else decrypt(token)
    except InvalidToken:
        return None


def decrypt_antwoorden(token: bytes | None) -> str | None:
    """The answers of a reflection, each below the code of its question."""
    tekst = decrypt_tekst(token)
    return None if tekst is None else write_out(unpack_antwoorden(tekst))


def read_certificaatbestand(certificaat: Certificaat) -> Iterator[tuple[str, bytes]]:
    """The sealed PDF, as it is handed out; nothing once it was withdrawn."""
    if certificaat.ingetrokken_op is None:
        yield "certificaat.pdf", read_certificaat(certificaat)


def read_document(document: Document) -> Iterator[tuple[str, bytes]]:
    """Nothing when the file is gone: a restored database may know of files that are."""
    if document.bestand.storage.exists(document.bestand.name):
        with document.bestand.open() as bestand:
            yield document.naam, bestand.read()


def read_foto(profiel: Profiel) -> Iterator[tuple[str, bytes]]:
    if profiel.foto:
        with profiel.foto.open() as bestand:
            yield "foto.jpg", bestand.read()
