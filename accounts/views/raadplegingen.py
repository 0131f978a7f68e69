from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.queries import find_raadplegingen

PER_PAGINA = 25


@login_required
@require_safe
def list_raadplegingen(request: HttpRequest) -> HttpResponse:
    """Show somebody who looked at them, when, at what and why."""
    page = Paginator(find_raadplegingen(request.user), PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "accounts/raadplegingen.html", {"page_obj": page})
