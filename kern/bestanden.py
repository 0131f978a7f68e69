"""Files from outside: taken for what their content is, never for what their name says.

A picture is drawn again, so that nothing else travels along: no place, no device, no second file behind the first. A
PDF stays as it is; it is only ever handed out as a download in a sandbox (`answer_bestand` in `kern.uitgifte`).
"""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Protocol
from unicodedata import normalize

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from kern.fouten import Fout, Fouten

register_heif_opener(thumbnails=False)

MB = 1024 * 1024
GROOTSTE_UPLOAD = 20 * MB
"""What the server takes of one file, whatever it is for."""
MEESTE_PIXELS = 50_000_000
"""What the largest telephone makes. A small file can unfold into billions of pixels: that is refused unread."""
MEESTE_ZIJDE = 4000
"""A picture of a page stays readable at this many pixels on its longest side."""
KWALITEIT = 85
JPEG_TYPE, PDF_TYPE = "image/jpeg", "application/pdf"
UITGANGEN = {JPEG_TYPE: ".jpg", PDF_TYPE: ".pdf"}


class Upload(Protocol):
    """What a form hands over; Django's UploadedFile is one."""

    name: str | None
    size: int | None

    def seek(self, offset: int, /) -> object: ...
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Bestandssoort:
    """A kind of file: the word for people, its extensions, and how its first bytes tell it apart.

    `beeld` is what Pillow calls the format; empty for what is no picture.
    """

    naam: str
    extensies: frozenset[str]
    begint_zo: Callable[[bytes], bool]
    beeld: str = ""


HEIC_MERKEN = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc"})

PDF = Bestandssoort("PDF", frozenset({".pdf"}), lambda begin: begin.startswith(b"%PDF-"))
JPEG = Bestandssoort("JPEG", frozenset({".jpg", ".jpeg"}), lambda begin: begin.startswith(b"\xff\xd8\xff"), "JPEG")
PNG = Bestandssoort("PNG", frozenset({".png"}), lambda begin: begin.startswith(b"\x89PNG\r\n\x1a\n"), "PNG")
HEIC = Bestandssoort(
    "HEIC",
    frozenset({".heic", ".heif"}),
    lambda begin: begin[4:8] == b"ftyp" and begin[8:12] in HEIC_MERKEN,
    "HEIF",
)
FOTO = (JPEG, PNG, HEIC)
BEWIJS = (PDF, *FOTO)


def read_upload(
    upload: Upload, *, soorten: Collection[Bestandssoort], max_bytes: int, zijde: int = MEESTE_ZIJDE
) -> tuple[bytes, str]:
    """Return the bytes to keep and their media type: a picture as a fresh JPEG, a PDF as it came.

    A picture is made to fit in `zijde` × `zijde` pixels, upright as it was taken. Raises Fouten for a file that is
    empty, larger than `max_bytes`, of another kind, or not what its name says.
    """
    soort = _find_soort(upload, soorten, max_bytes)
    upload.seek(0)
    inhoud = upload.read(max_bytes + 1)
    if len(inhoud) > max_bytes:
        raise Fouten(_te_groot(max_bytes))
    if soort is PDF:
        return _check_pdf(inhoud), PDF_TYPE
    return _redraw(inhoud, soort, zijde), JPEG_TYPE


def draw_bestandsnaam(mediatype: str) -> str:
    """A name that nobody can guess and that tells nothing; the first two signs spread files over folders."""
    naam = secrets.token_hex(20)
    return f"{naam[:2]}/{naam}{UITGANGEN[mediatype]}"


def clean_bestandsnaam(naam: str, mediatype: str) -> str:
    """What somebody called a file, without its path and without signs that mislead, ending as what it became."""
    stam = PurePath(naam.replace("\\", "/")).stem
    tekens = (teken if teken.isalnum() or teken in "-_.,()" else " " for teken in normalize("NFC", stam))
    return (" ".join("".join(tekens).split()).strip(" .")[:100] or "bestand") + UITGANGEN[mediatype]


def name_soorten(soorten: Collection[Bestandssoort]) -> str:
    """For people: `PDF, JPEG of PNG`."""
    *eerste, laatste = [soort.naam for soort in soorten]
    return f"{', '.join(eerste)} of {laatste}" if eerste else laatste


def list_extensies(soorten: Collection[Bestandssoort]) -> str:
    """For the `accept` of a file field: what a file window shows first."""
    return ",".join(sorted(extensie for soort in soorten for extensie in soort.extensies))


def _find_soort(upload: Upload, soorten: Collection[Bestandssoort], max_bytes: int) -> Bestandssoort:
    if not upload.size:
        raise Fouten(Fout("bestand-leeg", "Dit bestand is leeg. Kies een ander bestand."))
    if upload.size > max_bytes:
        raise Fouten(_te_groot(max_bytes))
    upload.seek(0)
    begin = upload.read(32)
    extensie = PurePath(upload.name or "").suffix.lower()
    soort = next((soort for soort in soorten if extensie in soort.extensies), None)
    if soort is None:
        melding = f"Dit soort bestand kunnen we niet gebruiken. Kies een {name_soorten(soorten)}."
        raise Fouten(Fout("bestand-soort", melding))
    if not soort.begint_zo(begin):
        melding = f"Dit bestand heet {soort.naam}, maar is iets anders. Bewaar het opnieuw als {soort.naam}."
        raise Fouten(Fout("bestand-inhoud", melding))
    return soort


def _check_pdf(inhoud: bytes) -> bytes:
    """A PDF ends with its own mark; without it the file is cut off or holds something else."""
    if b"%%EOF" not in inhoud[-2048:]:
        raise Fouten(_onleesbaar())
    return inhoud


def _redraw(inhoud: bytes, soort: Bestandssoort, zijde: int) -> bytes:
    """Read the pixels and nothing else, and write them down again."""
    try:
        with Image.open(BytesIO(inhoud), formats=[soort.beeld]) as beeld:
            if beeld.width * beeld.height > MEESTE_PIXELS:
                raise Image.DecompressionBombError
            beeld.draft("RGB", (zijde, zijde))  # a large JPEG is read no larger than it will be
            beeld.thumbnail((zijde, zijde))
            return _write_jpeg(ImageOps.exif_transpose(beeld))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise Fouten(Fout("bestand-pixels", "Deze foto heeft te veel pixels. Maak hem eerst kleiner.")) from fault
    except Exception as fault:  # a broken picture can raise anything, down to struct.error
        raise Fouten(_onleesbaar()) from fault


def _write_jpeg(beeld: Image.Image) -> bytes:
    """On white where it was see-through. Only the pixels are copied, so no EXIF, profile or remark comes along."""
    doek = Image.new("RGB", beeld.size, "white")
    kleur = beeld.convert("RGBA")
    doek.paste(kleur, mask=kleur)
    uit = BytesIO()
    doek.save(uit, "JPEG", quality=KWALITEIT, optimize=True)
    return uit.getvalue()


def _te_groot(max_bytes: int) -> Fout:
    return Fout("bestand-te-groot", f"Dit bestand is te groot. Kies een bestand van hoogstens {max_bytes // MB} MB.")


def _onleesbaar() -> Fout:
    return Fout("bestand-onleesbaar", "We kunnen dit bestand niet lezen, misschien is het stuk. Kies een ander.")
