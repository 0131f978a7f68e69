"""Hand out a file that somebody put in: never as a page, never from another place, never with rights."""

from django.core.files.base import File
from django.http import FileResponse, Http404

from kern.bestanden import JPEG_TYPE


def answer_bestand(bestand: "File[bytes]", mediatype: str, naam: str, *, is_bijlage: bool = False) -> FileResponse:
    """Answer the bytes of `bestand` as `mediatype`. A picture may show in a page, unless `is_bijlage`; all else is a
    download.

    The caller decides who may see it. The sandbox takes every right from what a browser would open by itself. Raises
    Http404 when the row points at a file that is gone, as after a backup was put back without its files.
    """
    try:
        inhoud = bestand.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        inhoud, content_type=mediatype, filename=naam, as_attachment=is_bijlage or mediatype != JPEG_TYPE
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
