"""Hand out a certificate: sealed when the register has a key, and then always the same file."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from register.certificaat_pdf import draw_certificaat
from register.certificaten import collect_gegevens
from register.models import Certificaat
from register.zegel import load_zegelaar, seal_pdf


def read_certificaat(certificaat: Certificaat) -> bytes:
    """The PDF of a certificate with its term and person. Without `ZEGELSLEUTEL` it is drawn and has no seal."""
    bestand = certificaat.verzegeld
    if not is_kept(bestand):
        if not settings.ZEGELSLEUTEL:
            return draw_certificaat(collect_gegevens(certificaat))
        bestand = make_verzegeld(certificaat)
    with bestand.open() as file:
        return file.read()


def is_kept(bestand: FieldFile) -> bool:
    """Whether the file was made and is still there: a restored database may know of files that are gone."""
    return bool(bestand) and bestand.storage.exists(bestand.name)


@transaction.atomic
def make_verzegeld(certificaat: Certificaat) -> FieldFile:
    """Seal once: of two that ask at one moment the second receives the file of the first."""
    bestand = Certificaat.objects.select_for_update().get(pk=certificaat.pk).verzegeld
    if not is_kept(bestand):
        pdf = seal_pdf(draw_certificaat(collect_gegevens(certificaat)), load_zegelaar(Path(settings.ZEGELSLEUTEL)))
        bestand.save("certificaat.pdf", ContentFile(pdf), save=False)
        bestand.instance.save(update_fields=["verzegeld"])
    return bestand
