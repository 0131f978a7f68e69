"""Signals: obstacles in the work, from who meets them to who can do something about them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.toegang import require_kantoor
from accounts.views.conceptformulier import with_concept
from beroepscode.dimensies import find_naam, find_waarden
from beroepscode.forms.signalen import SignaalForm
from beroepscode.services.signalen import give_signaal, withdraw_signaal
from beroepscode.signaalbeeld import MINSTE_MENSEN, count_themas, find_eigen_signalen, find_signalen

PER_PAGINA = 20


@login_required
@require_safe
def list_signalen(request: HttpRequest) -> HttpResponse:
    """One's own signals, and what the profession names most."""
    vandaag = timezone.localdate()
    page = Paginator(find_eigen_signalen(request.user), PER_PAGINA).get_page(request.GET.get("pagina"))
    for signaal in page:
        signaal.thema_naam = find_naam("thema", signaal.thema, vandaag)
    context = {
        "page_obj": page,
        "themas": count_themas(find_signalen(), minstens=MINSTE_MENSEN, peildatum=vandaag),
        "minste_mensen": MINSTE_MENSEN,
    }
    return render(request, "beroepscode/signalen.html", context)


@with_concept("signaal")
@require_http_methods(["GET", "HEAD", "POST"])
def add_signaal(request: HttpRequest) -> HttpResponse:
    initial = {"thema": request.GET.get("thema")}
    form = SignaalForm(request.POST or None, vandaag=timezone.localdate(), initial=initial)
    if request.concept.fill(form).is_valid():
        with request.concept.finish():
            give_signaal(request.user, **form.cleaned_data, op=timezone.now())
        messages.success(request, "Je signaal is binnen. Je naam gaat niet mee.")
        return redirect("signalen")
    return render(request, "beroepscode/signaal_nieuw.html", {"form": form, "minste_mensen": MINSTE_MENSEN})


@login_required
@require_POST
def remove_signaal(request: HttpRequest, pk: int) -> HttpResponse:
    withdraw_signaal(get_object_or_404(find_eigen_signalen(request.user), pk=pk), op=timezone.now())
    messages.success(request, "Je signaal is ingetrokken en gewist.")
    return redirect("signalen")


@require_kantoor
@require_safe
def show_werkvloer(request: HttpRequest) -> HttpResponse:
    """What the work floor tells the association: per theme, in the words of people, without their names."""
    vandaag, thema = timezone.localdate(), request.GET.get("thema", "")
    if thema and thema not in {waarde.code for waarde in find_waarden("thema", vandaag)}:
        raise Http404
    page = Paginator(find_signalen(thema), PER_PAGINA).get_page(request.GET.get("pagina"))
    for signaal in page:
        signaal.thema_naam = find_naam("thema", signaal.thema, vandaag)
    context = {"page_obj": page, "themas": count_themas(find_signalen(), peildatum=vandaag), "thema": thema}
    return render(request, "beroepscode/werkvloer.html", context)
