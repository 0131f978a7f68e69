"""One message of a webhook: what was sent, what came back, and sending it again."""

import json
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Webhookbezorging
from accounts.queries import find_bezorgingen
from accounts.services.webhooks import resend_bezorging
from kern.fouten import Fouten

BINNENKORT = timedelta(minutes=2)
"""Within this the page itself looks whether there is news; later somebody comes back for it."""


@require_safe
def show_bezorging(request: HttpRequest, pk: int) -> HttpResponse:
    bezorging = find_own(request, pk)
    context = {
        "bezorging": bezorging,
        "webhook": bezorging.webhook,
        "organisatie": request.lidmaatschap.organisatie,
        "inhoud": json.dumps(json.loads(bezorging.inhoud), indent=2, ensure_ascii=False),
        "volgt": is_volgend(bezorging, op=timezone.now()),
    }
    return render(request, "accounts/webhooks/bezorging.html", context)


@require_POST
def repeat_bezorging(request: HttpRequest, pk: int) -> HttpResponse:
    bezorging = find_own(request, pk)
    try:
        resend_bezorging(bezorging, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
    return redirect(f"{request.lidmaatschap.organisatie.soort}-webhookbezorging", pk)


def is_volgend(bezorging: Webhookbezorging, *, op: datetime) -> bool:
    """Whether news of this message is a matter of moments."""
    if bezorging.volgende_op is None or bezorging.webhook.uitgezet_op:
        return False
    return bezorging.volgende_op < op + BINNENKORT


def find_own(request: HttpRequest, pk: int) -> Webhookbezorging:
    return get_object_or_404(find_bezorgingen(request.lidmaatschap.organisatie), pk=pk)
