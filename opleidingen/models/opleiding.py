from django.db import models
from django.db.models import Q

from accounts.models import Organisatie
from opleidingen.waarde import Deel, merge_delen, select_onderdelen

EIGEN_CODE_LENGTE = 100
EIGEN_CODE_UITLEG = "Zo heet dit in jullie eigen systeem. Alleen nodig als dat systeem met eigen codes aanlevert."
BEEINDIGD_UITLEG = "Wordt niet meer aangeboden. Wat al geleverd is en wat nog komt over eerder, blijft tellen."


class Opleiding(models.Model):
    class Vorm(models.TextChoices):
        BIJEENKOMSTEN = "bijeenkomsten", "Bijeenkomsten"
        E_LEARNING = "e-learning", "E-learning"
        GEMENGD = "gemengd", "Gemengd"

    opleider = models.ForeignKey(Organisatie, models.PROTECT, related_name="opleidingen", verbose_name="opleider")
    code = models.SlugField("opleidingscode", max_length=40, unique=True)
    eigen_code = models.CharField("eigen code", max_length=EIGEN_CODE_LENGTE, blank=True, help_text=EIGEN_CODE_UITLEG)
    naam = models.CharField("naam", max_length=160)
    omschrijving = models.TextField("omschrijving", blank=True, max_length=4000)
    vorm = models.CharField("vorm", max_length=20, choices=Vorm.choices, default=Vorm.BIJEENKOMSTEN)
    website = models.URLField("website", blank=True)
    beeindigd_op = models.DateTimeField("beëindigd op", null=True, blank=True, help_text=BEEINDIGD_UITLEG)

    class Meta:
        verbose_name = "opleiding"
        verbose_name_plural = "opleidingen"

    def __str__(self) -> str:
        return self.naam

    @property
    def accreditatie(self) -> models.Model:
        """The accreditation that holds. Only on rows that `queries.prefetch_catalogus` filled."""
        return self.geldige_accreditaties[0]

    @property
    def telt_voor(self) -> tuple[Deel, ...]:
        """What the whole course counts for, per category. Only on rows that `queries.prefetch_catalogus` filled."""
        onderdelen = [onderdeel.waarde for onderdeel in self.accreditatie.onderdelen.all()]
        return merge_delen(select_onderdelen(onderdelen, None))


class Module(models.Model):
    opleiding = models.ForeignKey(Opleiding, models.CASCADE, related_name="modules")
    code = models.SlugField("modulecode", max_length=40)
    eigen_code = models.CharField("eigen code", max_length=EIGEN_CODE_LENGTE, blank=True, help_text=EIGEN_CODE_UITLEG)
    naam = models.CharField("naam", max_length=160)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    beeindigd_op = models.DateTimeField("beëindigd op", null=True, blank=True, help_text=BEEINDIGD_UITLEG)

    class Meta:
        verbose_name = "module"
        verbose_name_plural = "modules"
        constraints = [models.UniqueConstraint(fields=["opleiding", "code"], name="opleidingen_module_code_uniek")]

    def __str__(self) -> str:
        return self.naam


class Uitvoering(models.Model):
    """One edition of a course: when and where it is given."""

    opleiding = models.ForeignKey(Opleiding, models.CASCADE, related_name="uitvoeringen")
    code = models.SlugField("uitvoeringscode", max_length=40)
    eigen_code = models.CharField("eigen code", max_length=EIGEN_CODE_LENGTE, blank=True, help_text=EIGEN_CODE_UITLEG)
    begin_datum = models.DateField("eerste dag")
    eind_datum = models.DateField("laatste dag")
    plaats = models.CharField("plaats", max_length=80, blank=True)
    beeindigd_op = models.DateTimeField("beëindigd op", null=True, blank=True, help_text=BEEINDIGD_UITLEG)

    class Meta:
        verbose_name = "uitvoering"
        verbose_name_plural = "uitvoeringen"
        constraints = [
            models.UniqueConstraint(fields=["opleiding", "code"], name="opleidingen_uitvoering_code_uniek"),
            models.CheckConstraint(
                condition=Q(eind_datum__gte=models.F("begin_datum")),
                name="opleidingen_uitvoering_einde_na_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.begin_datum})"


class Bijeenkomst(models.Model):
    """One meeting of an edition."""

    uitvoering = models.ForeignKey(Uitvoering, models.CASCADE, related_name="bijeenkomsten")
    module = models.ForeignKey(Module, models.SET_NULL, null=True, blank=True, related_name="bijeenkomsten")
    code = models.SlugField("bijeenkomstcode", max_length=40)
    eigen_code = models.CharField("eigen code", max_length=EIGEN_CODE_LENGTE, blank=True, help_text=EIGEN_CODE_UITLEG)
    datum = models.DateField("datum")

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.UniqueConstraint(fields=["uitvoering", "code"], name="opleidingen_bijeenkomst_code_uniek")
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.datum})"
