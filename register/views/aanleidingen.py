"""Write a reflection that starts from something in the dossier: an activity, or a course that was delivered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.views.conceptformulier import with_concept
from beroepscode.sjabloonteksten import VRIJ
from beroepscode.views.reflecties import find_sjabloon_nu, write_reflectie
from register.aanleidingen import find_herkomst, find_voortgekomen
from register.services.aanleidingen import link_aanleiding

OPLEIDING = "opleiding"
"""The aanleiding that this is, in `beroepscode/kenmerken/aanleiding.toml`."""


@sensitive_variables()
@with_concept("reflectie-bij-{soort}-{pk}")
@require_http_methods(["GET", "HEAD", "POST"])
def reflect_on(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    herkomst = find_herkomst(request.user, soort, pk)
    if herkomst is None:
        raise Http404
    page = reverse("reflectie-bij", kwargs={"soort": soort, "pk": pk})
    return write_reflectie(
        request,
        find_sjabloon_nu(request.GET.get("sjabloon") or VRIJ),
        adres=lambda code: f"{page}?sjabloon={code}",
        initial={"aanleiding": OPLEIDING},
        bij=f"{herkomst.titel} ({date_format(herkomst.datum, 'j F Y')})",
        eerder=find_voortgekomen(herkomst),
        saved=lambda reflectie: link_aanleiding(reflectie, herkomst),
    )
