"""The certificate as a PDF: plain values in, bytes out. All of reportlab is here, and no database."""

from register.certificaat_pdf.blad import Certificaatgegevens, draw_certificaat

__all__ = ["Certificaatgegevens", "draw_certificaat"]
