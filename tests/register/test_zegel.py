"""The seal: made by a key in memory, known to a validator that is not ours, broken by a single byte."""

from io import BytesIO

import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import PdfSignatureStatus, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from config.geheimen import make_zegelsleutel
from register.certificaat_pdf import draw_certificaat
from register.checks import check_zegelsleutel
from register.zegel import load_zegelaar, seal_pdf
from tests.register.certificaat_pdf.test_certificaat_pdf import GEGEVENS


def validate(pdf: bytes, vertrouwd: Certificate) -> PdfSignatureStatus:
    """What pyHanko says of the one seal, when this certificate alone is trusted."""
    (zegel,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(zegel, ValidationContext(trust_roots=[vertrouwd], allow_fetching=False))


@pytest.fixture(scope="module")
def zegelaar(tmp_path_factory):
    return load_zegelaar(make_zegelsleutel(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return draw_certificaat(GEGEVENS)


def test_the_seal_is_intact_trusted_and_covers_everything(zegelaar, pdf):
    status = validate(seal_pdf(pdf, zegelaar), zegelaar.signing_cert)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.bottom_line is True


def test_the_page_itself_stays_byte_for_byte(zegelaar, pdf):
    one, other = seal_pdf(pdf, zegelaar), seal_pdf(pdf, zegelaar)
    assert (one[: len(pdf)], other[: len(pdf)]) == (pdf, pdf)
    assert one != other


@pytest.mark.parametrize("plek", [20, 5_000, 20_000])
def test_a_changed_byte_is_found(zegelaar, pdf, plek):
    verzegeld = bytearray(seal_pdf(pdf, zegelaar))
    verzegeld[plek] ^= 1
    status = validate(bytes(verzegeld), zegelaar.signing_cert)
    assert (status.intact, status.bottom_line) == (False, False)


def test_a_seal_of_another_key_is_not_trusted(zegelaar, pdf, tmp_path):
    ander = load_zegelaar(make_zegelsleutel(tmp_path))
    status = validate(seal_pdf(pdf, ander), zegelaar.signing_cert)
    assert (status.intact, status.trusted, status.bottom_line) == (True, False, False)


def test_the_key_is_loaded_once(tmp_path):
    path = make_zegelsleutel(tmp_path)
    assert load_zegelaar(path) is load_zegelaar(path)


def write_sleutel(path, key, encryption) -> str:
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))
    return str(path)


def test_a_key_that_cannot_seal_is_told_when_starting(settings, tmp_path):
    p256, geheim = ec.generate_private_key(ec.SECP256R1()), NoEncryption()
    anders = make_zegelsleutel(tmp_path).read_bytes()
    verwisseld = tmp_path / "verwisseld.pem"
    write_sleutel(verwisseld, p256, geheim)
    verwisseld.write_bytes(verwisseld.read_bytes() + anders[anders.index(b"-----BEGIN CERT") :])
    onbruikbaar = [
        str(tmp_path / "weg.pem"),
        str(verwisseld),
        write_sleutel(tmp_path / "zonder-certificaat.pem", p256, geheim),
        write_sleutel(tmp_path / "rsa.pem", rsa.generate_private_key(65537, 2048), geheim),
        write_sleutel(tmp_path / "dicht.pem", p256, BestAvailableEncryption(b"wachtwoord")),
    ]
    for path in onbruikbaar:
        settings.ZEGELSLEUTEL = path
        assert [message.id for message in check_zegelsleutel()] == ["register.E003"], path
    for path in ("", str(tmp_path / "zegel.pem")):
        settings.ZEGELSLEUTEL = path
        assert check_zegelsleutel() == []
