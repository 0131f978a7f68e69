"""Come into a group: what members send, and the page with one button where it leads."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.limieten import Limiet, find_adres
from beroepscode.forms.groepen import UitnodigenForm
from beroepscode.groepen import (
    find_eigen_uitnodigingen,
    find_groepen,
    find_leden,
    find_lid,
    find_uitnodiging,
    find_uitnodigingen,
)
from beroepscode.groepsregels import ledenregel_op
from beroepscode.models import Uitnodiging
from beroepscode.services.uitnodigingen import (
    accept_uitnodiging,
    decline_uitnodiging,
    invite_by_mail,
    make_link,
    revoke_uitnodiging,
)
from beroepscode.views.groepen import get_groep
from beroepscode.views.verzoeken import count_verzoek
from kern.fouten import Fouten

LINKS = Limiet("groep-links", aantal=30, seconden=60)
"""Looks at a link of an invitation, per address."""
JA = "ja"
MAAK_LINK = "link"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send invitations, or make a link. A link is shown in the answer itself: only its hash is kept."""
    op, groep = timezone.now(), get_groep(request, pk)
    leden, link = list(find_leden(groep)), ""
    maakt_link = request.POST.get("doe") == MAAK_LINK
    data = None if maakt_link else request.POST or None
    form = UitnodigenForm(data, leden=frozenset(lid.gebruiker.email.lower() for lid in leden))
    if maakt_link:
        link = settings.BASIS_URL + reverse("groep-uitnodiging", args=[make_link(groep, door=request.user, op=op)])
    elif form.is_valid() and count_verzoek(request, form, keren=len(form.cleaned_data["adressen"])):
        invite_by_mail(groep, form.cleaned_data["adressen"], door=request.user, op=op)
        messages.success(request, "Je uitnodiging is verstuurd.")
        return redirect("groep-uitnodigen", pk)
    regel = ledenregel_op(timezone.localdate(op))
    context = {
        "groep": groep,
        "form": form,
        "link": link,
        "aantal": len(leden),
        "hoogstens": regel.leden_hoogstens,
        "dagen": regel.uitnodiging_dagen,
        "uitnodigingen": list(find_uitnodigingen(groep, op=op)),
    }
    return render(request, "beroepscode/groep_uitnodigen.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Any member may take an invitation back."""
    eigen = Uitnodiging.objects.filter(groep__in=find_groepen(request.user)).select_related("groep")
    uitnodiging = get_object_or_404(eigen, pk=pk)
    groep = uitnodiging.groep_id
    revoke_uitnodiging(uitnodiging, door=request.user, op=timezone.now())
    messages.success(request, "De uitnodiging is ingetrokken. De link werkt niet meer.")
    return redirect("groep-uitnodigen", groep)


@login_required
@require_POST
def answer_eigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an invitation to an address of one's own, without its link."""
    op = timezone.now()
    uitnodiging = get_object_or_404(find_eigen_uitnodigingen(request.user, op=op), pk=pk)
    if request.POST.get("antwoord") == JA:
        return _accept(request, uitnodiging)
    decline_uitnodiging(uitnodiging, request.user, op=op)
    messages.success(request, "Je hebt de uitnodiging afgeslagen.")
    return redirect("groepen")


@sensitive_variables("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_uitnodiging(request: HttpRequest, code: str) -> HttpResponse:
    """Where a link leads: one button. Who has not signed in reads no name, of a person or a group."""
    op = timezone.now()
    if wachttijd := LINKS.take(find_adres(request), op=op):
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(wachttijd)
        return response
    uitnodiging = find_uitnodiging(code)
    werkt = uitnodiging is not None and not uitnodiging.is_verlopen(op)
    binnen = werkt and request.user.is_authenticated
    if request.method == "POST" and binnen:
        return _accept(request, uitnodiging)
    context = {
        "werkt": werkt,
        "uitnodiging": uitnodiging if binnen else None,
        "leden": list(find_leden(uitnodiging.groep)) if binnen else [],
        "is_lid": binnen and find_lid(uitnodiging.groep, request.user) is not None,
    }
    response = render(request, "beroepscode/uitnodiging.html", context, status=200 if werkt else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


def _accept(request: HttpRequest, uitnodiging: Uitnodiging) -> HttpResponse:
    try:
        accept_uitnodiging(uitnodiging, request.user, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
        return redirect("groepen")
    messages.success(request, f"Welkom bij {uitnodiging.groep.naam}.")
    return redirect("groep", uitnodiging.groep_id)
