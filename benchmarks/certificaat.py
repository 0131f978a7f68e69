"""How long one certificate takes, beside a bare page: one line of text and the same QR matrix; and its seal, beside
the signature alone.

python -m benchmarks.certificaat
"""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import segno
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from config.geheimen import make_zegelsleutel
from register.certificaat_pdf import Certificaatgegevens, draw_certificaat
from register.zegel import load_zegelaar, seal_pdf

KEREN = 60
NAMEN = ["Noor van den Heuvel", "Włodzimierz Šćepanović-Öztürk van der Meulen", "Олександр Шевченко"]


def make_gegevens(nummer: int) -> Certificaatgegevens:
    code = f"7K3M-9QTR-2WXB-{nummer:04d}"
    return Certificaatgegevens(
        naam=NAMEN[nummer % len(NAMEN)],
        registratienummer="1234 5678",
        geldig_van=date(2026, 1, 1),
        geldig_tot=date(2031, 1, 1),
        reglement="Registratiereglement (concept), versie 1 januari 2026",
        concept=True,
        code=code,
        controle_url=f"https://register.example/c/{code}",
        uitgegeven_datum=date(2026, 1, 1),
    )


def draw_bare(nummer: int) -> bytes:
    bestand = BytesIO()
    canvas = Canvas(bestand, pagesize=A4, invariant=1)
    canvas.drawString(72, 720, NAMEN[0])
    code = f"https://register.example/c/7K3M-9QTR-2WXB-{nummer:04d}"
    assert segno.make(code, error="m", boost_error=False, micro=False, mask=2).matrix
    canvas.save()
    return bestand.getvalue()


def compare(naam: str, limit: Callable[[int], object], ours: Callable[[int], object]) -> None:
    """Take turns, so that a busy moment of the machine falls on both."""
    ours(0)  # loads typefaces and keys, once per process
    tijden: tuple[list[float], list[float]] = ([], [])
    for nummer in range(KEREN):
        for werk, tijd in zip((limit, ours), tijden, strict=True):
            begin = perf_counter()
            werk(nummer)
            tijd.append(perf_counter() - begin)
    bare, own = (median(tijd) for tijd in tijden)
    print(
        f"{naam:12}  limiet {bare * 1000:6.2f} ms   ons {own * 1000:6.2f} ms   verhouding {own / bare:.2f}   "
        f"(mediaan van {KEREN})"
    )


def main() -> None:
    compare("certificaat", draw_bare, lambda nummer: draw_certificaat(make_gegevens(nummer)))
    with TemporaryDirectory() as map_:
        zegelaar = load_zegelaar(make_zegelsleutel(Path(map_)))
    pdf = draw_certificaat(make_gegevens(0))
    compare("zegel", lambda _: zegelaar.key.sign(pdf, ECDSA(SHA256())), lambda _: seal_pdf(pdf, zegelaar))


if __name__ == "__main__":
    main()
