"""Seal a PDF, so that anybody with a PDF reader sees who made it and that not a byte changed since. No database.

The key stays in memory: loading it again for each seal costs more than sealing. Two seals of the same page differ,
because the moment and a random number are part of them; so a sealed file is made once and kept.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

RUIMTE = 8192
"""Bytes kept free for the seal; without a number pyHanko seals twice, once to find out how many it takes."""
DOEL = "Dit certificaat komt van het register en is sindsdien niet gewijzigd."


class Zegelaar(Signer):
    """A key with its certificate, held in memory and used as it is."""

    def __init__(self, key: EllipticCurvePrivateKey, certificaten: list[Certificate]) -> None:
        keten = SimpleCertificateStore()
        keten.register_multiple(certificaten)
        super().__init__(signing_cert=certificaten[0], cert_registry=keten)
        self.key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self.key.sign(data, ECDSA(SHA256()))


@cache
def load_zegelaar(path: Path) -> Zegelaar:
    """Read a PEM file with an EC P-256 key, its certificate, and those above it if there are any.

    Raises OSError when it cannot be read, TypeError when it asks a password, ValueError when it holds something else.
    """
    pem = path.read_bytes()
    key, certificaten = load_pem_private_key(pem, password=None), x509.load_pem_x509_certificates(pem)
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise ValueError("De zegelsleutel is geen EC P-256-sleutel.")
    if certificaten[0].public_key() != key.public_key():
        raise ValueError("Het eerste certificaat hoort niet bij de zegelsleutel.")
    return Zegelaar(key, [Certificate.load(item.public_bytes(Encoding.DER)) for item in certificaten])


def seal_pdf(pdf: bytes, zegelaar: Zegelaar) -> bytes:
    """Add the seal behind the bytes of `pdf`; those stay as they are."""
    gegevens = PdfSignatureMetadata(
        field_name="Zegel", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=DOEL, name="SAM-register"
    )
    uit = PdfSigner(gegevens, zegelaar).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=RUIMTE)
    return uit.getvalue()
