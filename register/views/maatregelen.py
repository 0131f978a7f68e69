"""What the office recorded about somebody, as that person reads it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from register.queries import find_gebeurtenissen
from register.services.registraties import open_registratie


@login_required
@require_safe
@never_cache
def list_maatregelen(request: HttpRequest) -> HttpResponse:
    gebeurtenissen = find_gebeurtenissen(open_registratie(request.user))
    return render(request, "register/maatregelen.html", {"gebeurtenissen": gebeurtenissen})
