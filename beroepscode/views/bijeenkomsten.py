from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.conceptformulier import with_concept
from beroepscode.dimensies import find_naam
from beroepscode.forms.bijeenkomsten import BijeenkomstForm, DeelnemerForm
from beroepscode.models import Bijeenkomst
from beroepscode.queries import find_bijeenkomsten
from beroepscode.services.bijeenkomsten import add_deelnemers, delete_bijeenkomst, is_los, record_bijeenkomst
from beroepscode.views.verzoeken import count_verzoek
from kern.fouten import Fouten


@with_concept("bijeenkomst")
@require_http_methods(["GET", "HEAD", "POST"])
def add_bijeenkomst(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    form = BijeenkomstForm(request.POST or None, gebruiker=request.user, vandaag=vandaag, initial={"datum": vandaag})
    if request.concept.fill(form).is_valid() and count_verzoek(request, form):
        try:
            with request.concept.finish():
                bijeenkomst = record_bijeenkomst(request.user, **form.cleaned_data, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(
                request, "De bijeenkomst staat in je dossier. De anderen krijgen een mail om te bevestigen."
            )
            return redirect("bijeenkomst", bijeenkomst.pk)
    return render(request, "beroepscode/bijeenkomst_nieuw.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    """What was entered and who confirmed; whoever entered it can name somebody who was forgotten."""
    bijeenkomst = get_object_or_404(find_bijeenkomsten(request.user), pk=pk)
    eigen = bijeenkomst.ingevoerd_door_id == request.user.pk
    if request.method == "POST" and not eigen:
        raise Http404
    genoemd = frozenset(aanwezige.genoemd_als for aanwezige in bijeenkomst.aanwezigen.all())
    form = DeelnemerForm(request.POST or None, bijeenkomst=bijeenkomst, genoemd=genoemd)
    if form.is_valid() and count_verzoek(request, form):
        add_deelnemers(bijeenkomst, form.cleaned_data["deelnemers"])
        messages.success(request, "Toegevoegd. Wie in het register staat, krijgt een mail om te bevestigen.")
        return redirect("bijeenkomst", bijeenkomst.pk)
    context = {
        "bijeenkomst": bijeenkomst,
        "thema": bijeenkomst.thema and find_naam("thema", bijeenkomst.thema, timezone.localdate()),
        "eigen": eigen,
        "los": eigen and is_los(bijeenkomst),
        "form": form,
    }
    return render(request, "beroepscode/bijeenkomst.html", context)


@login_required
@require_POST
def remove_bijeenkomst(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what nobody else has confirmed."""
    bijeenkomst = get_object_or_404(Bijeenkomst, pk=pk, ingevoerd_door=request.user)
    if not is_los(bijeenkomst):
        messages.error(request, "Een collega heeft deze bijeenkomst al bevestigd. Zij blijft daarom staan.")
        return redirect("bijeenkomst", pk)
    delete_bijeenkomst(bijeenkomst, op=timezone.now())
    messages.success(request, "De bijeenkomst is gewist, ook bij de anderen.")
    return redirect("bijeenkomst-nieuw")
