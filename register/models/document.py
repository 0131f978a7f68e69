from django.db import models

from kern.bestanden import draw_bestandsnaam
from register.models.dossier import Activiteit


def choose_plek(document: "Document", name: str) -> str:
    """A name that nobody can guess and that says nothing, below the folder of files that no web server serves."""
    return f"bewijs/{draw_bestandsnaam(document.mediatype)}"


class Document(models.Model):
    """A photo or a file that shows that an activity took place. `grootte` and `sha256` are of the bytes as kept."""

    activiteit = models.ForeignKey(Activiteit, models.CASCADE, related_name="documenten")
    naam = models.CharField("naam", max_length=120, help_text="Zoals je het bestand noemde.")
    mediatype = models.CharField("mediatype", max_length=40)
    grootte = models.PositiveIntegerField("grootte in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    bestand = models.FileField("bestand", upload_to=choose_plek)
    toegevoegd_op = models.DateTimeField("toegevoegd op")

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        constraints = [
            models.UniqueConstraint(fields=["activiteit", "sha256"], name="register_document_een_keer_per_activiteit")
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"
