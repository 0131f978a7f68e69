"""What changed under a besluit: a list for the office, and one signal with the toets as it was and as it would be."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.services.logboek import record_overzicht, record_raadplegingen
from accounts.toegang import require_kantoor, require_recent_login
from kern.fouten import Fouten
from opleidingen.wijzigingswoorden import describe_wijziging
from register.criteria import NVT, EisUitkomst
from register.forms.signalen import Afhandelformulier
from register.queries import find_besluiten
from register.services.signalen import handle_signaal
from register.signalen import Signaal, collect_signalen
from register.views.eisbeeld import describe_stand, is_hoogstens

PER_PAGINA = 20


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """One eis, as it was decided, as it would be now, and without what changed."""

    titel: str
    toen: str
    nu: str
    zonder: str
    oordeel_toen: str
    oordeel_nu: str
    oordeel_zonder: str

    @property
    def anders(self) -> bool:
        return (self.toen, self.oordeel_toen) != (self.nu, self.oordeel_nu)


@require_kantoor
@never_cache
@require_safe
def list_signalen(request: HttpRequest) -> HttpResponse:
    page = Paginator(collect_signalen(), PER_PAGINA).get_page(request.GET.get("pagina"))
    record_overzicht(
        [signaal.besluit.aanvraag.registratie.gebruiker_id for signaal in page],
        wat="signaal over een besluit gezien",
        reden="Een opleider veranderde iets waar een besluit op rust",
        door=request.user,
        organisatie=request.lidmaatschap.organisatie,
        op=timezone.now(),
    )
    return render(request, "register/kantoor/signalen.html", {"page_obj": page})


@require_kantoor
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_signaal(request: HttpRequest, pk: int) -> HttpResponse:
    """One besluit; `pk` is that of the besluit. Handled, the page says by whom and why."""
    besluit = get_object_or_404(find_besluiten(), pk=pk)
    form = Afhandelformulier(request.POST or None)
    if form.is_valid():
        vraag = form.cleaned_data
        try:
            handle_signaal(
                besluit, wijziging_ids=vraag["gezien"], reden=vraag["reden"], door=request.user, op=timezone.now()
            )
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "Afgehandeld. Het besluit bleef zoals het was.")
            return redirect("kantoor-signalen")
    signaal = next(iter(collect_signalen([pk])), None)
    record_raadplegingen(
        [besluit.aanvraag.registratie.gebruiker_id],
        wat="signaal over een besluit bekeken",
        reden=f"Besluit van {timezone.localdate(besluit.genomen_op):%d-%m-%Y}",
        door=request.user,
        organisatie=request.lidmaatschap.organisatie,
        op=timezone.now(),
    )
    context = {
        "besluit": besluit,
        "signaal": signaal,
        "form": form,
        "gezien": " ".join(str(feit.id) for feit in signaal.wijzigingen) if signaal else "",
        "wijzigingen": [(feit, describe_wijziging(feit.oud, feit.nieuw)) for feit in signaal.wijzigingen]
        if signaal
        else [],
        "eisen": compare(signaal) if signaal else [],
        "afhandelingen": besluit.signaalafhandelingen.select_related("afgehandeld_door").order_by(
            "-afgehandeld_op", "pk"
        ),
    }
    return render(request, "register/kantoor/signaal.html", context)


def compare(signaal: Signaal) -> list[Vergelijking]:
    """Every eis that applied, what is another now first."""
    rijen = [
        _compare_eis(signaal, toen, nu, zonder)
        for toen, nu, zonder in zip(signaal.toen, signaal.nu, signaal.zonder, strict=True)
        if toen.oordeel != NVT
    ]
    return sorted(rijen, key=lambda rij: not rij.anders)


def _compare_eis(signaal: Signaal, toen: EisUitkomst, nu: EisUitkomst, zonder: EisUitkomst) -> Vergelijking:
    hoogstens = is_hoogstens(signaal.reglement.eisen[toen.code])
    standen = [describe_stand(eis, hoogstens=hoogstens) for eis in (toen, nu, zonder)]
    return Vergelijking(toen.titel, *standen, toen.oordeel, nu.oordeel, zonder.oordeel)
