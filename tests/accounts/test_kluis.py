from io import BytesIO
from zipfile import ZipFile

import pytest
from cryptography.fernet import InvalidToken

from accounts.kluis import STUK, Kluis, read_kluis


def keep(*delen: bytes) -> bytes:
    doel = BytesIO()
    kluis = Kluis(doel)
    for deel in delen:
        kluis.write(deel)
    kluis.close()
    return doel.getvalue()


@pytest.mark.parametrize("grootte", [0, 1, STUK - 1, STUK, STUK + 1, 3 * STUK])
def test_what_goes_in_comes_out(grootte):
    inhoud = bytes(nummer % 251 for nummer in range(grootte))
    bewaard = keep(inhoud[:7], inhoud[7:])
    assert b"".join(read_kluis(lambda: BytesIO(bewaard))) == inhoud
    assert bewaard.count(b"\n") == -(-grootte // STUK)


def test_nothing_of_it_can_be_read():
    assert b"geheim" not in keep(b"geheim " * 100)


def test_a_changed_line_is_refused():
    bewaard = bytearray(keep(b"van mij"))
    bewaard[30] ^= 1
    with pytest.raises(InvalidToken):
        b"".join(read_kluis(lambda: BytesIO(bytes(bewaard))))


def test_a_zip_passes_through():
    doel = BytesIO()
    kluis = Kluis(doel)
    with ZipFile(kluis, "w") as pakket:
        pakket.writestr("a.txt", "x" * (STUK + 5))
    kluis.close()
    heel = BytesIO(b"".join(read_kluis(lambda: BytesIO(doel.getvalue()))))
    assert ZipFile(heel).testzip() is None
    assert ZipFile(heel).read("a.txt") == b"x" * (STUK + 5)
