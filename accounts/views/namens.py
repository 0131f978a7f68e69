"""For whom somebody acts who belongs to more organisations of one kind."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.forms.organisaties import Namensformulier
from accounts.models import Organisatie
from accounts.queries import find_kamers
from accounts.toegang import DEUREN, act_for, find_namens


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose_organisatie(request: HttpRequest) -> HttpResponse:
    kamers = list(find_kamers(request.user, peildatum=timezone.localdate()))
    form = Namensformulier(request.POST or None, kamers=kamers, nu=find_namens(request, kamers))
    if form.is_valid():
        organisatie = Organisatie.objects.get(pk=form.cleaned_data["organisatie"])
        act_for(request, organisatie)
        messages.success(request, f"Je werkt nu namens {organisatie}.")
        return redirect(DEUREN.get(organisatie.soort, organisatie.soort))
    return render(request, "accounts/namens.html", {"form": form, "kamers": kamers})
