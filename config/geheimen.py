"""Secrets of the demonstration: made once, kept in DATA_DIR in a file that only its owner can read."""

import json
import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

BESTAND = "geheimen.json"
ZEGELBESTAND = "zegel.pem"
ZEGELNAAM = "SAM-register (demonstratie)"
ZEGELDUUR = timedelta(days=3653)
ROLLEN = ("professional", "opleider", "werkgever", "kantoor")


def load_geheimen(map_: Path) -> dict[str, str]:
    """Read the secrets of this DATA_DIR, and make those that do not exist yet."""
    map_.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = map_ / BESTAND
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    complete = make_geheimen() | known
    if complete != known:
        save_geheimen(map_, complete)
    return complete


def make_geheimen() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "VERSLEUTELINGSSLEUTELS": Fernet.generate_key().decode(),
        **{f"wachtwoord-{rol}": "-".join(secrets.token_hex(2) for _ in range(4)) for rol in ROLLEN},
    }


def save_geheimen(map_: Path, geheimen: dict[str, str]) -> None:
    write_private(map_ / BESTAND, json.dumps(geheimen, indent=1).encode())


def write_private(path: Path, inhoud: bytes) -> None:
    """Replace the file in one step, so that a crash leaves the old one or the new one, never half of it."""
    fresh = path.with_name(f"{path.name}.nieuw")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(inhoud)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def make_zegelsleutel(map_: Path) -> Path:
    """The key that seals certificates, with a certificate that it signed itself; made when it is not there yet."""
    path = map_ / ZEGELBESTAND
    if not path.exists():
        key = generate_private_key(SECP256R1())
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_private(path, pem + sign_zegelcertificaat(key, datetime.now(UTC)).public_bytes(Encoding.PEM))
    return path


def sign_zegelcertificaat(key: EllipticCurvePrivateKey, van: datetime) -> x509.Certificate:
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ZEGELNAAM)])
    mag = dict.fromkeys(
        "key_encipherment data_encipherment key_agreement key_cert_sign crl_sign encipher_only decipher_only".split(),
        False,
    )
    return (
        x509.CertificateBuilder(naam, naam, key.public_key(), x509.random_serial_number(), van, van + ZEGELDUUR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **mag), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
