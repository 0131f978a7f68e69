"""Which applications and accreditations somebody may see, and what they hold as plain values."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Organisatie
from kern.periode import add_months
from opleidingen.accreditatieinhoud import Inhoud, Onderdeelinhoud, read_inhoud
from opleidingen.accreditatieproces import BIJ_KANTOOR, LOPEND
from opleidingen.models import Accreditatie, Accreditatieonderdeel, Accreditatiestap, Opleiding

Status = Accreditatie.Status
BELOFTE = (Status.INGEDIEND, Status.AANVULLING_GEVRAAGD, Status.AFWIJZING_VOORGESTELD, Status.GEACCREDITEERD)
"""With one of these a next period is on its way, or there already."""
INDIENINGEN = ("indienen", "aanvullen")


def find_onderdelen() -> QuerySet[Accreditatieonderdeel]:
    """In the order of the modules; what holds for the whole course first."""
    return Accreditatieonderdeel.objects.select_related("module").order_by(
        F("module__volgorde").asc(nulls_first=True), "module", "pk"
    )


def find_eigen_accreditaties(opleider: Organisatie) -> QuerySet[Accreditatie]:
    """All applications of this opleider, the newest first."""
    eigen = Accreditatie.objects.filter(opleiding__opleider=opleider)
    return _with_inhoud(eigen).order_by("-pk")


def find_accreditaties_voor_kantoor() -> QuerySet[Accreditatie]:
    """All applications that were ever sent: what waits for the office first, the oldest on top."""
    verstuurd = Accreditatie.objects.exclude(ingediend_op=None).alias(wacht=Q(status__in=BIJ_KANTOOR))
    return _with_inhoud(verstuurd).order_by("-wacht", "ingediend_op", "pk")


def _with_inhoud(accreditaties: QuerySet[Accreditatie]) -> QuerySet[Accreditatie]:
    return accreditaties.select_related("opleiding__opleider", "verlengt").prefetch_related(
        Prefetch("onderdelen", find_onderdelen())
    )


def find_stappen(accreditatie: Accreditatie, *, intern: bool) -> list[Accreditatiestap]:
    """The history, the oldest first; what the office says to itself only with `intern`."""
    stappen = accreditatie.stappen.select_related("door").order_by("pk")
    return [stap for stap in stappen if intern or not stap.soort.intern]


def find_lopende(opleiding: Opleiding) -> Accreditatie | None:
    """The application for this course that is not settled yet; there is at most one."""
    return opleiding.accreditaties.filter(status__in=LOPEND).first()


def find_aflopende(peildatum: date, *, maanden: int) -> QuerySet[Accreditatie]:
    """Accreditations that hold on `peildatum` and end within so many months, with no next one on its way.

    Of courses that are still offered. The first to end comes first.
    """
    vervolg = Accreditatie.objects.filter(
        Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=OuterRef("geldig_tot")),
        opleiding=OuterRef("opleiding"),
        status__in=BELOFTE,
    )
    return (
        Accreditatie.objects.op(peildatum)
        .filter(
            ~Exists(vervolg),
            status=Status.GEACCREDITEERD,
            geldig_tot__lte=add_months(peildatum, maanden),
            opleiding__beeindigd_op__isnull=True,
        )
        .select_related("opleiding__opleider")
        .order_by("geldig_tot", "pk")
    )


def collect_inhoud(accreditatie: Accreditatie) -> Inhoud:
    """What an application asks now, or what was granted."""
    return Inhoud(
        geldig_van=accreditatie.geldig_van,
        geldig_tot=accreditatie.geldig_tot,
        leerdoelen=accreditatie.leerdoelen,
        toetsvorm=accreditatie.toetsvorm,
        docenten=accreditatie.docenten,
        onderdelen=tuple(
            Onderdeelinhoud(
                modulecode=onderdeel.module.code if onderdeel.module else "",
                module=onderdeel.module.naam if onderdeel.module else "",
                categorie=onderdeel.categorie,
                minuten=onderdeel.minuten,
                kenmerken=onderdeel.kenmerken,
            )
            for onderdeel in find_onderdelen().filter(accreditatie=accreditatie)
        ),
    )


def find_gevraagd(stappen: list[Accreditatiestap]) -> Inhoud | None:
    """What was asked the last time that the application was sent; None when it never was."""
    indiening = next((stap for stap in reversed(stappen) if stap.handeling in INDIENINGEN), None)
    return read_inhoud(indiening.inhoud) if indiening else None


def find_eigen_onderdelen(opleider: Organisatie) -> QuerySet[Accreditatieonderdeel]:
    """The onderdelen of this opleider's applications."""
    eigen = Accreditatieonderdeel.objects.filter(accreditatie__opleiding__opleider=opleider)
    return eigen.select_related("accreditatie__opleiding", "module")
