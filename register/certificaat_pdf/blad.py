"""The page: an A4 with wide margins, a name, what it proves and how to check it."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from register.certificaat_pdf.letters import NAAM, TEKST, draw_tekst, measure, wrap
from register.certificaat_pdf.qr import draw_qr
from register.certificaat_pdf.rozet import draw_rozet

BREEDTE, HOOGTE = A4
MARGE = 68.0
KOLOM = BREEDTE - 2 * MARGE
PAPIER, INKT, ZACHT = HexColor("#fbfaf6"), HexColor("#17262d"), HexColor("#4a5a62")
PETROL, LIJN = HexColor("#0b5c66"), HexColor("#d9d5ca")
QR_ZIJDE = 84.0
MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()

BEWIJST = (
    "staat ingeschreven in het leer- en kwaliteitsregister voor professionals die sociale wetten uitvoeren. "
    "Het registerkantoor toetste het dossier aan het reglement dat hieronder staat."
)
CONTROLEER = "Dit papier is geen bewijs. De pagina achter de code laat zien of de registratie vandaag geldt."
CONCEPT = "Het reglement is een concept. Dit certificaat geeft geen rechten."


@dataclass(frozen=True, slots=True)
class Certificaatgegevens:
    """All that stands on a certificate.

    `geldig_tot` is the first day without registration; the page prints the last day with it. `code` comes in groups,
    as people read it; `controle_url` is what the QR carries. `concept`: the reglement is not in force yet.
    """

    naam: str
    registratienummer: str
    geldig_van: date
    geldig_tot: date
    reglement: str
    concept: bool
    code: str
    controle_url: str
    uitgegeven_datum: date


def draw_certificaat(gegevens: Certificaatgegevens) -> bytes:
    """Draw the certificate as PDF. The same values give the same bytes, today and in ten years."""
    bestand = BytesIO()
    canvas = Canvas(bestand, pagesize=A4, invariant=1, lang="nl", pageCompression=1)
    canvas.setTitle(f"Certificaat van registratie {gegevens.registratienummer}")
    canvas.setAuthor("SAM-register")
    canvas.setSubject(f"Certificaat {gegevens.code}")
    _draw_grond(canvas, gegevens.code)
    onderkant = _draw_naam(canvas, gegevens.naam)
    _draw_regels(canvas, BEWIJST, onderkant - 30, 13, 20, KOLOM * 0.86)
    _draw_gegevens(canvas, gegevens)
    _draw_controle(canvas, gegevens)
    canvas.showPage()
    canvas.save()
    return bestand.getvalue()


def format_datum(datum: date) -> str:
    return f"{datum.day} {MAANDEN[datum.month - 1]} {datum.year}"


def _draw_grond(canvas: Canvas, code: str) -> None:
    canvas.setFillColor(PAPIER)
    canvas.rect(0, 0, BREEDTE, HOOGTE, stroke=0, fill=1)
    canvas.setStrokeColor(PETROL)
    draw_rozet(canvas, code, BREEDTE - MARGE - 100, HOOGTE - MARGE - 98, 118)
    _write(canvas, "SAM-register", MARGE, HOOGTE - MARGE - 12, 15, kleur=PETROL, lettertype=NAAM)
    _write(canvas, "Certificaat", MARGE, HOOGTE - 236, 38, lettertype=NAAM)
    _write(canvas, "van registratie", MARGE, HOOGTE - 276, 38, lettertype=NAAM)


def _draw_naam(canvas: Canvas, naam: str) -> float:
    """Set the name as large as it fits, over two lines when one would be too small. Returns its lowest baseline."""
    y = HOOGTE - 372
    regels, grootte = fit_naam(naam)
    for regel in regels:
        _write(canvas, regel, MARGE, y, grootte, kleur=PETROL, lettertype=NAAM)
        y -= grootte * 1.16
    return y + grootte * 1.16


def fit_naam(naam: str) -> tuple[list[str], float]:
    """Choose lines and size (points): one line down to 25, then two down to 10, then as many as it takes."""
    grootte = min(42.0, KOLOM / max(measure(naam, NAAM, 1), 1))
    if grootte >= 25:
        return [naam], grootte
    for grootte in range(34, 9, -1):
        regels = wrap(naam, NAAM, grootte, KOLOM)
        if len(regels) <= 2 and all(measure(regel, NAAM, grootte) <= KOLOM for regel in regels):
            return regels, grootte
    return _chop(naam, 10), 10


def _chop(naam: str, grootte: float) -> list[str]:
    """Break anywhere: for a name without spaces that is wider than the page."""
    regels = [""]
    for letter in naam:
        if measure(regels[-1] + letter, NAAM, grootte) > KOLOM:
            regels.append("")
        regels[-1] += letter
    return regels


def _draw_gegevens(canvas: Canvas, gegevens: Certificaatgegevens) -> None:
    laatste_dag = gegevens.geldig_tot - timedelta(days=1)
    rijen = [
        ("Registratienummer", gegevens.registratienummer),
        ("Geldig van", format_datum(gegevens.geldig_van)),
        ("Geldig tot en met", format_datum(laatste_dag)),
        ("Getoetst aan", gegevens.reglement),
        ("Uitgegeven op", format_datum(gegevens.uitgegeven_datum)),
    ]
    y = 318.0
    for kop, waarde in rijen:
        canvas.setStrokeColor(LIJN)
        canvas.setLineWidth(0.6)
        canvas.line(MARGE, y + 19, BREEDTE - MARGE, y + 19)
        _write(canvas, kop, MARGE, y, 11, kleur=ZACHT)
        _write(canvas, waarde, MARGE + 150, y, 12.5)
        y -= 27


def _draw_controle(canvas: Canvas, gegevens: Certificaatgegevens) -> None:
    x = BREEDTE - MARGE - QR_ZIJDE
    canvas.setFillColor(INKT)
    draw_qr(canvas, gegevens.controle_url, x, MARGE, QR_ZIJDE)
    adres = gegevens.controle_url.partition("://")[2].rpartition("/")[0]
    _write(canvas, f"Controleer op {adres}", MARGE, MARGE + 73, 10.5, kleur=ZACHT)
    _write(canvas, gegevens.code, MARGE, MARGE + 51, 15, kleur=PETROL)
    onderschrift = f"{CONTROLEER} {CONCEPT}" if gegevens.concept else CONTROLEER
    _draw_regels(canvas, onderschrift, MARGE + 29, 9, 13.5, KOLOM - QR_ZIJDE - 40, kleur=ZACHT)


def _draw_regels(
    canvas: Canvas, tekst: str, y: float, grootte: float, afstand: float, breedte: float, kleur: Color = INKT
) -> None:
    for nummer, regel in enumerate(wrap(tekst, TEKST, grootte, breedte)):
        _write(canvas, regel, MARGE, y - nummer * afstand, grootte, kleur=kleur)


def _write(
    canvas: Canvas, tekst: str, x: float, y: float, grootte: float, *, kleur: Color = INKT, lettertype: str = TEKST
) -> None:
    canvas.setFillColor(kleur)
    draw_tekst(canvas, x, y, tekst, lettertype, grootte)
