from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisatie
from opleidingen.models.aanlevering import Aanlevering, Deelname
from opleidingen.models.opleiding import Opleiding


class Geparkeerd(models.Model):
    """A delivered row that matched nobody: what it takes to find whose it is.

    Open until it is booked (`deelname`) or withdrawn by the opleider (`ingetrokken_op`). The row itself, as
    delivered, is the Aanleverregel with the same `aanlevering` and `regel`; booked it is the Deelname with those.
    `nummer` and `achternaam` are what the opleider delivered or mended, never what we know of the person.
    """

    aanlevering = models.ForeignKey(Aanlevering, models.CASCADE, related_name="geparkeerd", db_index=False)
    regel = models.PositiveIntegerField("regel", help_text="Vanaf 1, in de volgorde van de aanlevering.")
    opleider = models.ForeignKey(Organisatie, models.CASCADE, related_name="geparkeerd", db_index=False)
    opleiding = models.ForeignKey(Opleiding, models.CASCADE, related_name="geparkeerd", db_index=False)
    nummer = models.CharField("registratienummer zoals aangeleverd", max_length=8)
    achternaam = models.CharField("achternaam zoals aangeleverd", max_length=240, blank=True)
    zoeknaam = models.CharField("zoeknaam", max_length=240, blank=True, editable=False)
    eind_datum = models.DateField("einddatum")
    geparkeerd_op = models.DateTimeField("geparkeerd op")
    bewaren_tot = models.DateField("bewaren tot", help_text="De eerste dag waarop de regel vervalt.")
    gewaarschuwd_op = models.DateTimeField("opleider gewaarschuwd op", null=True, blank=True)
    gevonden_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="gevonden_regels"
    )
    geclaimd_op = models.DateTimeField("geclaimd op", null=True, blank=True)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    deelname = models.OneToOneField(Deelname, models.CASCADE, null=True, blank=True, related_name="geparkeerd")

    class Meta:
        verbose_name = "geparkeerde regel"
        verbose_name_plural = "geparkeerde regels"
        constraints = [
            models.UniqueConstraint(fields=["aanlevering", "regel"], name="opleidingen_geparkeerd_regel_uniek"),
            models.CheckConstraint(
                condition=Q(deelname__isnull=True) | Q(ingetrokken_op__isnull=True),
                name="opleidingen_geparkeerd_een_afloop",
            ),
        ]
        indexes = [
            models.Index(
                fields=["nummer", "zoeknaam", "eind_datum"],
                condition=Q(deelname__isnull=True, ingetrokken_op__isnull=True),
                name="opleidingen_geparkeerd_zoek",
            ),
            models.Index(fields=["opleider", "-geparkeerd_op"], name="opleidingen_geparkeerd_van"),
        ]

    def __str__(self) -> str:
        return f"geparkeerde regel {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.deelname_id is None and self.ingetrokken_op is None
