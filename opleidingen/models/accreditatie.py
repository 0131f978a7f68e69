from datetime import date

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from kern.geldig import Geldig
from opleidingen.accreditatieproces import HANDELINGEN, Handeling, show_status
from opleidingen.models.opleiding import Module, Opleiding
from opleidingen.waarde import Onderdeel


class Accreditatie(Geldig):
    """The register counts a course from a day until a day, for the minutes in its `onderdelen`.

    An application and what is granted on it are one row. Until the decision the period and the onderdelen are what is
    asked for; from then on they are what is granted, for ever: completions point at them. What was asked stands in
    `stappen`. How a status follows from another: `accreditatieproces`.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        INGEDIEND = "ingediend", "Ingediend"
        AANVULLING_GEVRAAGD = "aanvulling-gevraagd", "Aanvulling gevraagd"
        AFWIJZING_VOORGESTELD = "afwijzing-voorgesteld", "Afwijzing voorgesteld"
        GEACCREDITEERD = "geaccrediteerd", "Geaccrediteerd"
        AFGEWEZEN = "afgewezen", "Afgewezen"
        BEZWAAR = "bezwaar", "In bezwaar"
        ONGEGROND_VOORGESTELD = "ongegrond-voorgesteld", "Bezwaar ongegrond voorgesteld"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    opleiding = models.ForeignKey(Opleiding, models.CASCADE, related_name="accreditaties")
    status = models.CharField("status", max_length=30, choices=Status.choices, default=Status.CONCEPT)
    leerdoelen = models.TextField("leerdoelen", blank=True, max_length=4000)
    toetsvorm = models.TextField("toetsing", blank=True, max_length=2000)
    docenten = models.TextField("deskundigheid van de docenten", blank=True, max_length=4000)
    verlengt = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="verlengingen", verbose_name="verlengt"
    )
    ingediend_op = models.DateTimeField("laatst ingediend op", null=True, blank=True)
    besloten_op = models.DateTimeField("besloten op", null=True, blank=True)
    bezwaar_tot = models.DateField(
        "bezwaar tot", null=True, blank=True, help_text="De eerste dag waarop bezwaar te laat is. Leeg: kan niet."
    )

    class Meta(Geldig.Meta):
        verbose_name = "accreditatie"
        verbose_name_plural = "accreditaties"

    def __str__(self) -> str:
        return f"{self.status} vanaf {self.geldig_van}"

    @property
    def status_voor_opleider(self) -> str:
        """The status without what is still being discussed inside the office."""
        return show_status(self.status)

    @property
    def aansluitend(self) -> date | None:
        """Where the one ends that this one renews, as long as it was not granted. None when it renews nothing."""
        return self.geldig_van if self.verlengt_id else None

    @property
    def woord_voor_opleider(self) -> str:
        return str(self.Status(self.status_voor_opleider).label)


class Accreditatieonderdeel(models.Model):
    """Net minutes of one category, for the whole course or for one module, with the kenmerken they touch.

    `kenmerken` holds minutes per value of a dimension: `{"leefwereld": {"economie": 120, "gedrag": 240}}`.
    """

    accreditatie = models.ForeignKey(Accreditatie, models.CASCADE, related_name="onderdelen")
    module = models.ForeignKey(Module, models.CASCADE, null=True, blank=True, related_name="onderdelen")
    categorie = models.SlugField("categorie", help_text="Soort activiteit uit het reglement, zoals scholing.")
    minuten = models.PositiveIntegerField("netto minuten")
    kenmerken = models.JSONField("kenmerken", default=dict, blank=True)

    class Meta:
        verbose_name = "onderdeel van een accreditatie"
        verbose_name_plural = "onderdelen van een accreditatie"
        constraints = [
            models.CheckConstraint(condition=Q(minuten__gt=0), name="opleidingen_onderdeel_minuten_positief"),
            models.UniqueConstraint(
                fields=["accreditatie", "module", "categorie"], name="opleidingen_onderdeel_uniek_per_module"
            ),
            models.UniqueConstraint(
                fields=["accreditatie", "categorie"],
                condition=Q(module__isnull=True),
                name="opleidingen_onderdeel_uniek_per_opleiding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.categorie} {self.minuten} min"

    @property
    def waarde(self) -> Onderdeel:
        return Onderdeel(self.categorie, self.minuten, self.module_id, self.kenmerken)


class Accreditatiestap(models.Model):
    """Something that happened to an application: what, by whom, when and why. Never changed.

    `inhoud` holds what was asked (with a filing) or granted (with a decision) as it was at that moment.
    """

    accreditatie = models.ForeignKey(Accreditatie, models.CASCADE, related_name="stappen")
    handeling = models.SlugField("handeling", max_length=30, help_text="Zie `accreditatieproces.HANDELINGEN`.")
    van = models.CharField("status ervoor", max_length=30, choices=Accreditatie.Status.choices)
    naar = models.CharField("status erna", max_length=30, choices=Accreditatie.Status.choices)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="accreditatiestappen")
    reden = models.TextField("reden", blank=True, max_length=4000)
    inhoud = models.JSONField("inhoud op dat moment", null=True, blank=True, encoder=DjangoJSONEncoder)
    op = models.DateTimeField("op")

    class Meta:
        verbose_name = "stap van een accreditatie"
        verbose_name_plural = "stappen van een accreditatie"

    def __str__(self) -> str:
        return f"{self.handeling} op {self.op}"

    @property
    def soort(self) -> Handeling:
        """What the process says about this step: its words, who may do it and who may see it."""
        return HANDELINGEN[self.handeling]


class Accreditatieherinnering(models.Model):
    """The opleider was told that an accreditation ends: the row that keeps it from being told twice."""

    accreditatie = models.ForeignKey(Accreditatie, models.CASCADE, related_name="herinneringen")
    maanden = models.PositiveSmallIntegerField("maanden ervoor")
    verstuurd_op = models.DateTimeField("verstuurd op")

    class Meta:
        verbose_name = "herinnering aan een accreditatie"
        verbose_name_plural = "herinneringen aan accreditaties"
        constraints = [
            models.UniqueConstraint(fields=["accreditatie", "maanden"], name="opleidingen_herinnering_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.maanden} maanden ervoor"
