import secrets

from django.db import models

from register.models.registratie import Termijn


def choose_plek(certificaat: "Certificaat", name: str) -> str:
    """A name that nobody can guess and that says nothing, below the folder of files that no web server serves."""
    return f"certificaten/{secrets.token_hex(16)}.pdf"


class Certificaat(models.Model):
    """The proof of one term. `code` is what the QR carries: random, no meaning, at least 64 bits.

    `verzegeld` is the sealed PDF, made at the first download and kept, because a seal is never made twice alike.
    """

    termijn = models.OneToOneField(Termijn, models.PROTECT, related_name="certificaat")
    code = models.CharField("code", max_length=20, unique=True)
    naam = models.CharField("naam op het certificaat", max_length=240)
    uitgegeven_op = models.DateTimeField("uitgegeven op")
    verzegeld = models.FileField("verzegeld bestand", upload_to=choose_plek, blank=True)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    ingetrokken_reden = models.TextField("reden van intrekken", max_length=2000, blank=True)

    class Meta:
        verbose_name = "certificaat"
        verbose_name_plural = "certificaten"

    def __str__(self) -> str:
        return f"certificaat {self.pk}"
