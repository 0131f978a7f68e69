from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from kern.bestanden import BEWIJS, clean_bestandsnaam, list_extensies, name_soorten, read_upload
from kern.fouten import Fouten
from register.bewijsregels import Bewijsregel, Stuk


class Bestandenkiezer(forms.FileInput):
    """Several files at once. A telephone offers its camera beside its files, because `image/*` is among them."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": f"{list_extensies(BEWIJS)},image/*"})


class Bewijsveld(forms.FileField):
    """Files that may stay away, cleaned to a list of Stuk. All that is wrong with them is told at once."""

    widget = Bestandenkiezer
    regel: Bewijsregel

    def set_regel(self, regel: Bewijsregel) -> None:
        self.regel = regel
        self.help_text = (
            f"Een {name_soorten(BEWIJS)}, hoogstens {regel.mb_hoogstens} MB en {regel.bestanden_hoogstens} bestanden."
            " Uit een foto halen we plaats en toestel. Laat geen gegevens van inwoners zien."
        )

    def clean(self, data: list[UploadedFile] | None, initial: Any = None) -> list[Stuk]:
        fouten: list[ValidationError] = []
        stukken = list(self._read(data or [], fouten))
        if fouten:
            raise ValidationError(fouten)
        return stukken

    def _read(self, uploads: list[UploadedFile], fouten: list[ValidationError]) -> Iterator[Stuk]:
        for upload in uploads[: self.regel.bestanden_hoogstens + 1]:  # one too many: the service says so
            try:
                inhoud, mediatype = read_upload(upload, soorten=BEWIJS, max_bytes=self.regel.max_bytes)
            except Fouten as gevonden:
                fouten += [
                    ValidationError(f"{upload.name}: {fout.melding}", code=fout.code) for fout in gevonden.fouten
                ]
            else:
                yield Stuk(clean_bestandsnaam(upload.name, mediatype), inhoud, mediatype)
