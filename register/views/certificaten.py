"""The certificate that somebody downloads and shares."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from register.certificaten import judge_certificaat
from register.queries import find_laatste_certificaat
from register.services.zegels import read_certificaat


@login_required
@require_safe
@never_cache
def download(request: HttpRequest) -> HttpResponse:
    """One's own newest certificate as PDF, as long as it is worth something today."""
    certificaat = find_laatste_certificaat(request.user)
    if certificaat is None:
        messages.info(request, "Je hebt nu geen certificaat. Je krijgt het bij je registratie.")
        return redirect("mijn")
    stand = judge_certificaat(certificaat, peildatum=timezone.localdate())
    if not stand.is_geldig:
        messages.warning(request, f"Je certificaat geldt nu niet. Je status: {stand.status.woord.lower()}.")
        return redirect("mijn")
    response = HttpResponse(read_certificaat(certificaat), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="certificaat-sam-register.pdf"'
    return response
