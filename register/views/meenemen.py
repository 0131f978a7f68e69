"""Everything of mine: ask for it, see how far it is, fetch it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.kluis import read_kluis
from accounts.models import Voortgang
from accounts.queries import find_voortgangen
from accounts.toegang import require_recent_login
from register.services.meenemen import MEENEMEN, ask_meenemen


@login_required
@require_recent_login
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_meenemen(request: HttpRequest) -> HttpResponse:
    """The same address asks, tells how far it is and offers what came out, so that reloading is enough."""
    op = timezone.now()
    if request.method == "POST":
        ask_meenemen(request.user, op=op)
        return redirect("meenemen")
    voortgang = find_voortgangen(request.user, wat=MEENEMEN, op=op).first()
    context = {"voortgang": voortgang, "loopt": voortgang is not None and voortgang.loopt_op(op)}
    return render(request, "register/mijn/meenemen.html", context)


@login_required
@never_cache
@require_safe
def download(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The zip, decrypted while it leaves."""
    gereed = find_voortgangen(request.user, wat=MEENEMEN, op=timezone.now()).filter(status=Voortgang.Status.GEREED)
    voortgang = get_object_or_404(gereed, pk=pk)
    if not voortgang.bestand.storage.exists(voortgang.bestand.name):
        raise Http404  # cleared up a moment ago
    response = StreamingHttpResponse(read_kluis(voortgang.bestand.open), content_type="application/zip")
    naam = f"sam-register-{timezone.localdate(voortgang.aangemaakt_op)}.zip"
    response["Content-Disposition"] = f'attachment; filename="{naam}"'
    return response
