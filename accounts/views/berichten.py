from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.berichten import Berichtvoorkeuren
from accounts.queries import find_voorkeuren
from accounts.services.berichten import save_voorkeuren


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_berichten(request: HttpRequest) -> HttpResponse:
    """Choose when mail comes: at once, once a week together, or never."""
    form = Berichtvoorkeuren(request.POST or None, initial=find_voorkeuren(request.user))
    if form.is_valid():
        save_voorkeuren(request.user, form.cleaned_data)
        messages.success(request, "Je keuze is bewaard.")
        return redirect("berichtvoorkeuren")
    return render(request, "accounts/berichten.html", {"form": form})
